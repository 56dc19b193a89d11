"""Mails in bulk, each made by a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.motos import Rendered, Template
from moto_contacts.services.sesv2 import mails, templated
from moto_contacts.simulation import agenda


class BulkMails(Family):
    """Send to many, each with data of its own."""

    @operation
    def send_bulk_email(
        self,
        default_content: dict[str, Any],
        bulk_email_entries: list[dict[str, Any]],
        from_email_address: str | None = None,
        from_email_address_identity_arn: str | None = None,
        reply_to_addresses: list[str] | None = None,
        feedback_forwarding_email_address: str | None = None,
        feedback_forwarding_email_address_identity_arn: str | None = None,
        default_email_tags: list[dict[str, str]] | None = None,
        configuration_set_name: str | None = None,
        endpoint_id: str | None = None,
        tenant_name: str | None = None,
        configuration_overrides: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """A mail for each entry, with what is its own first, and what came of each, in order.

        An entry to an address that is none is INVALID_PARAMETER; for one whose data lack something
        the mail has failed, while its status is SUCCESS.
        Errors: MessageRejected for a sender that is not verified; NotFoundException for a template
        that is not there; BadRequestException for none, for data that are no JSON, and for more
        than 50 entries. Source: documented, inferred (texts, INVALID_PARAMETER).
        """
        members = agenda.origin().parameters
        template = default_content.get("Template") or {}
        found = templated.find(self.scope, template)
        to = [address for entry in bulk_email_entries for address in _recipients(entry)]
        mails.check_sender(self.scope, from_email_address, to)
        mails.check_count(len(bulk_email_entries))
        # All of it before any: a request that is refused has sent nothing.
        all_rendered = [_rendered(found, template, entry) for entry in bulk_email_entries]
        return {
            "BulkEmailEntryResults": [
                self._send(members, template, rendered, entry)
                for rendered, entry in zip(all_rendered, bulk_email_entries, strict=True)
            ]
        }

    def _send(
        self,
        members: Mapping[str, Any],
        template: Mapping[str, Any],
        rendered: Rendered,
        entry: Mapping[str, Any],
    ) -> dict[str, Any]:
        headers = [*(template.get("Headers") or ()), *(entry.get("ReplacementHeaders") or ())]
        content = {**template, "Headers": headers}
        envelope = mails.written(members, content, entry["Destination"])
        wrong = mails.wrong_address(envelope)
        if wrong is not None:
            return {"Status": "INVALID_PARAMETER", "Error": wrong}
        message_id = mails.send(self.scope, rendered, content, envelope)
        return {"Status": "SUCCESS", "MessageId": message_id}


def _rendered(found: Template, template: Mapping[str, Any], entry: Mapping[str, Any]) -> Rendered:
    """The mail of an entry, by its own data first."""
    replaced = entry.get("ReplacementEmailContent", {}).get("ReplacementTemplate", {})
    own = replaced.get("ReplacementTemplateData")
    return templated.rendered(found, own, template.get("TemplateData"))


def _recipients(entry: Mapping[str, Any]) -> list[str]:
    return Envelope("", entry["Destination"]).recipients
