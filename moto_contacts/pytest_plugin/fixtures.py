"""The fixtures. PYTEST_DONT_REWRITE"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

import moto_contacts
from moto_contacts.pytest_plugin.whereabouts import SERVERS

if TYPE_CHECKING:
    import boto3

    from moto_contacts.client import Clock, Faults, Outbox

#: What moto's ``mock_aws`` puts into the environment, too.
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "FOOBARKEY", "AWS_SECRET_ACCESS_KEY": "FOOBARSECRET"}


def _server_of(request: pytest.FixtureRequest) -> str | None:
    """The URL of the server that the running test uses by a fixture of ours; None for none.

    The fixture is asked for here, so a server is emptied before anything is ordered of it.
    """
    if not any(name in request.fixturenames for name in SERVERS.values()):
        return None
    scopes = list(SERVERS)
    lasting = [SERVERS[scope] for scope in scopes[scopes.index(request.scope) :]]
    # One that lasts shorter than whoever asks is not to be emptied for all of them.
    of_all = "_moto_contacts_server_of_session"
    used = next((name for name in lasting if name in request.fixturenames), of_all)
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
    with suppress(ConnectionError):  # a server that has stopped keeps nothing
        clock.reset()


@pytest.fixture
def contacts_faults(request: pytest.FixtureRequest) -> Iterator[Faults]:
    """What goes wrong in this test: contacts_faults.put("ThrottlingException", times=2)."""
    faults = moto_contacts.faults(_server_of(request))
    yield faults
    with suppress(ConnectionError):  # likewise
        faults.reset()


@pytest.fixture
def moto_contacts_session() -> Iterator[boto3.Session]:
    """mock_aws for the test, and a boto3 session quick to make clients of; boto3.client uses it.

    It is ``boto3.DEFAULT_SESSION`` in the test, and new in each; the models that its clients read
    are shared by all tests. ``mock_aws`` on the test and in it is nested, and resets nothing.
    """
    import boto3
    from moto import mock_aws

    from moto_contacts.plugin import mode
    from moto_contacts.sessions import new_session

    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        session = new_session()
        patch.setattr(boto3, "DEFAULT_SESSION", session)
        if mode.endpoint() is not None:  # to which moto leads boto3's own clients, and no session's
            session = new_session()
            vars(session).update(client=boto3.client, resource=boto3.resource)
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
        _empty()
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
        if not {SERVERS["module"], SERVERS["session"]} & {*request.fixturenames}:
            _empty()
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


def _empty() -> None:
    """moto's reset of the server, which runs here: whatever a test makes of HTTP, it is empty."""
    from moto.moto_api._internal.models import moto_api_backend

    moto_api_backend.reset()
