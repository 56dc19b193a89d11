"""The console over HTTP: JSON under ``/moto-api/contacts/``, and the page that a link opens."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from moto_contacts.console import api, stream
from moto_contacts.console.api import ConsoleError
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation import outbox

ROOT = "/moto-api/contacts/"
#: More than any body that the console takes; a test's clock and settings need a few hundred bytes.
_MOST_BYTES = 1 << 20

_SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
_NO_MORE: Mapping[str, str] = {}
_CLICKED = {
    "verified": (200, "Verified", "{to} is verified now."),
    "used": (409, "Already verified", "This link to {to} was used before."),
    "expired": (410, "Expired", "This link to {to} has expired. Ask for a new one."),
    "superseded": (410, "Replaced", "A newer message to {to} has replaced this link."),
    "revoked": (410, "No longer valid", "This link to {to} was withdrawn."),
}


def answer(request: Request) -> Response:
    """The console's answer: JSON, or for a link a small page."""
    path = unquote(request.path.partition(ROOT)[2])
    base_url = f"{request.scheme}://{request.host}"
    head, _, token = path.partition("/")
    if head == "links" and request.method == "GET":
        return _open_link(token)
    try:
        if path == "stream" and request.method == "GET":
            return _open_stream(request, base_url)
        values = _values(request)
        return _json(200, api.call(request.method, path, values, base_url))
    except ConsoleError as error:
        refusal = {"error": error.error, "message": error.message}
        return _json(error.status, refusal, error.headers)


def _values(request: Request) -> dict[str, Any]:
    # A filter that is blank is one; without it a DELETE would mean every message.
    queried = dict(parse_qsl(request.query, keep_blank_values=True))
    if request.method == "GET":
        return queried
    _refuse_foreign(request)
    if not request.body:
        return queried
    content_type = (request.headers.get("Content-Type") or "").partition(";")[0].strip()
    if content_type != "application/json":
        raise ConsoleError(415, "NotJson", "Send a body as Content-Type: application/json.")
    if len(request.body) > _MOST_BYTES:
        raise ConsoleError(413, "TooLarge", f"A body has at most {_MOST_BYTES} bytes.")
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ConsoleError(400, "NotJson", "The body is not JSON.") from None
    if not isinstance(values, dict):
        raise ConsoleError(400, "NotJson", "The body must be a JSON object.")
    return {**queried, **values}


def _refuse_foreign(request: Request) -> None:
    """moto answers CORS requests of any origin; a web page must not drive somebody's mock."""
    origin = request.headers.get("Origin")
    if origin and origin.partition("://")[2] != request.host:
        raise ConsoleError(403, "ForeignOrigin", f"{origin} may not change anything here.")


def _json(status: int, value: Any, more: Mapping[str, str] = _NO_MORE) -> Response:
    headers = {"Content-Type": "application/json", **_SECURITY, **more}
    return Response(status, headers, json.dumps(value).encode())


def _open_link(token: str) -> Response:
    message = outbox.by_token(token)
    if message is None:
        return _page(404, "Unknown link", "No message has carried this link.")
    before = message.state
    state = "used" if before == "verified" else outbox.click(message)
    status, title, text = _CLICKED[state]
    return _page(status, title, text.format(to=message.to))


def _open_stream(request: Request, base_url: str) -> Response:
    if not request.streams:
        raise ConsoleError(
            501, "NeedsServer", "Only a moto_server can stream; ask it, or GET messages/wait here."
        )
    after = request.headers.get("Last-Event-ID")
    headers = {"Content-Type": "text/event-stream", **_SECURITY}
    return Response(200, headers, stream.events(base_url, after))


def _page(status: int, title: str, text: str) -> Response:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title>"
        "<style>body{font:1.1rem system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem}"
        ":root{color-scheme:light dark}</style>"
        f"<main><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></main></html>"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", **_SECURITY}
    return Response(status, headers, page.encode())
