"""Joins moto at the moment moto is imported, and not before. PYTEST_DONT_REWRITE

It puts a finder on ``sys.meta_path`` that follows the modules named in ``HOOKS``; once one of them
has been executed, a step of ``moto_contacts.plugin.registration`` runs. Nothing is imported while a
module is looked for, as importlib then holds the one lock that all threads need.

``moto_contacts.pth`` and ``moto_contacts.start`` load this file whenever Python starts. So it
stands beside the package, which would take three times as long, and needs ``sys`` alone.
"""

import sys
from _frozen_importlib import _lock_unlock_module  # type: ignore[attr-defined]

# Importing `typing` alone would take ten times as long as all of this, and `__future__` a tenth.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

#: Module of moto -> the step of ``registration`` that runs once it has been executed.
#: `join_services` adds those of services that moto has and that we stand beside.
HOOKS = {
    "moto.backend_index": "join_services",
    "moto.core.models": "join_botocore",
    "moto.moto_api._internal.urls": "join_console",
    "moto.cloudformation.parsing": "join_cloudformation",
    "moto.resourcegroupstaggingapi.models": "join_tagging",
    "moto.moto_server.werkzeug_app": "join_server",
    "moto.server": "join_program",
    "moto.proxy": "join_program",
}
#: What ``MOTO_CONTACTS_AUTOLOAD`` says for no, in any case.
NO = ("0", "false", "no", "off")


#: Why this package cannot be imported, once that has been said.
_absent: "dict[str, Exception]" = {}


class _HookedLoader:
    """Loads as the real loader does, then runs the hook."""

    def __init__(self, loader: "Any", followed: "set[str]"):
        self.loader = loader
        self.followed = followed

    def __getattr__(self, name: str) -> "Any":
        return getattr(self.loader, name)

    def create_module(self, spec: "ModuleSpec") -> "ModuleType | None":
        # Before the module is in `sys.modules`, where other threads see it half made.
        self.followed.add(spec.name)
        module: ModuleType | None = self.loader.create_module(spec)
        return module

    def exec_module(self, module: "ModuleType") -> None:
        # From here on the module looks as if we had never been there.
        module.__spec__.loader = self.loader  # type: ignore[union-attr]
        module.__loader__ = self.loader
        self.loader.exec_module(module)
        _run_hook(module)


class _Finder:
    """Hands moto's own modules to their own loaders, with a hook behind."""

    #: By this another copy of this module, as some test runners import one, knows the finder.
    waits_for_moto = True

    def __init__(self) -> None:
        #: The modules behind which a hook runs.
        self.followed: set[str] = set()
        self.hooks = HOOKS
        #: Modules of ours under moto's names: they have no file that another finder would find.
        self.aliases: dict[str, ModuleSpec] = {}

    def find_spec(
        self, fullname: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "Any":
        if fullname not in HOOKS:
            # To be reloaded, as whoever reloads all of moto does, it has to be found.
            return None if target is None else self.aliases.get(fullname)
        for finder in sys.meta_path:
            find_spec = None if _is_ours(finder) else getattr(finder, "find_spec", None)
            spec = find_spec and find_spec(fullname, path, target)
            if spec is not None:
                spec.loader = _HookedLoader(spec.loader, self.followed)
                return spec
        return None


def _is_ours(finder: "Any") -> bool:
    return getattr(finder, "waits_for_moto", False)


def _run_hook(module: "ModuleType") -> None:
    """Runs the step for a module of moto; whatever goes wrong here is no reason for moto to fail.

    The lock of ``module`` is held by now, so nothing that is imported for it may import moto. The
    package comes first and alone: whoever waits for it has locked nothing else of it.
    """
    try:
        import moto_contacts  # noqa: F401
        from moto_contacts.plugin.joining import join
    except Exception as why:
        if sys.stderr is not None and _absent.setdefault("why", why) is why:
            sys.stderr.write(
                f"moto_contacts has not joined moto, which goes on without it: {why!r}\n"
            )
    else:
        join(module, HOOKS[module.__name__])


def install() -> None:
    """Every import of moto from now on, and the one that has already happened, has our services.

    Calling it again changes nothing.
    """
    if any(map(_is_ours, sys.meta_path)):
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    done = list(HOOKS)
    _catch_up(finder, done)
    _catch_up(finder, [name for name in HOOKS if name not in done])


def _catch_up(finder: _Finder, names: "list[str]") -> None:
    """Runs the steps of the modules that were imported before the finder could follow them."""
    for name in names:
        _lock_unlock_module(name)  # another thread may be half way through it
    for name in names:
        module = sys.modules.get(name)
        if module is None or name in finder.followed:
            continue
        if getattr(module.__spec__, "_initializing", False):
            # Its thread has not met the finder, and waits for us: the lock was no use.
            from threading import Thread

            Thread(target=_run_hook_later, args=(module,), daemon=True).start()
        else:
            _run_hook(module)


def _run_hook_later(module: "ModuleType") -> None:
    _lock_unlock_module(module.__name__)
    _run_hook(module)


def autoload() -> None:
    """`install`, as Python's start does it: ``MOTO_CONTACTS_AUTOLOAD=0`` is a no.

    Source: our own; the switch is for those who want the plugin only where they import it.
    """
    import os

    if os.environ.get("MOTO_CONTACTS_AUTOLOAD", "").strip().lower() not in NO:
        install()
