"""Variables of the environment that every request asks for, though they are rarely there."""

from __future__ import annotations

import os


class Variable:
    """One of them.

    ``os.environ.get`` raises and catches an exception for a name that is absent, which takes most
    of its time; the dict that it looks into says so at once.
    """

    __slots__ = ("_name", "key")

    def __init__(self, name: str):
        self._name = name
        #: What it is called in that dict.
        self.key = os.environ.encodekey(name)

    def get(self) -> str | None:
        """What ``os.environ.get`` says at this moment."""
        try:
            if self.key not in os.environ._data:  # type: ignore[attr-defined]
                return None
        except AttributeError:
            pass  # somebody has put a plain dict there
        return os.environ.get(self._name)
