"""Requests and responses as plain values; what carried them here is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from moto_contacts.gateway import domains

Body = bytes | Iterator[bytes]


class Request:
    """One HTTP request. ``headers`` is any mapping whose `get` ignores case."""

    __slots__ = (
        "_credential",
        "alone",
        "body",
        "headers",
        "host",
        "method",
        "path",
        "query",
        "scheme",
        "streams",
    )

    def __init__(
        self,
        method: str,
        scheme: str,
        host: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        body: bytes,
        streams: bool = False,
        alone: bool = False,
    ):
        self.method = method
        self.scheme = scheme
        #: With its port, if there is one.
        self.host = host
        #: As it was sent, percent-encoding and all; the query string likewise.
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        #: Whether whoever carries the answer back can send it piece by piece.
        self.streams = streams
        #: Whether nobody else is answered until this one is.
        self.alone = alone
        self._credential: list[str] | None = None

    @property
    def content_type(self) -> str:
        """The media type of the body, in lower case and without parameters; maybe blank."""
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def credential(self) -> list[str]:
        """The SigV4 credential: access key, date, region, service, terminator; or five blanks."""
        if self._credential is None:
            signed = self.headers.get("Authorization") or ""
            parts = signed.partition("Credential=")[2].partition(",")[0].split("/")
            self._credential = parts if len(parts) == 5 else [""] * 5
        return self._credential

    @property
    def region(self) -> str:
        """The region that the host names, else the one that the signature was made for."""
        return _region(self.host) or self.credential[2] or "us-east-1"


@lru_cache
def _region(host: str) -> str | None:
    """The region that a host of AWS's names."""
    labels = host.partition(":")[0].rstrip(".").split(".", 2)
    return labels[1] if len(labels) == 3 and labels[2] in domains.of_aws() else None


class Response:
    """One HTTP response; a body in pieces is for a request that `streams`."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: dict[str, str], body: Body):
        self.status = status
        self.headers = headers
        self.body = body


#: In place of a response: the connection is to end without one, as a test has ordered.
DROPPED = Response(0, {}, b"")
