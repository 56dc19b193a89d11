"""A late answer, and a client in this process that does not wait so long for it.

Neither botocore nor ``requests`` tells whoever answers in their place how long they would wait, and
moto forgets the rest of it. But they do wait: their calls are on the stack of this thread, with the
timeout in their hands. It is looked for when an answer is late, and at no other time. Under a
server the client is elsewhere, and gives up by itself.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ClassVar


class GivenUp:
    """What every call asks before it looks whether its own client has."""

    #: Whether any client in this process has ever given up.
    ever: ClassVar[bool] = False


#: What the client of the running call raises, once it has given up.
_given_up: ContextVar[Exception | None] = ContextVar("given_up", default=None)

#: The read timeout in seconds, if there is one, and the error that ends it.
Patience = tuple[float | None, Callable[[], Exception]]


def wait(seconds: float) -> None:
    """Lets the time pass that an answer is late by, or that its client waits, which is less.

    What comes after is done all the same, as a service does that does not know. Source: ours.
    """
    timeout, error = _patience()
    if timeout is None or seconds <= timeout:
        time.sleep(seconds)
    else:
        time.sleep(timeout)
        GivenUp.ever = True
        _given_up.set(error())


def raise_if_given_up() -> None:
    """Raises what the client does, where it has not waited for the call that ends here."""
    error = _given_up.get()
    if error is not None:
        _given_up.set(None)
        raise error


def _patience() -> Patience:
    frame = sys._getframe(1)
    while frame is not None:
        read = _WAITING.get(frame.f_code.co_name)
        found = read(frame.f_locals) if read else None
        if found is not None:
            return found
        frame = frame.f_back  # type: ignore[assignment]  # None at the end
    return None, RuntimeError


def _botocores(names: dict[str, Any]) -> Patience | None:
    """That of a client of boto's, also of an asynchronous one."""
    from botocore.endpoint import Endpoint
    from botocore.exceptions import ReadTimeoutError

    if not isinstance(names.get("self"), Endpoint):
        return None
    context, url = names["context"], names["request"].url
    own = context.get("read_timeout")
    timeout = context["client_config"].read_timeout if own is None else own
    return timeout, lambda: ReadTimeoutError(endpoint_url=url)


def _requests(names: dict[str, Any]) -> Patience | None:
    """That of the ``requests`` library, whose timeout is one, or two, or urllib3's kind."""
    from requests import Session
    from requests.exceptions import ReadTimeout
    from urllib3 import Timeout

    if not isinstance(names.get("self"), Session):
        return None
    timeout, request = names["kwargs"].get("timeout"), names["request"]
    if isinstance(timeout, tuple):
        timeout = timeout[1]
    elif isinstance(timeout, Timeout):
        timeout = timeout.clone()
        timeout.start_connect()
        timeout = timeout.read_timeout
    text = f"{request.url}: Read timed out. (read timeout={timeout})"
    return timeout, lambda: ReadTimeout(text, request=request)


#: Name of the function that waits for the answer -> what reads its variables.
_WAITING: dict[str, Callable[[dict[str, Any]], Patience | None]] = {
    "_do_get_response": _botocores,
    "send": _requests,
}
