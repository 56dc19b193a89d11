"""Puts the services where moto looks for them; data, and one wrapped method of the server.

``boot`` calls `join_services` and `join_console` with the module of moto that has just loaded.
"""

import importlib
import re
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

from moto_contacts.catalogue import HOSTS

#: moto answers what it does not know under amazonaws.com with a 404; under these domains it would
#: let the request out to the network. Comes last, so that every real service is asked first.
UNKNOWN = "motocontactsunknown"
UNKNOWN_HOSTS = r"https?://[^/]+\.(api\.aws|api\.amazonwebservices\.com\.cn)(:\d+)?(?![\w.-])"

#: The package that answers for a name.
PACKAGES = {name: f"moto_contacts.{name}" for name in HOSTS} | {
    UNKNOWN: "moto_contacts.plugin.unknown"
}

CONSOLE_PATHS = ("{0}/moto-api/contacts/(?P<path>.*)$", "{0}/moto-api/contacts$")


class LazyAlias(ModuleType):
    """``moto.<service>``: our package under moto's name, imported when moto first asks for it.

    An eager alias would be a circular import, for the hook runs while moto itself is importing.
    """

    def __init__(self, name: str, package: str):
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None, is_package=True)
        self.__path__: list[str] = []  # a package without files: submodules are ours alone
        self._package = package

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self._package), name)


def join_services(backend_index: ModuleType) -> None:
    """moto's list of services has ours; a service that moto itself ships stays moto's."""
    patterns: list[tuple[str, re.Pattern[str]]] = backend_index.backend_url_patterns
    known = {name for name, _ in patterns}
    ours = [(name, re.compile(hosts)) for name, hosts in HOSTS.items() if name not in known]
    last = [(UNKNOWN, re.compile(UNKNOWN_HOSTS))] if UNKNOWN not in known else []
    # In front: moto reads the list from the start for every request.
    patterns[:] = [*ours, *patterns, *last]
    for name, _ in [*ours, *last]:
        alias = LazyAlias(f"moto.{name}", PACKAGES[name])
        sys.modules[alias.__name__] = alias
        setattr(sys.modules["moto"], name, alias)


def join_console(urls: ModuleType) -> None:
    """``/moto-api/contacts/`` is answered wherever ``/moto-api/`` is."""
    from moto_contacts.plugin.entry import answer_console

    urls.url_paths.update(dict.fromkeys(CONSOLE_PATHS, answer_console))


def join_server(werkzeug_app: ModuleType) -> None:
    """moto's server hands requests with Alibaba's signature to us; all others are as before.

    The server looks at nothing but AWS signatures, and gives the rest to S3. There is no list to
    add to, so this is the one function of moto that is wrapped.
    """
    application = werkzeug_app.DomainDispatcherApplication
    infer = application.infer_service_region_host

    def infer_service_region_host(self: Any, environ: dict[str, Any], path: str) -> str | None:
        if is_alibaba(environ):
            return ALIBABA_HOST
        host: str | None = infer(self, environ, path)
        return host

    application.infer_service_region_host = infer_service_region_host


ALIBABA_HOST = "resourcedirectory.aliyuncs.com"


def is_alibaba(environ: dict[str, Any]) -> bool:
    """Whether a request is signed for Alibaba Cloud: ACS3, or the older RPC signature."""
    return (
        environ.get("HTTP_AUTHORIZATION", "").startswith("ACS3-")
        or "HTTP_X_ACS_ACTION" in environ
        or {"SignatureNonce", "SignatureMethod"} <= parse_qs(environ.get("QUERY_STRING", "")).keys()
    )
