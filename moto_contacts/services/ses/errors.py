"""Every error of the service: its code and text. Texts are inferred unless marked."""

from __future__ import annotations

from moto_contacts.gateway.errors import QueryDialect, ServiceError
from moto_contacts.gateway.references import Kind


class SesDialect(QueryDialect):
    """A service of the query protocol, with templates that can be missing."""

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError(
            "CustomVerificationEmailTemplateDoesNotExist",
            f"Custom verification email template {name} does not exist.",
            CustomVerificationEmailTemplateName=name,
        )


def not_verified(region: str, *identities: str) -> ServiceError:
    """Whoever a mail is to come from is no verified identity. Source: seen (text)."""
    return ServiceError(
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        f"{region.upper()}: {', '.join(identities)}",
    )


def no_address(text: str) -> ServiceError:
    """A mail is to go to what is no address. Source: seen (text), inferred (code)."""
    return ServiceError("MessageRejected", text)


def from_not_verified(address: str) -> ServiceError:
    """Whoever a custom verification mail comes from is no verified identity."""
    text = f"The from email address {address} is not verified."
    return ServiceError("FromEmailAddressNotVerified", text, FromEmailAddress=address)


def template_exists(name: str) -> ServiceError:
    """There is such a template of custom verification mails."""
    return ServiceError(
        "CustomVerificationEmailTemplateAlreadyExists",
        f"Custom verification email template {name} already exists.",
        CustomVerificationEmailTemplateName=name,
    )


def invalid_content(why: str) -> ServiceError:
    """The content of a custom verification mail has what it must not have."""
    return ServiceError("CustomVerificationEmailInvalidContent", why)


def too_many_templates(quota: int) -> ServiceError:
    """The account has as many templates as it can have."""
    text = f"An account has at most {quota} custom verification email templates."
    return ServiceError("LimitExceeded", text)


def in_sandbox() -> ServiceError:
    """Accounts in the sandbox send no custom verification mails."""
    text = "The account has not been granted production access."
    return ServiceError("ProductionAccessNotGranted", text)


def no_configuration_set(name: str) -> ServiceError:
    """There is no such configuration set. Source: seen (text)."""
    return ServiceError(
        "ConfigurationSetDoesNotExist",
        f"Configuration set <{name}> does not exist.",
        ConfigurationSetName=name,
    )
