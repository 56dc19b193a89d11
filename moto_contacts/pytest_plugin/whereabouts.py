"""Which console a test's markers and its report are about. PYTEST_DONT_REWRITE"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest

#: Scope -> the fixture with a server of that scope, the narrowest first.
SERVERS = {
    "function": "moto_contacts_server",
    "module": "module_moto_contacts_server",
    "session": "session_moto_contacts_server",
}


def has_server(item: pytest.Item) -> bool:
    """Whether a test uses a server of ours, which runs in this process."""
    return not {*SERVERS.values()}.isdisjoint(getattr(item, "fixturenames", ()))


def asked(item: pytest.Item) -> AbstractContextManager[None]:
    """What is asked in the block is asked where the test sends: of that server, or as ever."""
    if not has_server(item):
        return nullcontext()
    from moto_contacts.plugin import mode

    return mode.here()
