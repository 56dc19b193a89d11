"""The pytest plugin: fixtures, the marker, and unread messages in the report of a failed test.

Importing it imports neither moto nor boto3. PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import moto_contacts

if TYPE_CHECKING:
    import boto3

    from moto_contacts.client import Clock, Faults, Message, Outbox


class _Ordered(NamedTuple):
    """Settings and faults of the session or of a test: whose they are, and where the way back goes.

    The latter is open while the session or the test lasts.
    """

    whose: str
    values: dict[str, Any]
    faults: list[dict[str, Any]]
    end: ExitStack


#: The way back from the settings of a test, or of the whole session.
_END = pytest.StashKey[ExitStack]()
#: What could not be applied yet, for no server answered where moto's ``TEST_SERVER_MODE`` says.
_WAITING = pytest.StashKey[list[_Ordered]]()
_STRICT = pytest.StashKey[bool]()
_SECTION = "moto_contacts: messages that nobody has read"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options and ini keys, in one group of the help."""
    group = parser.getgroup("moto_contacts", "verified contacts in moto")
    group.addoption(
        "--moto-contacts-set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of moto_contacts for all tests; may be given several times",
    )
    group.addoption(
        "--moto-contacts-strict",
        action="store_true",
        help="fail a test that leaves messages unread",
    )
    parser.addini(
        "moto_contacts_settings",
        "settings of moto_contacts for all tests, one NAME=VALUE a line",
        type="linelist",
        default=[],
    )
    parser.addini(
        "moto_contacts_strict",
        "fail a test that leaves messages unread",
        type="bool",
        default=False,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker, and applies the settings of options and ini file."""
    config.addinivalue_line(
        "markers",
        "moto_contacts(strict=..., faults=[...], **settings): run the test with these settings of "
        "moto_contacts, for example code='123456'; fail it or not for messages that nobody has "
        "read; order faults=[{'error': 'ThrottlingException', 'times': 2}] as contacts_faults.put "
        "does; markers of function, class and module add up, the closest wins",
    )
    config.stash[_END] = ExitStack()
    config.stash[_WAITING] = []
    given = [*config.getini("moto_contacts_settings"), *config.getoption("moto_contacts_set")]
    if given:
        whole = _Ordered("moto_contacts", _read(given), [], config.stash[_END])
        config.stash[_WAITING].append(whole)
    with suppress(ConnectionError):
        _apply(config.stash[_WAITING])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Takes the settings of the session back."""
    _close(config.stash[_END])


def _close(end: ExitStack) -> None:
    with suppress(ConnectionError):  # a server that has stopped keeps nothing
        end.close()


def _read(given: list[str]) -> dict[str, Any]:
    from moto_contacts.console import settings

    try:
        return {
            name.strip(): settings.read_text(name.strip(), text.strip())
            for name, _, text in (line.partition("=") for line in given)
        }
    except ValueError as why:
        raise pytest.UsageError(f"moto_contacts: {why}") from None


def _apply(waiting: list[_Ordered]) -> None:
    """Settings and faults, each until its end. Raises ``ConnectionError``; then the rest waits."""
    while waiting:
        whose, values, faults, end = waiting[0]
        try:
            with ExitStack() as stack:
                if values:
                    stack.enter_context(moto_contacts.settings(**values))
                for fault in faults:
                    stack.enter_context(moto_contacts.faults().put(**fault))
                end.push(stack.pop_all())
        except (TypeError, ValueError) as why:
            del waiting[0]
            raise pytest.UsageError(f"{whose}: {why}") from None
        del waiting[0]


@pytest.fixture
def contacts_outbox() -> Outbox:
    """Every message that was sent in this test: contacts_outbox.code(to="+14255550100")."""
    return moto_contacts.outbox()


@pytest.fixture
def contacts_clock() -> Iterator[Clock]:
    """The clock that codes expire by: contacts_clock.advance(hours=24)."""
    clock = moto_contacts.clock()
    yield clock
    clock.reset()


@pytest.fixture
def contacts_faults() -> Iterator[Faults]:
    """What goes wrong in this test: contacts_faults.put("ThrottlingException", times=2)."""
    faults = moto_contacts.faults()
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
def _moto_contacts_session_server() -> Iterator[str]:
    from moto_contacts.plugin.server import running

    with running() as url:
        yield url


@pytest.fixture
def moto_contacts_server(_moto_contacts_session_server: str) -> str:
    """The URL of a moto_contacts_server of this session, empty at the start of each test."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.post(f"{_moto_contacts_session_server}/moto-api/reset", timeout=60)
    return _moto_contacts_session_server


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Applies the markers, before any fixture runs."""
    if _may_have_sent():
        with suppress(ConnectionError):  # a server of the session keeps those of other tests
            moto_contacts.outbox().mark_read()
    item.stash[_END] = ExitStack()
    ordered = _ordered(item)
    if ordered.values or ordered.faults:
        item.config.stash[_WAITING].append(ordered)
    with suppress(ConnectionError):
        _apply(item.config.stash[_WAITING])


@pytest.hookimpl(specname="pytest_runtest_setup", trylast=True)
def pytest_runtest_setup_late(item: pytest.Item) -> None:
    """Applies what is waiting for a server, now that a fixture may have started it."""
    _apply(item.config.stash[_WAITING])


def _ordered(item: pytest.Item) -> _Ordered:
    """What the markers of a test say."""
    values: dict[str, Any] = {}
    faults: list[dict[str, Any]] = []  # the closest first, for the first that fits strikes
    for marker in reversed(list(item.iter_markers("moto_contacts"))):
        if marker.args:
            raise pytest.UsageError(
                f"{item.nodeid}: the marker moto_contacts takes settings by name, "
                f"not {marker.args[0]!r}"
            )
        values.update(marker.kwargs)
        faults = [*values.pop("faults", ()), *faults]
    everywhere = item.config.getoption("moto_contacts_strict")
    strict = values.pop("strict", everywhere or item.config.getini("moto_contacts_strict"))
    item.stash[_STRICT] = bool(strict)
    return _Ordered(item.nodeid, values, faults, item.stash[_END])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fails a strict test that has passed and leaves messages unread."""
    result = yield
    # Not what moto itself has sent: whoever calls moto's services need not have heard of us.
    unread = [each for each in _unread() if not each.shown] if item.stash[_STRICT] else []
    if unread:
        lines = "\n".join(f"  {_line(message)}" for message in unread)
        pytest.fail(
            f"{len(unread)} message(s) were sent that nobody has read:\n{lines}\n"
            "Read them by contacts_outbox, or mark the test with moto_contacts(strict=False).",
            pytrace=False,
        )
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Takes the markers' settings and faults back, even where the teardown of a fixture fails."""
    try:
        return (yield)
    finally:
        end = item.stash.get(_END, ExitStack())
        waiting = item.config.stash[_WAITING]
        waiting[:] = [ordered for ordered in waiting if ordered.end is not end]
        _close(end)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds a section to the report of a failed test."""
    report = yield
    if report.failed:
        with suppress(ConnectionError):
            unread = "\n".join(map(_line, _unread()))
            report.sections += [(_SECTION, unread)] if unread else []
    return report


def _unread() -> list[Message]:
    """What nobody has read in this test, the latest first. Raises ``ConnectionError``."""
    # mock_aws as a decorator may have ended by now, and have emptied the outbox.
    return moto_contacts.outbox().unread() if _may_have_sent() else []


def _line(message: Message) -> str:
    from moto_contacts.simulation.kinds import kind_of

    carries = kind_of(message).carries(message)
    place = ", ".join(part for part in (message.service, message.account, message.region) if part)
    return f"{message.id}: {message.channel} to {message.to}: {carries} ({place})"


def _may_have_sent() -> bool:
    """Whether there can be messages: in this process only where something has used the outbox.

    Of a server nothing is known but that nobody can have asked it who has not imported moto.
    """
    if "moto_contacts.simulation.outbox" in sys.modules:
        return True
    if "moto" not in sys.modules:
        return False
    from moto_contacts.plugin import mode

    return mode.endpoint() is not None
