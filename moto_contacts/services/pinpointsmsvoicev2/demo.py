"""The demonstration of a destination number, verified by a code over SMS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import PHONE, Step, wrong


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""
    numbers: dict[str, str] = {}

    def create() -> Any:
        number = client.create_verified_destination_number(DestinationPhoneNumber=PHONE)
        numbers["id"] = number["VerifiedDestinationNumberId"]
        client.send_destination_number_verification_code(
            VerifiedDestinationNumberId=numbers["id"], VerificationChannel="TEXT"
        )
        return number["Status"]

    def verify(code: str) -> Any:
        return client.verify_destination_number(
            VerifiedDestinationNumberId=numbers["id"], VerificationCode=code
        )["Status"]

    def code() -> Any:
        return outbox.code(to=PHONE, service="pinpoint-sms-voice-v2")

    yield "create the number, send a code", "PENDING", create
    yield "type a wrong code", "ValidationException", lambda: verify(wrong(code()))
    yield "type the code", "VERIFIED", lambda: verify(code())
