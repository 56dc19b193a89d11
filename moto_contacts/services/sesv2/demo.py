"""The demonstration of a mail that moto sends by the newer API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step

_SENDER = "shop@example.com"


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From an identity to a mail that was read; `outbox` is the client's."""

    def create() -> Any:
        return client.create_email_identity(EmailIdentity=_SENDER)["IdentityType"]

    def send(source: str) -> Any:
        template = {
            "TemplateContent": {"Subject": "Hi", "Text": "Hello {{name}}."},
            "TemplateData": '{"name": "Zoe"}',
        }
        client.send_email(
            FromEmailAddress=source,
            Destination={"ToAddresses": [EMAIL]},
            Content={"Template": template},
        )
        return outbox.latest(to=EMAIL, service="sesv2").body

    yield "create an identity, which moto verifies at once", "EMAIL_ADDRESS", create
    yield "send from another one", "MessageRejected", lambda: send("nobody@example.com")
    yield "send a mail by a template", "Hello Zoe.", lambda: send(_SENDER)
