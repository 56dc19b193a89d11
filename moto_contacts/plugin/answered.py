"""Our answers as botocore has them, made without what only an answer from the network needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from sys import modules
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import HeadersDict

if TYPE_CHECKING:
    from moto_contacts.gateway.request import Response

# This runs while moto is importing, before a test can replace the class for a while; where one has
# been replaced already, botocore's is behind it, or nobody's.
moto = modules["moto.core.botocore_stubber"]
_lineage = getattr(moto.AWSResponse, "__mro__", ())
AWSResponse: Any = next(
    (kind for kind in _lineage if kind.__module__ == HeadersDict.__module__), object
)


def answered(url: str, response: Response) -> Any:
    """The response to a request of botocore's.

    It is of moto's class where that is another: tests with an asynchronous client replace it.
    """
    if moto.AWSResponse is AWSResponse:
        return Answered(url, response)
    raw = moto.MockRawResponse(response.body)
    return moto.AWSResponse(url, response.status, response.headers, raw)


class Answered(AWSResponse):
    """A response whose body is at hand, and is read from a stream by nobody who does not ask."""

    def __init__(self, url: str, response: Response):
        self.url = url
        self.status_code = response.status
        self.headers = Headers(response.headers)
        # botocore keeps here what it has read. Tests with an asynchronous client put here what
        # can be awaited.
        self._content: Any = response.body
        self._body = response.body

    @cached_property
    def raw(self) -> Any:
        """The body as a stream."""
        return moto.MockRawResponse(self._body)


class Headers(HeadersDict):
    """Headers that are found at once by the names that they were given, and by others in turn.

    botocore makes an object of each name, of each that is asked for, and of each that is listed.
    """

    def __init__(self, headers: dict[str, str]):
        self._headers = headers

    def _given(self, name: str) -> str:
        """The name as it was given; itself where none was."""
        if name in self._headers:
            return name
        lower = name.lower()
        return next((each for each in self._headers if each.lower() == lower), name)

    def __getitem__(self, name: str) -> str:
        try:
            return self._headers[name]
        except KeyError:
            return self._headers[self._given(name)]

    def __setitem__(self, name: str, value: str) -> None:
        self._headers[self._given(name)] = value

    def __delitem__(self, name: str) -> None:
        del self._headers[self._given(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def __repr__(self) -> str:
        return repr(self._headers)
