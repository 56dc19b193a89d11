"""What the console takes literally or not at all: paths, and the names of parameters."""

from __future__ import annotations

import pytest

from moto_contacts.console import api
from moto_contacts.console.api import ROUTES
from moto_contacts.console.values import ConsoleError
from tests.console.conftest import Send
from tests.console.test_console import console
from tests.harness import Aws


class TestPaths:
    @pytest.mark.parametrize("path", ["messages/", "faults/", "settings/kept/"])
    def test_blank_id_is_not_all_of_them(self, aws: Aws, send: Send, path: str) -> None:
        send()
        aws.faults.put("ServiceException")
        with aws.settings(code="123456"):
            answer = console(aws, "DELETE", path)
            assert (answer.status_code, answer.json()["error"]) == (404, "NotFound")
            assert console(aws, "GET", "codes").json()["code"] == "123456"
        assert (len(aws.outbox.messages()), len(aws.faults.all())) == (1, 1)

    @pytest.mark.parametrize("path", ["clock/", "messages/latest/", "messages//unread", "/clock"])
    def test_blank_step_is_a_step(self, aws: Aws, path: str) -> None:
        assert console(aws, "GET", path).status_code == 404
        with pytest.raises(ConsoleError, match=rf"^There is no /moto-api/contacts/{path}\.$"):
            api.call("GET", path, {})


class TestNames:
    @pytest.mark.parametrize(
        ("method", "path"), [(method, "/".join(path)) for method, path, *_ in ROUTES]
    )
    def test_of_another_value(self, aws: Aws, method: str, path: str) -> None:
        asked = "params" if method == "GET" else "json"
        answer = console(aws, method, path, **{asked: {"foo": "1"}})
        assert answer.status_code == 400
        assert "'foo'" in answer.json()["message"]

    def test_filter_that_there_is_not_spares_all(self, aws: Aws) -> None:
        aws.faults.put("ServiceException")
        answer = console(aws, "DELETE", "faults", params={"service": "ses"})
        text = "'service' is not known here, nor is any other parameter."
        assert (answer.status_code, answer.json()["message"]) == (400, text)
        assert len(aws.faults.all()) == 1

    @pytest.mark.parametrize("path", ["messages/unread", "health"])
    def test_look_needs_none(self, aws: Aws, path: str) -> None:
        assert console(aws, "HEAD", path).status_code == 200

    @pytest.mark.parametrize("method", ["GET", "DELETE"])
    def test_twice_in_the_query(self, aws: Aws, send: Send, method: str) -> None:
        send()
        answer = console(aws, method, "messages?to=a&to=ops@example.com")
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")
        assert answer.json()["message"] == "to is there more than once; give it once."
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("clock", '{"hours": 1, "hours": 2}'),
            ("faults", '{"members": {"hours": 1, "hours": 2}}'),
        ],
    )
    def test_twice_in_the_body(self, aws: Aws, path: str, body: str) -> None:
        headers = {"Content-Type": "application/json"}
        answer = console(aws, "POST", path, data=body, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["message"] == "hours is there more than once; give it once."
