"""What is told of the addresses that codes go to."""

from __future__ import annotations

import pytest

from moto_contacts.services.cognitoidp.deliveries import masked


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("foo@example.com", "f***@e***"),
        ("@", "***@***"),
        ("+123456788920", "+********8920"),
        ("+1 (425) 555-0100", "+*******0100"),
        ("12", "+12"),
    ],
)
def test_masked(address: str, told: str) -> None:
    assert masked(address) == told
