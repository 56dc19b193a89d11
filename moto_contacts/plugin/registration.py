"""Puts the services where moto looks for them; data, and one wrapped method of the server.

``joining`` calls the functions named ``join_*`` with the module of moto that has just loaded, and
with the way back of each change, which is taken if anything goes wrong. None of them imports moto:
its modules are locked by whoever imports them, and the order of these locks is moto's.
PYTEST_DONT_REWRITE
"""

import importlib
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import lru_cache, wraps
from importlib.machinery import ModuleSpec
from operator import attrgetter
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

from moto_contacts import catalogue
from moto_contacts.catalogue import NEIGHBOURS, SERVICES
from moto_contacts.plugin import signatures
from moto_contacts.plugin.gate import gate
from moto_contacts.plugin.hosts import REST, UNKNOWN, UNKNOWN_URLS

#: The package that answers for a name.
PACKAGES = {
    name: f"moto_contacts.services.{name}" for name, row in SERVICES.items() if not row.beside
} | {UNKNOWN: "moto_contacts.plugin.unknown"}

#: Name -> hosts of the services that are ours to answer, for moto does not ship them.
_joined: dict[str, re.Pattern[str]] = {}

#: What moto remembers of the types that it has found.
_FOUND = ("get_model_list", "get_model_map", "get_name_type_map")
#: Type of CloudFormation's -> its class, of which moto itself keeps no more than a weak reference.
_types: dict[str, type] = {}

CONSOLE_PATHS = (f"{{0}}/moto-api/contacts/{REST}", "{0}/moto-api/contacts$")


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
        found = getattr(importlib.import_module(self._package), name)
        setattr(self, name, found)  # moto asks again for every request
        return found


def join_services(backend_index: ModuleType, undo: ExitStack) -> None:
    """moto's list of services has ours; a service that moto itself ships stays moto's."""
    patterns: list[tuple[str, re.Pattern[str]]] = backend_index.backend_url_patterns
    motos_own = list(patterns)
    known = {name for name, _ in motos_own}
    absent = [name for name, row in SERVICES.items() if name not in known and not row.beside]
    ours = [(name, re.compile(catalogue.urls(name))) for name in absent]
    last = [(UNKNOWN, UNKNOWN_URLS)] if UNKNOWN not in known else []
    undo.callback(_joined.clear)
    _joined.update(ours)
    specs: dict[str, Any] = {}
    for name, _ in [*ours, *last]:
        alias = LazyAlias(f"moto.{name}", PACKAGES[name])
        undo.callback(sys.modules.pop, alias.__name__, None)
        sys.modules[alias.__name__] = alias
        specs[alias.__name__] = alias.__spec__
        setattr(sys.modules["moto"], name, alias)
        undo.callback(delattr, sys.modules["moto"], name)
    # In front: moto reads the list from the start for every request.
    patterns[:] = [*ours, *motos_own, *last]
    waiting: list[Any] = [each for each in sys.meta_path if hasattr(each, "waits_for_moto")]
    for finder in waiting:
        finder.hooks.update({f"moto.{name}.urls": "join_neighbour" for name in NEIGHBOURS})
        finder.aliases.update(specs)


def join_neighbour(urls: ModuleType, undo: ExitStack) -> None:
    """Whatever a service of moto's is asked goes by the `gate` to ours beside it.

    So do the paths that moto has not. moto's proxy looks for the service by the host alone, so that
    of an older API has those of the newer one of the same hosts as well.
    """
    name = urls.__name__.split(".")[1]
    paths = urls.url_paths
    before = dict(paths)
    undo.callback(paths.update, before)
    undo.callback(paths.clear)
    any_of_motos = next(iter(before.values()))  # each of them finds the operation by itself
    added = dict.fromkeys(SERVICES[name].paths, any_of_motos)
    paths.update({path: gate(name, motos) for path, motos in {**added, **before}.items()})
    for newer, row in SERVICES.items():
        if row.api_of == name:
            paths[f"{{0}}{row.prefix}.*$"] = _by_urls_of(newer)


def _by_urls_of(name: str) -> Any:
    """Answers as the first path of another service does, which goes by its own gate."""

    def handle(request: Any, full_url: str, headers: Any) -> Any:
        paths = importlib.import_module(f"moto.{name}.urls").url_paths
        return next(iter(paths.values()))(request, full_url, headers)

    return handle


def join_botocore(models: ModuleType, undo: ExitStack) -> None:
    """Clients of our services, of every session from now on, are answered by the early door.

    Comes right behind moto, which has just given its stubber to all sessions.
    """
    from botocore.handlers import BUILTIN_HANDLERS

    from moto_contacts.plugin.early import stand_in

    ours = [name for name in SERVICES if isinstance(sys.modules.get(f"moto.{name}"), LazyAlias)]
    stand_in(models.botocore_stubber, BUILTIN_HANDLERS, ours)


def join_console(urls: ModuleType, undo: ExitStack) -> None:
    """``/moto-api/contacts/`` is answered wherever ``/moto-api/`` is."""
    urls.url_paths.update(dict.fromkeys(CONSOLE_PATHS, _answer_console))


def _answer_console(*request: Any) -> Any:
    # What answers imports moto, so it is imported with the first request.
    from moto_contacts.plugin.entry import answer_console

    return answer_console(*request)


def join_cloudformation(parsing: ModuleType, undo: ExitStack) -> None:
    """moto's CloudFormation finds the types of our services, when it first looks for types.

    It imports all of the services, and so moto, what of it the module has imported itself; none of
    that imports CloudFormation, whose lock is held.
    """
    from moto_contacts.plugin.cloudformation import classes

    # What has looked already, looks again.
    forget = attrgetter(*(f"{found}.cache_clear" for found in _FOUND))(parsing)
    _types.update(classes(parsing.CloudFormationModel, [*_joined, *NEIGHBOURS]))
    for each in forget:
        each()


def join_tagging(models: ModuleType, undo: ExitStack) -> None:
    """moto's Resource Groups Tagging API finds our resources, in a moto that looks for classes.

    Older ones have their services in a function, and stay as they are. As `join_cloudformation`,
    it imports moto.
    """
    mixin = getattr(models, "TaggableResourcesMixin", None)
    if mixin is None:
        return
    from moto_contacts.plugin.tagging import adopt

    for service in map(catalogue.service, _joined):
        if service.tagging is not None:
            undo.callback(setattr, service.backend, "__bases__", service.backend.__bases__)
            adopt(service, mixin, models.TaggedResource)


def join_server(werkzeug_app: ModuleType, undo: ExitStack) -> None:
    """moto's server finds the application for our requests by `service_of`; for others as before.

    By itself it hands what AWS has not signed to S3, and looks through moto's whole folder for
    every request. There is no list to add to, so this is the one function of moto that is wrapped.
    """
    dispatcher = werkzeug_app.DomainDispatcherApplication
    find = dispatcher.get_application
    attrgetter("lock", "app_instances", "create_app")(dispatcher(lambda name: None))

    def get_application(self: Any, environ: dict[str, Any]) -> Any:
        name = service_of(environ)
        if name is None:
            return find(self, environ)
        with self.lock:
            if name not in self.app_instances:
                self.app_instances[name] = self.create_app(name)
        return self.app_instances[name]

    dispatcher.get_application = get_application


def join_program(program: ModuleType, undo: ExitStack) -> None:
    """moto's server, or proxy, does not start where a setting cannot take its variable's value."""
    main: Callable[..., None] = program.__dict__["main"]

    @wraps(main)
    def checked(*args: Any, **options: Any) -> None:
        from moto_contacts.console import settings

        try:
            settings.check_environment()
        except settings.SettingError as why:
            raise SystemExit(f"Error: {why}") from None
        main(*args, **options)

    program.__dict__["main"] = checked


#: Operation that links in messages ask for -> the service.
_UNSIGNED = {action: name for name, row in SERVICES.items() for action in row.unsigned}
#: Paths that moto's server answers whoever has signed the request.
_MOTOS_OWN = ("/moto-api", "/latest/", "/favicon.ico")


def service_of(environ: dict[str, Any]) -> str | None:
    """The service of ours that a request to moto's server is for; None for moto's.

    `UNKNOWN` where it is neither's, but moto would take it for ours. By the rules of moto's server:
    the scope of the signature, and not the host, says where to.
    """
    path = _path(environ)
    if path.startswith(_MOTOS_OWN):
        return None
    for name in _joined:
        signed = SERVICES[name].signature
        if signed is not None and signatures.KINDS[signed](environ):
            return name
    if "HTTP_AUTHORIZATION" not in environ and path in ("/", ""):
        given = signatures.parameters(environ)
        return (
            _UNSIGNED.get(dict(parse_qsl(given)).get("Action", "")) if "Action=" in given else None
        )
    try:
        scope = environ["HTTP_AUTHORIZATION"].partition(",")[0].split()[1]
        _, _, region, signing_name, _ = scope.split("/")
    except (KeyError, IndexError, ValueError):
        return None
    found = _service_at(f"http://{signing_name.lower()}.{region}.amazonaws.com")
    if found is None:
        return None
    older = SERVICES[found].predecessor
    return UNKNOWN if older and path.startswith(older) else found


def _path(environ: dict[str, Any]) -> str:
    """The path as moto's server takes it: whoever asks it in process may have none, or bytes."""
    path: str | bytes = environ.get("PATH_INFO", "")
    return path.decode("utf-8", "replace") if isinstance(path, bytes) else path


@lru_cache(maxsize=1024)
def _service_at(url: str) -> str | None:
    return next((name for name, hosts in _joined.items() if hosts.match(url)), None)
