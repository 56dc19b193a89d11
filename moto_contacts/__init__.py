"""Verified contacts for moto: the codes and links that "were sent", readable. PYTEST_DONT_REWRITE

Importing this package joins moto (see ``moto_contacts_boot``); the names below load on first use.

>>> from moto_contacts import outbox
>>> outbox().code(to="+14255550100")  # doctest: +SKIP
'482913'
"""

import moto_contacts_boot

TYPE_CHECKING = False  # as there: this runs while moto is importing
if TYPE_CHECKING:
    from moto_contacts.alibaba import alibaba_async
    from moto_contacts.client import (
        Clock,
        Device,
        Faults,
        Message,
        NoSuchMessage,
        Outbox,
        Settings,
        clock,
        faults,
        outbox,
        settings,
    )
    from moto_contacts.marking import mark
    from moto_contacts.plugin.joining import NotJoined

__all__ = [
    "Clock",
    "Device",
    "Faults",
    "Message",
    "NoSuchMessage",
    "NotJoined",
    "Outbox",
    "Settings",
    "alibaba_async",
    "clock",
    "faults",
    "mark",
    "outbox",
    "settings",
]
__version__ = "0.1.0"

moto_contacts_boot.install()


#: The names that are not the client's -> their modules.
_ELSEWHERE = {"NotJoined": "plugin.joining", "alibaba_async": "alibaba", "mark": "marking"}


if not TYPE_CHECKING:  # pragma: no branch  # a type checker would take any name for one of ours

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'client')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
