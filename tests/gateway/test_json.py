"""JSON, as requests bring it and answers take it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone

import pytest

from moto_contacts.gateway.model import Model
from moto_contacts.gateway.protocols import base
from moto_contacts.gateway.protocols.aws_json import JsonProtocol
from moto_contacts.gateway.request import Request
from moto_contacts.gateway.times import from_seconds, to_seconds

VALUE = {"name": "Zoé", "n": [1, 0.5, True, None], "at": datetime(2026, 1, 2, tzinfo=timezone.utc)}
WRITTEN = b'{"name":"Zo\\u00e9","n":[1,0.5,true,null],"at":1767312000.0}'


@pytest.fixture
def without_encoder_in_c(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(json.encoder, "c_make_encoder", None)
    base._encoder.cache_clear()
    yield
    base._encoder.cache_clear()


def test_answers_are_compact_and_in_ascii() -> None:
    assert base.write_json(VALUE, base.epoch_seconds) == WRITTEN


def test_they_are_the_same_where_python_has_no_encoder_in_c(without_encoder_in_c: None) -> None:
    assert base.write_json(VALUE, base.epoch_seconds) == WRITTEN


@pytest.mark.parametrize("year", [1900, 1969, 2026, 2038, 9000])
def test_a_time_loses_no_millisecond(year: int) -> None:
    moments = [
        datetime(year, 3, 4, 5, 6, 7, each * 1000, tzinfo=timezone.utc) for each in range(1000)
    ]

    written = [base.epoch_seconds(each) for each in moments]
    assert written == [round(each.timestamp(), 3) for each in moments]


@pytest.mark.parametrize("year", [1900, 1969, 2026, 2038, 2300, 9000])
def test_a_time_that_was_told_is_the_same_when_it_is_read(year: int) -> None:
    moments = [
        datetime(year, 3, 4, 5, 6, 7, each * 1000, tzinfo=timezone.utc) for each in range(1000)
    ]
    assert [from_seconds(to_seconds(each)) for each in moments] == moments


@pytest.mark.parametrize("body", [b"", b" ", b"{", b"{} {}", b"[1,]", b'{"a": NaN}', b"\xff"])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(base.Unreadable):
        base.read_json(body)


def test_no_member_of_a_request_is_found_without_reading_all_of_it() -> None:
    request = Request("POST", "https", "host", "/", "", {}, b'{"protocol":"Email"}')
    assert JsonProtocol(Model("lightsail")).asked(request, "protocol") == ""
