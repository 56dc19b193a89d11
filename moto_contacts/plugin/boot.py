"""Joins moto at the moment moto is imported, and not before. PYTEST_DONT_REWRITE

``moto_contacts.pth`` has this module imported when moto is, ``moto_contacts.start`` whenever Python
starts; so it needs ``sys`` alone and does nothing but put a finder on ``sys.meta_path``. The finder
waits for the modules named in ``HOOKS`` and runs a function of ``registration`` right after each.
"""

import sys

# Importing `typing` alone would take ten times as long as all of this, and `__future__` a tenth.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

#: Module of moto -> the function of ``registration`` that runs once it has been executed.
HOOKS = {
    "moto.backend_index": "join_services",
    "moto.core.models": "join_botocore",
    "moto.moto_api._internal.urls": "join_console",
    "moto.moto_server.werkzeug_app": "join_server",
}


class _HookedLoader:
    """Loads as the real loader does, then runs the hook."""

    def __init__(self, loader: "Any"):
        self.loader = loader

    def __getattr__(self, name: str) -> "Any":
        return getattr(self.loader, name)

    def create_module(self, spec: "ModuleSpec") -> "ModuleType | None":
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

    @classmethod
    def find_spec(
        cls, fullname: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        if fullname not in HOOKS:
            return None
        for finder in sys.meta_path:
            if _is_ours(finder):
                continue
            spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                spec.loader = _HookedLoader(spec.loader)  # type: ignore[assignment]
                return spec
        return None


def _is_ours(finder: "Any") -> bool:
    return getattr(finder, "waits_for_moto", False)


def _run_hook(module: "ModuleType") -> None:
    from moto_contacts.plugin import registration

    getattr(registration, HOOKS[module.__name__])(module)


def install() -> None:
    """Every import of moto from now on, and the one that has already happened, has our services.

    Calling it again changes nothing.
    """
    if any(map(_is_ours, sys.meta_path)):
        return
    sys.meta_path.insert(0, _Finder)
    for name in HOOKS:
        module = sys.modules.get(name)
        if module is not None:
            _run_hook(module)


def autoload() -> None:
    """`install`, as the ``.start`` file does it: ``MOTO_CONTACTS_AUTOLOAD=0`` is a no.

    Source: our own; the switch is for those who want the plugin only where they import it.
    """
    import os

    if os.environ.get("MOTO_CONTACTS_AUTOLOAD") != "0":
        install()
