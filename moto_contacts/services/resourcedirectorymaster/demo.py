"""The demonstration of a message contact of Alibaba Cloud's, verified by the link in a mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""
    from alibabacloud_resourcedirectorymaster20220419 import models

    ids: dict[str, str] = {}

    def state() -> Any:
        request = models.GetMessageContactRequest(contact_id=ids["contact"])
        return client.get_message_contact(request).body.contact.status

    def send(address: str) -> None:
        client.send_email_verification_for_message_contact(
            models.SendEmailVerificationForMessageContactRequest(
                contact_id=ids["contact"], email_address=address
            )
        )

    def create() -> Any:
        added = client.add_message_contact(
            models.AddMessageContactRequest(
                name="Ops", email_address=EMAIL, title="CEO", message_types=["FaultMessage"]
            )
        )
        ids["contact"] = added.body.contact.contact_id
        send(EMAIL)
        return state()

    def click() -> Any:
        outbox.latest(to=EMAIL, service="resourcedirectorymaster").click()
        return state()

    yield "create the contact, send a link", "Verifying", create
    yield (
        "send to another address",
        "EntityNotExists.Contact.Verification",
        lambda: send("other@example.com"),
    )
    yield "open the link", "Active", click


def connect(**arguments: Any) -> Any:
    """The SDK's client. Raises ``ImportError`` where it is not installed."""
    try:
        from alibabacloud_resourcedirectorymaster20220419.client import Client
        from alibabacloud_tea_openapi.utils_models import Config
    except ImportError as error:
        raise ImportError("needs pip install 'moto-contacts[alibaba]'") from error

    return Client(Config(access_key_id="testing", access_key_secret="testing", **arguments))
