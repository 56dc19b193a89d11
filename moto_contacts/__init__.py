"""Verified contacts for moto: the codes and links that "were sent", readable. PYTEST_DONT_REWRITE

Importing this package joins moto (see ``plugin/boot.py``); the names below load on first use.

>>> from moto_contacts import outbox
>>> outbox().code(to="+14255550100")  # doctest: +SKIP
'482913'
"""

from moto_contacts.plugin import boot

TYPE_CHECKING = False  # as in boot: this runs whenever Python starts
if TYPE_CHECKING:
    from typing import Any

    from moto_contacts.alibaba import alibaba_async
    from moto_contacts.client import (
        Message,
        NoSuchMessage,
        clock,
        faults,
        outbox,
        settings,
    )

__all__ = [
    "Message",
    "NoSuchMessage",
    "alibaba_async",
    "clock",
    "faults",
    "outbox",
    "settings",
]
__version__ = "0.1.0"

boot.install()


def __getattr__(name: str) -> "Any":
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from moto_contacts import alibaba, client

    return getattr(alibaba if name == "alibaba_async" else client, name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
