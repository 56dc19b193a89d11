"""Where moto's ``mock_aws`` mocks: in this process, or on a server or proxy that runs elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from moto import settings

_is_here: ContextVar[bool] = ContextVar("is_here", default=False)


@contextmanager
def here() -> Iterator[None]:
    """Whatever is asked in the block is asked of this process, wherever ``mock_aws`` mocks."""
    before = _is_here.set(True)
    try:
        yield
    finally:
        _is_here.reset(before)


def endpoint() -> str | None:
    """The server or the proxy that ``mock_aws`` sends every client to; None for this process.

    It is asked for at each use, as moto does: a fixture may start the server and say where.
    Source: moto's ``TEST_SERVER_MODE``, which wins, and ``TEST_PROXY_MODE``, with their endpoints.
    """
    if _is_here.get():
        return None
    found: str | None = None
    if settings.TEST_SERVER_MODE:
        found = settings.test_server_mode_endpoint()
    elif settings.is_test_proxy_mode():
        found = settings.test_proxy_mode_endpoint()
    return found
