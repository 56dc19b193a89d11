"""Custom verification mails by the newer API: the same as by the older one."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.services.ses.custom_verifications import Template
from moto_contacts.services.sesv2.elder import custom_verifications

PAGINATORS = {
    "ListCustomVerificationEmailTemplates": {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "PageSize",
        "result_key": "CustomVerificationEmailTemplates",
    }
}


class CustomVerifications(Family):
    """Create, get, update, delete, list; send."""

    @operation
    def create_custom_verification_email_template(
        self,
        template_name: str,
        from_email_address: str,
        template_subject: str,
        template_content: str,
        success_redirection_url: str,
        failure_redirection_url: str,
        tags: list[dict[str, str]] | None = None,
    ) -> None:
        """A new template. Its content may be HTML, but for scripts, frames and the like.

        Errors: AlreadyExistsException; NotFoundException for a sender that is not verified;
        BadRequestException for content; LimitExceededException. Source: documented, inferred.
        """
        with custom_verifications(self.scope) as found:
            found.create_custom_verification_email_template(
                template_name,
                from_email_address,
                template_subject,
                template_content,
                success_redirection_url,
                failure_redirection_url,
            )
            template = found.registry.find(Template, template_name)
            template.tags = {tag["Key"]: tag["Value"] for tag in tags or ()}

    @operation
    def get_custom_verification_email_template(self, template_name: str) -> dict[str, Any]:
        """All of a template. Errors: NotFoundException. Source: documented."""
        with custom_verifications(self.scope) as found:
            return found.get_custom_verification_email_template(template_name)

    @operation
    def update_custom_verification_email_template(
        self,
        template_name: str,
        from_email_address: str,
        template_subject: str,
        template_content: str,
        success_redirection_url: str,
        failure_redirection_url: str,
    ) -> None:
        """Changes all of a template; what was sent stays as it is.

        Errors: NotFoundException, for a sender that is not verified, too; BadRequestException for
        content. Source: documented, inferred (sender).
        """
        with custom_verifications(self.scope) as found:
            found.update_custom_verification_email_template(
                template_name,
                from_email_address,
                template_subject,
                template_content,
                success_redirection_url,
                failure_redirection_url,
            )

    @operation
    def delete_custom_verification_email_template(self, template_name: str) -> None:
        """The template is gone. Errors: NotFoundException. Source: documented."""
        with custom_verifications(self.scope) as found:
            found.registry.find(Template, template_name)
            found.delete_custom_verification_email_template(template_name)

    @operation
    def list_custom_verification_email_templates(self) -> Listing[int, Template]:
        """All templates without their contents, the oldest first, 50 a page.

        Source: documented, inferred (order).
        """
        with custom_verifications(self.scope) as found:
            return found.list_custom_verification_email_templates()

    @operation
    def send_custom_verification_email(
        self, email_address: str, template_name: str, configuration_set_name: str | None = None
    ) -> dict[str, Any]:
        """Mails an address the link that verifies it, in the words of a template.

        The address is pending from then on, whatever the settings; one that is verified stays so.
        The link leads to the template's success or failure URL.
        Errors: NotFoundException for the template, a sender that is not verified, and the
        configuration set; MessageRejected for what is no address, and where accounts are in the
        sandbox. Source: documented, inferred (pending, which error).
        """
        with custom_verifications(self.scope) as found:
            return found.send_custom_verification_email(
                email_address, template_name, configuration_set_name
            )
