"""Custom verification mails: their templates, and sending them to addresses to be verified."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.ses import content, errors, motos
from moto_contacts.services.ses.identities import Identities
from moto_contacts.services.ses.settings import current
from moto_contacts.simulation.ids import uuid4
from moto_contacts.simulation.mail import bare_address
from moto_contacts.simulation.messages import LINK

#: Source: documented (there is one), ours (words).
_DISCLAIMER = "If you have not asked for this, do not open the link, and nothing will come of it."
_URL = re.compile(r"https?://[!-~]+", re.ASCII)


@dataclass(slots=True, eq=False)
class Template(Resource):
    """What a custom verification mail says, and where its link leads."""

    kind = Kind("custom-verification-email-template")

    #: Member -> value, all of which a request has given; ``TemplateName`` among them.
    members: dict[str, str]
    tags: dict[str, str] = field(default_factory=dict)

    def describe(self) -> dict[str, str]:
        """The structure ``CustomVerificationEmailTemplate``, which is without the content."""
        return {name: value for name, value in self.members.items() if name != "TemplateContent"}


class CustomVerifications(Family):
    """Create, get, update, delete, list; send."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._identities = backend.family(Identities)

    @operation
    def create_custom_verification_email_template(
        self,
        template_name: str,
        from_email_address: str,
        template_subject: str,
        template_content: str,
        success_redirection_url: str,
        failure_redirection_url: str,
    ) -> None:
        """A new template. Its content may be HTML, but for scripts, frames and the like.

        Errors: CustomVerificationEmailTemplateAlreadyExists; FromEmailAddressNotVerified;
        CustomVerificationEmailInvalidContent; LimitExceeded. Source: documented, inferred (order).
        """
        if self.registry.get(Template, template_name) is not None:
            raise errors.template_exists(template_name)
        members = {
            "TemplateName": template_name,
            "FromEmailAddress": from_email_address,
            "TemplateSubject": template_subject,
            "TemplateContent": template_content,
            "SuccessRedirectionURL": success_redirection_url,
            "FailureRedirectionURL": failure_redirection_url,
        }
        self._check(members)
        quota = current.custom_verification_email_templates_per_account
        if len(self.registry.all(Template)) >= quota:
            raise errors.too_many_templates(quota)
        arn = self.scope.arn(f"{Template.kind.name}/{template_name}")
        self.registry.add(Template(arn, members), template_name)

    @operation
    def get_custom_verification_email_template(self, template_name: str) -> dict[str, Any]:
        """All of a template. Errors: CustomVerificationEmailTemplateDoesNotExist.

        Source: documented.
        """
        return dict(self.registry.find(Template, template_name).members)

    @operation
    def update_custom_verification_email_template(
        self,
        template_name: str,
        from_email_address: str | None = None,
        template_subject: str | None = None,
        template_content: str | None = None,
        success_redirection_url: str | None = None,
        failure_redirection_url: str | None = None,
    ) -> None:
        """Changes what is given of a template; what was sent stays as it is.

        Errors: CustomVerificationEmailTemplateDoesNotExist; FromEmailAddressNotVerified;
        CustomVerificationEmailInvalidContent. Source: documented.
        """
        template = self.registry.find(Template, template_name)
        given = {
            "FromEmailAddress": from_email_address,
            "TemplateSubject": template_subject,
            "TemplateContent": template_content,
            "SuccessRedirectionURL": success_redirection_url,
            "FailureRedirectionURL": failure_redirection_url,
        }
        members = {name: value for name, value in given.items() if value is not None}
        self._check(members)
        template.members.update(members)

    @operation
    def delete_custom_verification_email_template(self, template_name: str) -> None:
        """The template is gone; none of the name is no error. Source: documented."""
        template = self.registry.get(Template, template_name)
        if template is not None:
            self.registry.remove(template)

    @operation
    def list_custom_verification_email_templates(self) -> Listing[int, Template]:
        """All templates without their contents, the oldest first, 50 a page.

        Source: documented, inferred (order).
        """
        return Listing(self.registry.all(Template), show=Template.describe, page_size=50)

    @operation
    def send_custom_verification_email(
        self, email_address: str, template_name: str, configuration_set_name: str | None = None
    ) -> dict[str, Any]:
        """Mails an address the link that verifies it, in the words of a template.

        The address is pending from then on, whatever the settings; one that is verified stays so.
        The link leads to the template's success or failure URL.
        Errors: CustomVerificationEmailTemplateDoesNotExist; FromEmailAddressNotVerified;
        ConfigurationSetDoesNotExist; ProductionAccessNotGranted where accounts are in the sandbox;
        MessageRejected for what is no address. Source: documented, inferred (pending, order).
        """
        template = self.registry.find(Template, template_name).members
        self._check({"FromEmailAddress": template["FromEmailAddress"]})
        account, region = self.scope.account, self.scope.region
        if configuration_set_name is not None and not motos.has_configuration_set(
            account, region, configuration_set_name
        ):
            raise errors.no_configuration_set(configuration_set_name)
        if current.in_sandbox:
            raise errors.in_sandbox()
        address = bare_address(email_address)
        if not re.fullmatch("[^@]+@[^@]+", address):
            raise errors.no_address("Missing final '@domain'")
        if not self._identities.is_verified(address):
            motos.add_identity(account, region, address)
            self._identities.hold(address)
        message_id = uuid4()
        self._identities.send(
            address,
            asked=True,
            sender=template["FromEmailAddress"],
            subject=template["TemplateSubject"],
            body=f"{LINK}\n\n{_DISCLAIMER}",
            html=f'{template["TemplateContent"]}<p><a href="{LINK}">{LINK}</a></p>'
            f"<p>{escape(_DISCLAIMER)}</p>",
            thread=message_id,
            redirects=(template["SuccessRedirectionURL"], template["FailureRedirectionURL"]),
        )
        return {"MessageId": message_id}

    def _check(self, members: dict[str, str]) -> None:
        """Nothing; the error for what a template must not have. Source: inferred (URLs)."""
        address = members.get("FromEmailAddress")
        if address is not None and not self._identities.is_verified(address):
            raise errors.from_not_verified(address)
        why = content.wrong(members.get("TemplateContent", ""))
        if why is not None:
            raise errors.invalid_content(why)
        for name in ("SuccessRedirectionURL", "FailureRedirectionURL"):
            if name in members and not _URL.fullmatch(members[name]):
                raise errors.invalid_content(f"{name} is no URL that a browser can be sent to.")
