"""The demonstration of a mail that moto sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step

_SENDER = "shop@example.com"


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From an identity to a mail that was read; `outbox` is the client's."""

    def verify() -> Any:
        client.verify_email_identity(EmailAddress=_SENDER)
        found = client.get_identity_verification_attributes(Identities=[_SENDER])
        return found["VerificationAttributes"][_SENDER]["VerificationStatus"]

    def send(source: str) -> Any:
        message = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "It works."}}}
        client.send_email(Source=source, Destination={"ToAddresses": [EMAIL]}, Message=message)
        return outbox.latest(to=EMAIL, service="ses").body

    yield "verify an identity, which moto does at once", "Success", verify
    yield "send from another one", "MessageRejected", lambda: send("nobody@example.com")
    yield "send a mail", "It works.", lambda: send(_SENDER)
