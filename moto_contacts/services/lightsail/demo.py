"""The demonstration of a contact method, verified by the link in a mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""

    def state() -> Any:
        return client.get_contact_methods()["contactMethods"][0]["status"]

    def create() -> Any:
        client.create_contact_method(protocol="Email", contactEndpoint=EMAIL)
        return state()

    def resend() -> Any:
        client.send_contact_method_verification(protocol="Email")
        return outbox.messages(to=EMAIL, service="lightsail")[-1].click().state

    def click() -> Any:
        outbox.latest(to=EMAIL, service="lightsail").click()
        return state()

    yield "create the e-mail contact method", "PendingVerification", create
    yield "send again, open the old link", "superseded", resend
    yield "open the new link", "Valid", click
