"""The gate: what moto's own services are asked goes by ours that stand beside them.

It stands at the values of a service's ``url_paths``, which every mode of moto's looks up, and so
behind all that moto does before: whitelist, passing through, recording. What answers is imported
with the first request, for this runs while moto is importing. PYTEST_DONT_REWRITE
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import Any

from moto_contacts.gateway.request import Response

Handler = Callable[[Any, str, Any], Any]


class Handed(Response):
    """moto's answer, whatever that is, to be given back as it is."""

    __slots__ = ("kept",)

    def __init__(self, kept: Any):
        status, headers, body = kept if len(kept) == 3 else (200, {}, kept)
        super().__init__(status, headers, body)
        self.kept = kept


class _Rooms:
    """What a request needs, imported with the first."""

    @cached_property
    def entry(self) -> Any:
        return import_module("moto_contacts.plugin.entry")

    @cached_property
    def look(self) -> Any:
        return import_module("moto_contacts.gateway.neighbours").look


_rooms = _Rooms()


def gate(name: str, motos: Handler) -> Handler:
    """A handler for moto that asks the service of ours first, and moto's own handler then.

    One that does so already stays as it is.
    """
    if hasattr(motos, "motos"):
        return motos

    # Flask calls a route by the name and the module of its function.
    def handle(request: Any, full_url: str, headers: Any) -> Any:
        entry = _rooms.entry
        read = entry.read_request(request)

        def hand_on() -> Response:
            return Handed(motos(request, full_url, headers))

        looked = _rooms.look(entry.catalogue.service(name), read, entry.MOTO, hand_on)
        response = entry.carry(looked, read, getattr(request, "environ", {}))
        return response.kept if type(response) is Handed else entry.to_moto(response)

    handle.motos = motos  # type: ignore[attr-defined]
    return handle
