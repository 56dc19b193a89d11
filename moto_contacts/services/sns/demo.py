"""The demonstration of a number in the SMS sandbox, verified by a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import PHONE, Step, wrong


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a new one to one that is verified; `outbox` is the client's."""

    def state() -> Any:
        (number,) = client.list_sms_sandbox_phone_numbers()["PhoneNumbers"]
        return number["Status"]

    def create() -> Any:
        client.create_sms_sandbox_phone_number(PhoneNumber=PHONE)
        return state()

    def verify(code: str) -> Any:
        client.verify_sms_sandbox_phone_number(PhoneNumber=PHONE, OneTimePassword=code)
        return state()

    def code() -> Any:
        return outbox.code(to=PHONE, service="sns")

    yield "create the number, send a code", "Pending", create
    yield "type a wrong code", "VerificationException", lambda: verify(wrong(code()))
    yield "type the code", "Verified", lambda: verify(code())
