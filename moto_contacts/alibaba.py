"""Alibaba Cloud's SDK, asynchronous, in the process of the mock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto_contacts.plugin.extras import needs


@contextmanager
def alibaba_async() -> Iterator[None]:
    """While the block runs, async calls of Alibaba's SDK 2.x are answered by the mock around it.

    The SDK's async calls go by aiohttp, which moto does not intercept: under a plain ``mock_aws``
    they would leave for the network. Inside the block the SDK sends them as it sends its other
    calls, from a thread of its own. Not needed against a server, where async works unmodified.

    >>> with mock_aws(), moto_contacts.alibaba_async():  # doctest: +SKIP
    ...     asyncio.run(sign_up())

    Raises ``ImportError`` where the SDK is not installed. Source: ours.
    """
    with needs("alibaba_async", "alibaba"):
        from darabonba.core import DaraCore

    original = DaraCore.__dict__["async_do_action"]

    async def async_do_action(request: Any, runtime_option: Any = None) -> Any:
        return await asyncio.to_thread(DaraCore.do_action, request, runtime_option)

    DaraCore.async_do_action = staticmethod(async_do_action)
    try:
        yield
    finally:
        DaraCore.async_do_action = original
