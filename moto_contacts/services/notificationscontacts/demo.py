"""The demonstration of an e-mail contact, activated by a code of seven characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step, wrong


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""
    arns: dict[str, str] = {}

    def state() -> Any:
        return client.get_email_contact(arn=arns["contact"])["emailContact"]["status"]

    def create() -> Any:
        arns["contact"] = client.create_email_contact(name="Ops", emailAddress=EMAIL)["arn"]
        client.send_activation_code(arn=arns["contact"])
        return state()

    def activate(code: str) -> Any:
        client.activate_email_contact(arn=arns["contact"], code=code)
        return state()

    def code() -> Any:
        return outbox.code(to=EMAIL, service="notificationscontacts")

    yield "create the contact, send a code", "inactive", create
    yield "type a wrong code", "ValidationException", lambda: activate(wrong(code()))
    yield "type the code", "active", lambda: activate(code())
