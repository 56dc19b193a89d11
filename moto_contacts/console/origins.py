"""Which pages of a browser may use the console: its own, and those that a setting lets in.

A page of somebody else's that is open in the same browser can send requests here. It is known by
the headers that browsers add, and that its scripts cannot change; programs do not send them.
Source: ours, by the Fetch standard and "Fetch Metadata Request Headers".
"""

from __future__ import annotations

import socket
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from moto_contacts.console.values import ConsoleError
from moto_contacts.gateway.request import Request
from moto_contacts.simulation.settings import current

#: Names under which no other machine than this one is found, and moto's own under ``mock_aws``.
_LOCAL = frozenset({"localhost", "motoapi.amazonaws.com"})
#: What ``Sec-Fetch-Site`` says of the page itself, and of an address that its reader has typed.
_OWN_SITES = ("same-origin", "none")
#: Names that a server of this process was told to listen at.
bound: set[str] = set()


def shared_headers(request: Request) -> dict[str, str]:
    """What lets the scripts of a page of another origin read the answer; for most pages nothing."""
    origin = request.headers.get("Origin")
    return {"Access-Control-Allow-Origin": origin} if origin and _is_let_in(origin) else {}


def is_foreign(request: Request) -> bool:
    """Whether a page of somebody else's asks, or one that has come by a name of somebody else's."""
    return _foreign_page(request) or _foreign_host(request)


def refuse_foreign(request: Request) -> None:
    """Errors: ``ForeignOrigin``, ``ForeignHost``."""
    if _foreign_page(request):
        who = request.headers.get("Origin") or "A page of another origin"
        raise ConsoleError(
            403, "ForeignOrigin",
            f"{who} may not do this here. The setting console_origins can let a page in.",
        )  # fmt: skip
    if _foreign_host(request):
        raise ConsoleError(
            403, "ForeignHost",
            f"{request.host!r} is not known as a name of this server, so no page may do this by "
            "it. The setting console_hosts takes further names.",
        )  # fmt: skip


def _foreign_page(request: Request) -> bool:
    origin = request.headers.get("Origin")
    if origin:
        own = origin.partition("://")[2] == request.host
        return not own and not _is_let_in(origin)
    site = request.headers.get("Sec-Fetch-Site")
    return bool(site) and site not in _OWN_SITES and not _is_let_in("*")


def _is_let_in(origin: str) -> bool:
    return not {origin, "*"}.isdisjoint(current.console_origins or ())


def _foreign_host(request: Request) -> bool:
    """Whether a browser has found this server by a name that may be anybody's.

    Its owner can have it mean his own server first and this one later, and a page of the first is
    of the same origin as the second. An address cannot be had to mean another one.
    """
    if not (request.headers.get("Origin") or request.headers.get("Sec-Fetch-Site")):
        return False  # no browser, or none that could be told from a program
    try:
        name = urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return True
    if _is_address(name) or name in _LOCAL or name.endswith(".localhost"):
        return False
    return name not in {_machine(), *bound, *(current.console_hosts or ())}


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _machine() -> str:
    return socket.gethostname().lower()
