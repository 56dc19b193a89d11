"""The demonstration of a contact channel, activated by a code of six digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import PHONE, Step, wrong


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""
    arns: dict[str, str] = {}

    def state() -> Any:
        return client.get_contact_channel(ContactChannelId=arns["channel"])["ActivationStatus"]

    def create() -> Any:
        arns["contact"] = client.create_contact(
            Alias="zoe", DisplayName="Zoe", Type="PERSONAL", Plan={"Stages": []}
        )["ContactArn"]
        arns["channel"] = client.create_contact_channel(
            ContactId=arns["contact"],
            Name="mobile",
            Type="SMS",
            DeliveryAddress={"SimpleAddress": PHONE},
        )["ContactChannelArn"]
        return state()

    def activate(code: str) -> Any:
        client.activate_contact_channel(ContactChannelId=arns["channel"], ActivationCode=code)
        return state()

    def code() -> Any:
        return outbox.code(to=PHONE, service="ssm-contacts")

    yield "create a contact and its SMS channel", "NOT_ACTIVATED", create
    yield "type a wrong code", "ValidationException", lambda: activate(wrong(code()))
    yield "type the code", "ACTIVATED", lambda: activate(code())
