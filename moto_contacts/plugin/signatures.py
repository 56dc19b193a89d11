"""Whose signature a request to a web server carries, where it is not AWS's. PYTEST_DONT_REWRITE"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

_OF_RPC = {"SignatureMethod", "SignatureNonce"}
_FORM = "application/x-www-form-urlencoded"
#: More than the form of any call; what is larger is left where it is.
_MOST_BYTES = 1 << 20


def is_alibabas(environ: dict[str, Any]) -> bool:
    """Whether it is Alibaba Cloud's: ACS3, or the older one of RPC in the query or the form."""
    signed = environ.get("HTTP_AUTHORIZATION") or ""
    if "HTTP_X_ACS_ACTION" in environ or signed.startswith("ACS3-"):
        return True
    given = parameters(environ)
    return "SignatureNonce" in given and parse_qs(given).keys() >= _OF_RPC


def parameters(environ: dict[str, Any]) -> str:
    """The query of a request; of one without a signature in its headers also the form."""
    query: str = environ.get("QUERY_STRING", "")
    form = _form(environ) if "HTTP_AUTHORIZATION" not in environ else ""
    return f"{query}&{form}" if form else query


def _form(environ: dict[str, Any]) -> str:
    """The form in a body, which can be read again afterwards; blank where there is none.

    One in chunks is looked into where it has been put together, as our own server does.
    """
    if not environ.get("CONTENT_TYPE", "").lower().startswith(_FORM):
        return ""
    stream = environ.get("wsgi.input", BytesIO())
    if type(stream) is not BytesIO:
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return ""
        stream = environ["wsgi.input"] = BytesIO(stream.read(int(length)))
    body: bytes = stream.getvalue()
    return body.decode("latin-1")


#: Kind of a signature, as the catalogue has it -> what knows a request that carries one.
KINDS: dict[str, Callable[[dict[str, Any]], bool]] = {"alibaba": is_alibabas}
