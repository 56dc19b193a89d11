"""Settings and faults that options, the ini file and markers order. PYTEST_DONT_REWRITE"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, nullcontext, suppress
from typing import Any, NamedTuple

import pytest

import moto_contacts
from moto_contacts.pytest_plugin import unread
from moto_contacts.pytest_plugin.whereabouts import asked, has_server


class _Ordered(NamedTuple):
    """Settings and faults of the session or of a test: whose they are, and where the way back goes.

    The latter is open while the session or the test lasts.
    """

    item: pytest.Item | None
    values: dict[str, Any]
    faults: list[dict[str, Any]]
    end: ExitStack


#: The settings of the whole session.
_VALUES = pytest.StashKey[dict[str, Any]]()
#: The way back from the settings of a test, or of the whole session.
_END = pytest.StashKey[ExitStack]()
#: What is wrong with the orders of a test.
_WRONG = pytest.StashKey[str]()
#: What could not be applied yet, for no server answered where moto's ``TEST_SERVER_MODE`` says.
_WAITING = pytest.StashKey[list[_Ordered]]()


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
    try:
        values = config.stash[_VALUES] = {
            **_read("moto_contacts_settings", config.getini("moto_contacts_settings")),
            **_read("--moto-contacts-set", config.getoption("moto_contacts_set")),
        }
        if values:
            config.stash[_WAITING].append(_Ordered(None, values, [], config.stash[_END]))
        with suppress(ConnectionError):
            _apply(config.stash[_WAITING])
    except ValueError as why:
        raise pytest.UsageError(str(why)) from None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Takes the settings of the session back."""
    # Nothing is open where something else has ended the run before it began.
    _close(config.stash.get(_END, ExitStack()))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Applies the markers, before any fixture runs."""
    unread.forget(item)
    item.stash[_END] = ExitStack()
    try:
        ordered = _ordered(item)
        if ordered.values or ordered.faults:
            item.config.stash[_WAITING].append(ordered)
        with suppress(ConnectionError):
            _apply(item.config.stash[_WAITING])
    except ValueError as why:
        item.stash[_WRONG] = str(why)


@pytest.hookimpl(specname="pytest_runtest_setup")
def pytest_runtest_setup_unless_skipped(item: pytest.Item) -> None:
    """Fails a test whose orders cannot be, ahead of its fixtures; not one that is skipped."""
    if _WRONG in item.stash:
        raise pytest.fail.Exception(item.stash[_WRONG], pytrace=False)


@pytest.hookimpl(specname="pytest_runtest_setup", trylast=True)
def pytest_runtest_setup_late(item: pytest.Item) -> None:
    """Applies what is waiting for a server, now that a fixture may have started it."""
    try:
        _apply(item.config.stash[_WAITING])
    except (ConnectionError, ValueError) as why:
        raise pytest.fail.Exception(str(why), pytrace=False) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Takes the markers' settings and faults back, even where the teardown of a fixture fails."""
    try:
        return (yield)
    finally:
        end = item.stash.get(_END, ExitStack())
        waiting = item.config.stash[_WAITING]
        waiting[:] = [ordered for ordered in waiting if ordered.end is not end]
        with asked(item):
            _close(end)


def _close(end: ExitStack) -> None:
    with suppress(ConnectionError):  # a server that has stopped keeps nothing
        end.close()


def _read(where: str, given: list[str]) -> dict[str, Any]:
    """Settings from text. Raises ``ValueError``."""
    found: dict[str, Any] = {}
    for line in given:
        name, separator, text = map(str.strip, line.partition("="))
        if not separator:
            raise ValueError(f"{where} takes NAME=VALUE, as code=123456, not {line!r}.")
        from moto_contacts.console import settings

        try:
            found[name] = settings.read_text(name, text)
        except ValueError as why:
            raise ValueError(f"{where}: {why}") from None
    return found


def _apply(waiting: list[_Ordered]) -> None:
    """Settings and faults, each until its end.

    Raises ``ConnectionError``, and then the rest waits; ``ValueError`` for an order that cannot be.
    """
    while waiting:
        item, values, faults, end = waiting[0]
        try:
            with nullcontext() if item is None else asked(item), ExitStack() as stack:
                if values:
                    stack.enter_context(moto_contacts.settings(**values))
                for fault in faults:
                    stack.enter_context(moto_contacts.faults().put(**fault))
                end.push(stack.pop_all())
        except ValueError as why:
            del waiting[0]
            raise ValueError(f"{item.nodeid if item else 'moto_contacts'}: {why}") from None
        del waiting[0]


def _ordered(item: pytest.Item) -> _Ordered:
    """What the markers of a test say. Raises ``ValueError``."""
    # A server of this process has those of the session, too, where these went to another one.
    of_session = item.config.stash[_VALUES]
    values = {**of_session} if has_server(item) else {}
    faults: list[dict[str, Any]] = []  # the closest first, for the first that fits strikes
    for marker in reversed(list(item.iter_markers("moto_contacts"))):
        if marker.args:
            raise ValueError(
                f"{item.nodeid}: the marker moto_contacts takes settings by name, as "
                f"code='123456', not {marker.args[0]!r}."
            )
        for name in ("endpoint_url", "verify"):
            if name in marker.kwargs:
                raise ValueError(f"{item.nodeid}: the marker moto_contacts takes no {name}.")
        values.update(marker.kwargs)
        faults = [*_faults(item, values.pop("faults", [])), *faults]
    everywhere = item.config.getoption("moto_contacts_strict")
    strict = values.pop("strict", everywhere or item.config.getini("moto_contacts_strict"))
    if not isinstance(strict, bool):
        raise ValueError(f"{item.nodeid}: strict of the marker is True or False, not {strict!r}.")
    unread.watch(item, strict)
    return _Ordered(item, values, faults, item.stash[_END])


def _faults(item: pytest.Item, given: Any) -> list[dict[str, Any]]:
    """The faults that a marker orders. Raises ``ValueError`` for what ``put`` cannot take."""
    orders = given if isinstance(given, list | tuple) else [given]
    for order in orders:
        if not isinstance(order, dict) or not all(isinstance(name, str) for name in order):
            raise ValueError(
                f"{item.nodeid}: faults of the marker are dicts of what contacts_faults.put "
                f"takes, as faults=[{{'error': {str(order)!r}}}], not {order!r}."
            )
    return [*orders]
