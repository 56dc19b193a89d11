"""What an extra of this package would have installed, said where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtra(ImportError):
    """Something is not installed; says by which command it would be."""


@contextmanager
def needs(what: str, extra: str) -> Iterator[None]:
    """A block of imports that ``what`` is impossible without. Raises `MissingExtra`."""
    try:
        yield
    except ModuleNotFoundError as absent:
        package = str(absent.name).partition(".")[0]
        raise MissingExtra(
            f"{what} needs {package}, which is not installed: pip install 'moto-contacts[{extra}]'"
        ) from None
