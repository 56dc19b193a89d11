"""What a reader does with messages in the box: counts one as unread, takes one out, names some."""

from __future__ import annotations

from typing import Any

import pytest

from tests.console.conftest import Send
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws


def test_one_counts_as_unread_again(aws: Aws, send: Send) -> None:
    send()
    message = aws.outbox.latest()
    answer = console(aws, "POST", f"messages/{message.id}/unread")
    assert (answer.status_code, answer.json()["read"]) == (200, False)
    assert [each["id"] for each in console(aws, "GET", "messages/unread").json()["messages"]] == [
        message.id
    ]
    again = console(aws, "POST", f"messages/{message.id}/unread")
    assert (again.status_code, again.json()["read"]) == (200, False)


def test_one_is_deleted_and_the_rest_stays(aws: Aws, send: Send) -> None:
    send()
    send()
    last, first = aws.outbox.messages()
    assert console(aws, "DELETE", f"messages/{last.id}").json() == {"deleted": 1}
    assert [each.id for each in aws.outbox.messages()] == [first.id]
    gone = console(aws, "DELETE", f"messages/{last.id}")
    assert (gone.status_code, gone.json()["error"]) == (404, "NoSuchMessage")


def test_those_that_are_named_and_no_others(aws: Aws, send: Send) -> None:
    for _ in range(3):
        send()
    third, second, first = (each.id for each in aws.outbox.messages())
    console(aws, "POST", f"messages/{first}/unread")
    console(aws, "POST", f"messages/{second}/unread")
    named = {"ids": [first, third, "message-99"]}
    assert console(aws, "POST", "messages/read", json=named).json() == {"read": 1}
    assert console(aws, "DELETE", "messages", json=named).json() == {"deleted": 2}
    assert [each.id for each in aws.outbox.messages()] == [second]


def test_no_names_are_no_messages_and_filters_hold_besides(aws: Aws, send: Send) -> None:
    send()
    (message,) = aws.outbox.messages()
    assert console(aws, "DELETE", "messages", json={"ids": []}).json() == {"deleted": 0}
    other = {"ids": [message.id], "to": f"not-{ADDRESS}"}
    assert console(aws, "DELETE", "messages", json=other).json() == {"deleted": 0}
    assert console(aws, "DELETE", "messages", json={"ids": None}).json() == {"deleted": 1}


@pytest.mark.parametrize("ids", ["message-1", [1], {}])
def test_names_are_a_list_of_text(aws: Aws, send: Send, ids: Any) -> None:
    send()
    answer = console(aws, "DELETE", "messages", json={"ids": ids})
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        f"ids must be a list of text, not {str(ids)!r}.",
    )
    assert len(aws.outbox.messages()) == 1
