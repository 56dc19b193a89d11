"""Messages that nobody has read: in the report of a failed test, and failing a strict one.

PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

import moto_contacts
from moto_contacts.pytest_plugin.whereabouts import asked

if TYPE_CHECKING:
    from moto_contacts.client import Message

_STRICT = pytest.StashKey[bool]()
#: Whether the messages of a test have been listed.
_LISTED = pytest.StashKey[bool]()
_SECTION = "moto_contacts: messages that nobody has read"
_NOT_TOLD = "moto_contacts cannot tell which messages nobody has read"
#: How many of them are listed, the latest ones.
_MOST = 20


def forget(item: pytest.Item) -> None:
    """What was sent before counts as read: a server of the session keeps that of other tests."""
    with asked(item), suppress(Exception):  # which is told of whoever asks for more
        if _may_have_sent():
            moto_contacts.outbox().mark_read()


def watch(item: pytest.Item, strict: bool) -> None:
    """Whether a test fails for messages that it leaves unread; none of it were listed yet."""
    item.stash[_STRICT] = strict
    item.stash[_LISTED] = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fails a strict test that has passed and leaves messages unread."""
    result = yield
    # A test of unittest's that has failed returns as if it had not.
    if not item.stash.get(_STRICT, False) or getattr(item, "_excinfo", None):
        return result
    try:
        found = _unread(item)
    except Exception as why:
        pytest.fail(f"{_NOT_TOLD}: {why}", pytrace=False)
    # Not what moto itself has sent: whoever calls moto's services need not have heard of us.
    unread = [each for each in found if not each.shown]
    if unread:
        item.stash[_LISTED] = True
        pytest.fail(
            f"{len(unread)} message(s) were sent that nobody has read:\n{_list(unread, '  ')}\n"
            "Read them by contacts_outbox, or mark the test with moto_contacts(strict=False).",
            pytrace=False,
        )
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds a section to the first report of a test that has failed."""
    report = yield
    if report.failed and not item.stash.get(_LISTED, True):
        told = _report(item)
        item.stash[_LISTED] = bool(told)
        report.sections += [(_SECTION, told)] if told else []
    return report


def _report(item: pytest.Item) -> str:
    """What is told of a test that has failed. Whatever goes wrong here, its report is made."""
    try:
        return _list(_unread(item))
    except Exception as why:
        return f"{_NOT_TOLD}: {why}"


def _unread(item: pytest.Item) -> list[Message]:
    """What nobody has read in this test, the latest first. Raises what asking for it may."""
    with asked(item):
        try:
            # mock_aws as a decorator may have ended by now, and may have more than once.
            return moto_contacts.outbox().unread(discarded=True) if _may_have_sent() else []
        except ConnectionError as why:
            from moto_contacts.client.trust import NoServer

            if isinstance(why, NoServer):  # nobody can have sent anything there
                return []
            raise


def _list(messages: list[Message], indent: str = "") -> str:
    """A line a message, and one that says how many more there are."""
    lines = [f"{indent}{_line(each)}" for each in messages[:_MOST]]
    more = len(messages) - _MOST
    return "\n".join([*lines, f"{indent}and {more} more, sent before these"] if more > 0 else lines)


def _line(message: Message) -> str:
    from moto_contacts.simulation.kinds import kind_of, visible

    carries = kind_of(message).carries(message)
    place = ", ".join(part for part in (message.service, message.account, message.region) if part)
    return visible(f"{message.id}: {message.channel} to {message.to}: {carries} ({place})")


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
