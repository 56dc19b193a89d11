"""What botocore is given for our answers is what it would have made of them itself."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from operator import delitem, getitem, setitem
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse, HeadersDict
from hypothesis import given
from hypothesis import strategies as st
from moto.core.botocore_stubber import MockRawResponse

from moto_contacts.gateway.request import Response
from moto_contacts.plugin.answered import Headers, answered

NAMES = st.sampled_from(["Content-Type", "content-type", "CONTENT-TYPE", "x-amzn-requestid", "X"])
STEPS = st.one_of(
    st.tuples(st.just(setitem), NAMES, st.text(max_size=3)),
    st.tuples(st.sampled_from([delitem, getitem]), NAMES),
)


def _outcome(step: Callable[[], Any]) -> Any:
    try:
        return step()
    except KeyError:
        return KeyError


@given(st.lists(STEPS))
def test_headers_are_botocore_s_to_whoever_reads_or_changes_them(steps: list[Any]) -> None:
    told = {"Content-Type": "application/json", "x-amzn-requestid": "1"}
    theirs, ours = HeadersDict(told), Headers(dict(told))
    for do, *arguments in steps:

        def outcome(
            headers: MutableMapping[str, str], do: Any = do, arguments: Any = arguments
        ) -> Any:
            return _outcome(lambda: do(headers, *arguments))

        assert outcome(ours) == outcome(theirs)
        assert list(ours.items()) == list(theirs.items())
        assert len(ours) == len(theirs)
        assert all((name in ours) == (name in theirs) for name in ["x", "CONTENT-type", "y"])
    assert ours.copy().items() == theirs.copy().items()
    assert repr(ours) == repr(dict(ours))
    assert isinstance(ours, HeadersDict)


@pytest.mark.parametrize(
    "read",
    [
        lambda response: response.url,
        lambda response: response.status_code,
        lambda response: response.content,
        lambda response: response.text,
        lambda response: response.raw.read(),
        lambda response: b"".join(response.raw.stream()),
        lambda response: response.headers["CONTENT-TYPE"],
    ],
)
def test_response_reads_as_botocore_s(read: Callable[[Any], Any]) -> None:
    body = '{"name": "Zoë"}'.encode()
    response = Response(200, {"Content-Type": "application/json"}, body)
    theirs = AWSResponse("https://example.com/", 200, response.headers, MockRawResponse(body))
    ours = answered("https://example.com/", response)
    assert isinstance(ours, AWSResponse)
    assert read(ours) == read(theirs)
