"""The console over HTTP: JSON under ``/moto-api/contacts/``, and the page that a link opens."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from moto_contacts.console import api, origins, stream
from moto_contacts.console.values import ConsoleError, invalid, not_allowed
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation import outbox
from moto_contacts.simulation.settings import SettingError

ROOT = "/moto-api/contacts/"
#: More than any body that the console takes; a test's clock and settings need a few hundred bytes.
_MOST_BYTES = 1 << 20

#: The folder of the web page, and what it may load: itself. Nothing inline, nothing from elsewhere.
_FOLDER = files(__package__) / "page"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",  # of links in a mail, which the page shows
}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
#: What a page that is let in may send, besides what any page may.
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Content-Type, Last-Event-ID",
    "Access-Control-Allow-Methods": "DELETE, GET, PATCH, POST, PUT",
}
_NO_MORE: Mapping[str, str] = {}
_CLICKED = {
    "verified": (200, "Verified", "{to} is verified now."),
    "used": (409, "Already verified", "This link to {to} was used before."),
    "locked": (
        409,
        "Too many attempts",
        "Wrong codes to {to} have locked this link.",
    ),
    "expired": (410, "Expired", "This link to {to} has expired. Ask for a new one."),
    "superseded": (410, "Replaced", "A newer message to {to} has replaced this link."),
    "revoked": (410, "No longer valid", "This link to {to} was withdrawn."),
}


def answer(request: Request) -> Response:
    """The console's answer: JSON, a file of the web page, or for a link a page that says so."""
    try:
        shared = origins.shared_headers(request)
    except SettingError as why:
        return _refusal(invalid(str(why), "InvalidSetting"))
    if shared and request.method == "OPTIONS":
        return Response(204, {**shared, **_PREFLIGHT}, b"")
    response = _answer(request)
    response.headers.update(shared)
    return response


def _answer(request: Request) -> Response:
    if request.path == ROOT.rstrip("/"):
        return Response(308, {"Location": ROOT, **_SECURITY}, b"")
    path = unquote(request.path.partition(ROOT)[2])
    head, _, rest = path.partition("/")
    looks = request.method == "HEAD"  # as GET, but nobody has read anything by it
    try:
        if looks and head in _DOES:
            raise not_allowed("HEAD", "GET")
        request.method = "GET" if looks else request.method
        opens = _PAGES.get(head)
        if opens is None:
            values = _values(request)
            # A page cannot be kept from asking, but from marking as read.
            ask = partial(
                api.call,
                request.method,
                path,
                base_url=_base_url(request),
                peek=looks or origins.is_foreign(request),
            )
            alone = path == "messages/wait" and request.alone
            return _json(200, _there_already(ask, values) if alone else ask(values))
        if request.method != "GET":
            raise not_allowed(request.method, "GET")
        return opens(request, rest)
    except ConsoleError as error:
        return _refusal(error)


def _there_already(ask: Callable[[dict[str, Any]], Any], values: dict[str, Any]) -> Any:
    """The message that is waited for, where nothing could come meanwhile."""
    try:
        return ask({**values, "timeout": "0"})
    except ConsoleError as error:
        if error.error != "NoSuchMessage":
            raise
        raise ConsoleError(
            501,
            "NeedsThreads",
            "This web server answers one request at a time, so nothing can come while one waits. "
            f"Give it threads, or look again and again. {error.message}",
        ) from None


def _base_url(request: Request) -> str:
    return f"{request.scheme}://{request.host}"


def _open_file(request: Request, name: str) -> Response:
    """A file of the web page."""
    found = {each.name: each for each in _FOLDER.iterdir()}.get(name or "index.html")
    if found is None:
        raise ConsoleError(404, "NotFound", f"The page has no file {name!r}.")
    headers = {"Content-Type": _TYPES[Path(found.name).suffix], **_SECURITY}
    return Response(200, headers, found.read_bytes())


def _values(request: Request) -> dict[str, Any]:
    # A filter that is blank is one; without it a DELETE would mean every message.
    queried = _once(parse_qsl(request.query, keep_blank_values=True))
    if request.method == "GET":
        return queried
    origins.refuse_foreign(request)
    if not request.body:
        return queried
    if request.content_type != "application/json":
        raise ConsoleError(415, "NotJson", "Send a body as Content-Type: application/json.")
    if len(request.body) > _MOST_BYTES:
        raise ConsoleError(413, "TooLarge", f"A body has at most {_MOST_BYTES} bytes.")
    try:
        values = json.loads(request.body, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise ConsoleError(400, "NotJson", "The body is not JSON.") from None
    if not isinstance(values, dict):
        raise ConsoleError(400, "NotJson", "The body must be a JSON object.")
    for name in queried.keys() & values:
        raise invalid(f"{name} is in the query and in the body; give it once.")
    return {**queried, **values}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The values by their names. Raises `ConsoleError` where one has several."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise invalid(f"{name} is there more than once; give it once.")
        values[name] = value
    return values


def _refusal(error: ConsoleError) -> Response:
    return _json(error.status, {"error": error.error, "message": error.message}, error.headers)


def _json(status: int, value: Any, more: Mapping[str, str] = _NO_MORE) -> Response:
    headers = {"Content-Type": "application/json", **_SECURITY, **more}
    return Response(status, headers, json.dumps(value).encode())


def _open_link(request: Request, token: str) -> Response:
    # Where a code is the token, the message's id stands before it: see `Sent.path`.
    code = dict(parse_qsl(request.query)).get("token")
    message = outbox.by_path(token if code is None else f"{token}?token={code}")
    if message is None:
        return _page(404, "Unknown link", "No message has carried this link.", ROOT)
    before = message.state
    state = "used" if before == "verified" else message.click()
    if message.redirects is not None:
        verified, not_verified = message.redirects
        to = verified if state in ("verified", "used") else not_verified
        return Response(302, {"Location": to, **_SECURITY}, b"")
    status, title, text = _CLICKED[state]
    return _page(status, title, text.format(to=message.to), f"{ROOT}?message={message.id}")


def _open_stream(request: Request, rest: str) -> Response:
    origins.refuse_foreign(request)  # each stream takes a place until its reader is missed
    if not request.streams:
        raise ConsoleError(
            501,
            "NeedsServer",
            "Only a moto_server, or another web server with threads, can stream; ask one, or GET "
            "messages here again and again.",
        )
    after = request.headers.get("Last-Event-ID")
    # A proxy in front is to hand on each piece as it comes.
    headers = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no", **_SECURITY}
    return Response(200, headers, stream.events(_base_url(request), after))


def _page(status: int, title: str, text: str, inbox: str) -> Response:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title>"
        f'<link rel="icon" href="{ROOT}page/icon.svg">'
        f'<link rel="stylesheet" href="{ROOT}page/link.css">'
        f"<main><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
        f'<p><a href="{inbox}">To the inbox</a></p></main></html>'
    )
    headers = {"Content-Type": _TYPES[".html"], **_SECURITY}
    return Response(status, headers, page.encode())


#: First step of a path -> what opens the rest of it, as a browser asks for it.
_PAGES = {"": _open_file, "page": _open_file, "links": _open_link, "stream": _open_stream}
#: Those of which a GET is more than a look.
_DOES = ("links", "stream")
