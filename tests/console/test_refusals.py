"""What the console takes literally or not at all: paths, and the names of parameters."""

from __future__ import annotations

import pytest

from moto_contacts.console import api
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
