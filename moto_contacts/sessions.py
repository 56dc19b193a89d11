"""boto3 sessions that share what botocore reads from its files, and nothing else.

A new session of boto3 reads the models of its services again, which takes twenty times as long as a
mocked call. What a session is made of can be given to it: the loader of files, which holds what it
has read, the event hooks, here a copy of what botocore registers in each session, and whoever
finds its credentials, which are in the environment where moto mocks.
"""

from __future__ import annotations

import copy
from contextlib import suppress
from functools import cache, cached_property
from operator import is_
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import botocore.session
from botocore import handlers as botocore_handlers
from botocore import hooks as botocore_hooks
from botocore.credentials import EnvProvider, create_credential_resolver
from botocore.hooks import EventAliaser, HierarchicalEmitter
from botocore.loaders import Loader


def new_session() -> boto3.Session:
    """A session like ``boto3.Session()``; environment and configuration files are read afresh.

    Models are shared, as they are by the clients of one session; whoever changes one, changes it
    for all. Where ``data_path`` or ``AWS_DATA_PATH`` names further models, nothing is shared.
    """
    session = _Session(_hooks())
    if not session.get_config_variable("data_path"):
        session.register_component("data_loader", _loader())
    session.register_component("credential_provider", _CredentialResolver(session))
    made = boto3.Session(botocore_session=session)
    session.is_new = False
    return made


class _Session(botocore.session.Session):
    """botocore's, with `_Hooks`, which take what boto3 registers as it is."""

    def __init__(self, shared: HierarchicalEmitter):
        #: Whether boto3 is still making a session of it.
        self.is_new = True
        self._boto3s: list[tuple[Any, ...]] = []
        #: The section of the profile, while a client is made; botocore asks for it fifty times.
        self._section: dict[str, Any] | None = None
        super().__init__(event_hooks=_Hooks(shared, self._boto3s), include_builtin_handlers=False)

    def create_client(self, *arguments: Any, **options: Any) -> Any:
        """As botocore's does."""
        self._section = super().get_scoped_config()
        try:
            return super().create_client(*arguments, **options)
        finally:
            self._section = None

    def get_scoped_config(self) -> dict[str, Any]:
        """As botocore's does."""
        found: dict[str, Any] | None = self._section
        if found is None:
            found = super().get_scoped_config()
        return found

    def register(self, event_name: str, *handler: Any, **unique_id: Any) -> None:
        """As botocore's does."""
        if self.is_new:
            self._boto3s.append((_in_full(event_name), handler, unique_id))
        else:
            super().register(event_name, *handler, **unique_id)


@cache
def _in_full(event_name: str) -> str:
    """The name of an event without the aliases of services, which botocore goes through."""
    found: list[str] = []
    EventAliaser(SimpleNamespace(emit=found.append)).emit(event_name)
    return found[0]


class _Hooks:
    """The event hooks of one session; a copy of those that all sessions share, once it needs one.

    While nobody but boto3 has registered anything, what all share answers as its own would, but for
    what boto3 listens to.
    """

    def __init__(self, shared: HierarchicalEmitter, boto3s: list[tuple[Any, ...]]):
        self._shared = shared
        self._boto3s = boto3s

    def emit(self, event_name: str, **facts: Any) -> Any:
        """As botocore's do."""
        parts = f"{event_name}."
        if any("*" in name or parts.startswith(f"{name}.") for name, *_ in self._boto3s):
            return self._own.emit(event_name, **facts)
        return self.__dict__.get("_own", self._shared).emit(event_name, **facts)

    def __copy__(self) -> HierarchicalEmitter:
        # Those of a client. What boto3 listens to is the making of classes, which no client does.
        return copy.copy(self.__dict__.get("_own", self._shared))

    @cached_property
    def _own(self) -> HierarchicalEmitter:
        hooks = copy.copy(self._shared)
        for event_name, handler, unique_id in self._boto3s:
            hooks.register(event_name, *handler, **unique_id)
        return hooks

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._own, name)


class _CredentialResolver:
    """botocore's, made once the environment has no credentials, or somebody asks it for more.

    It has a dozen providers, which are made with their connections before the first is asked.
    """

    def __init__(self, session: botocore.session.Session):
        self._session = session

    def load_credentials(self) -> Any:
        """The credentials; the environment's come first, unless the session was given a profile."""
        profile = self._session.instance_variables().get("profile")
        if profile is None and "_resolver" not in self.__dict__:
            found = EnvProvider().load()
            if found is not None:
                return found
        return self._resolver.load_credentials()

    @cached_property
    def _resolver(self) -> Any:
        region = self._session.get_config_variable("region")
        return create_credential_resolver(self._session, region_name=region)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._resolver, name)


class _SharedLoader(Loader):
    """Every session of boto3 appends boto3's folder to the loader's; this one has it already."""

    def __init__(self) -> None:
        super().__init__()
        self._all = (*super().search_paths, str(Path(boto3.__file__).with_name("data")))

    @property
    def search_paths(self) -> list[str]:
        """A copy, which may be appended to."""
        return list(self._all)


_loader = cache(_SharedLoader)


#: What botocore registers in every session, and the hooks that were made of it.
_made: list[tuple[list[Any], Any]] = []


def _hooks() -> Any:
    """What a session registers; moto adds its own when it is imported, and others may, too.

    A handler need not be hashable, nor equal to itself alone.
    """
    handlers = list(botocore_handlers.BUILTIN_HANDLERS)
    for known, hooks in _made:
        if len(known) == len(handlers) and all(map(is_, known, handlers)):
            return hooks
    hooks = HierarchicalEmitter()
    botocore.session.Session(event_hooks=hooks)
    with suppress(AttributeError, KeyError, TypeError):  # another botocore may keep them otherwise
        hooks._handlers = _Handlers(hooks._handlers._root)
    _made[:] = [(handlers, hooks)]
    return hooks


#: Of a botocore that has none, nothing is shared.
_Tree: Any = getattr(botocore_hooks, "_PrefixTrie", object)


class _Handlers(_Tree):
    """botocore's tree of handlers by events, whose copies share all that nobody has changed.

    botocore copies each node for each client, and a client changes ten of some hundred.
    """

    def __init__(self, root: dict[str, Any]):
        # Raises here, and not with the first client, where nodes are not what they are today.
        self._root = _copied(root)

    def __copy__(self) -> _Handlers:
        return _Handlers(self._root)

    def append_item(self, key: str, *arguments: Any, **options: Any) -> None:
        """As botocore's does."""
        self._part_with(key)
        super().append_item(key, *arguments, **options)

    def remove_item(self, key: str, value: Any) -> None:
        """As botocore's does."""
        self._part_with(key)
        super().remove_item(key, value)

    def _part_with(self, key: str) -> None:
        """The nodes on the way to a key are no other tree's from now on."""
        self._root = node = _copied(self._root)
        for part in key.split("."):
            child = node["children"].get(part)
            if child is None:
                return
            node["children"][part] = node = _copied(child)


def _copied(node: dict[str, Any]) -> dict[str, Any]:
    """A node with the same children, and with lists of its own."""
    children, values = dict(node["children"]), copy.copy(node["values"])
    return {**node, "children": children, "values": values}
