"""The fixtures. PYTEST_DONT_REWRITE"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

import moto_contacts

if TYPE_CHECKING:
    import boto3

    from moto_contacts.client import Clock, Faults, Outbox

#: Scope -> the fixture with a server of that scope, the narrowest first.
_SERVERS = {
    "function": "moto_contacts_server",
    "module": "module_moto_contacts_server",
    "session": "session_moto_contacts_server",
}
#: What moto's ``mock_aws`` puts into the environment, too.
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "FOOBARKEY", "AWS_SECRET_ACCESS_KEY": "FOOBARSECRET"}


def _server_of(request: pytest.FixtureRequest) -> str | None:
    """The URL of the server that the running test uses by a fixture of ours; None for none.

    The fixture is asked for here, so a server is emptied before anything is ordered of it.
    """
    if not any(name in request.fixturenames for name in _SERVERS.values()):
        return None
    scopes = list(_SERVERS)
    lasting = [_SERVERS[scope] for scope in scopes[scopes.index(request.scope) :]]
    # One that lasts shorter than whoever asks has the URL of that of the session.
    used = next((name for name in lasting if name in request.fixturenames), lasting[-1])
    url: str = request.getfixturevalue(used)
    return url


@pytest.fixture
def contacts_outbox(request: pytest.FixtureRequest) -> Outbox:
    """Every message that was sent in this test: contacts_outbox.code(to="+14255550100").

    It is that of the server where the test uses moto_contacts_server, as its links show.
    """
    return moto_contacts.outbox(_server_of(request))


@pytest.fixture(scope="module")
def module_contacts_outbox(request: pytest.FixtureRequest) -> Outbox:
    """contacts_outbox, for fixtures of a module."""
    return moto_contacts.outbox(_server_of(request))


@pytest.fixture(scope="session")
def session_contacts_outbox(request: pytest.FixtureRequest) -> Outbox:
    """contacts_outbox, for fixtures of the session."""
    return moto_contacts.outbox(_server_of(request))


@pytest.fixture
def contacts_clock(request: pytest.FixtureRequest) -> Iterator[Clock]:
    """The clock that codes expire by: contacts_clock.advance(hours=24)."""
    clock = moto_contacts.clock(_server_of(request))
    yield clock
    clock.reset()


@pytest.fixture
def contacts_faults(request: pytest.FixtureRequest) -> Iterator[Faults]:
    """What goes wrong in this test: contacts_faults.put("ThrottlingException", times=2)."""
    faults = moto_contacts.faults(_server_of(request))
    yield faults
    faults.reset()


@pytest.fixture
def moto_contacts_session() -> Iterator[boto3.Session]:
    """mock_aws for the test, and a boto3 session quick to make clients of; boto3.client uses it.

    It is ``boto3.DEFAULT_SESSION`` in the test, and new in each; the models that its clients read
    are shared by all tests. ``mock_aws`` on the test and in it is nested, and resets nothing.
    """
    import boto3
    from moto import mock_aws

    from moto_contacts.sessions import new_session

    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        session = new_session()
        patch.setattr(boto3, "DEFAULT_SESSION", session)
        yield session


@pytest.fixture(scope="session")
def _moto_contacts_server_of_session() -> Iterator[str]:
    from moto_contacts.plugin.extras import MissingExtra

    with ExitStack() as end:
        try:
            from moto_contacts.plugin.server import running

            url = end.enter_context(running())
        except (MissingExtra, ValueError) as why:
            raise pytest.fail.Exception(f"moto_contacts_server: {why}", pytrace=False) from None
        yield url


@pytest.fixture(scope="session")
def session_moto_contacts_server(_moto_contacts_server_of_session: str) -> Iterator[str]:
    """The URL of a moto_contacts_server of this session, for its fixtures; nobody empties it."""
    with _credentials():
        yield _moto_contacts_server_of_session


@pytest.fixture(scope="module")
def module_moto_contacts_server(_moto_contacts_server_of_session: str) -> Iterator[str]:
    """That URL, for fixtures of a module; the server is empty at the start of each module."""
    with _credentials():
        _empty(_moto_contacts_server_of_session)
        yield _moto_contacts_server_of_session


@pytest.fixture
def moto_contacts_server(
    request: pytest.FixtureRequest, _moto_contacts_server_of_session: str
) -> Iterator[str]:
    """The URL of a moto_contacts_server of this session, empty at the start of each test.

    What fixtures of a module or of the session have done by their own server stays, where the test
    uses it, too.
    """
    with _credentials():
        if not {_SERVERS["module"], _SERVERS["session"]} & {*request.fixturenames}:
            _empty(_moto_contacts_server_of_session)
        yield _moto_contacts_server_of_session


@contextmanager
def _credentials() -> Iterator[None]:
    """Credentials that are nobody's, in the environment and for ``boto3.client``."""
    import boto3

    from moto_contacts.sessions import new_session

    with pytest.MonkeyPatch.context() as patch:
        if _CREDENTIALS.items() - os.environ.items():  # else mock_aws, or a wider fixture, has
            for name, value in _CREDENTIALS.items():
                patch.setenv(name, value)
            patch.setattr(boto3, "DEFAULT_SESSION", new_session())
        yield


def _empty(url: str) -> None:
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.post(f"{url}/moto-api/reset", timeout=60)
