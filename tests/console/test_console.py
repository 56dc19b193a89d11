"""The console: over HTTP in every mode, and by the typed clients."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import partial
from importlib.resources import files
from typing import Any

import pytest
import requests
from moto import mock_aws

import moto_contacts
from moto_contacts import NoSuchMessage
from tests.foreign import foreign_server
from tests.harness import Aws, Carrier

ADDRESS = "ops@example.com"


@pytest.fixture
def arn(aws: Aws) -> str:
    """A contact that a code was sent to."""
    contacts = aws.client("notificationscontacts")
    arn: str = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"]
    contacts.send_activation_code(arn=arn)
    return arn


@pytest.fixture
def link(aws: Aws) -> str:
    """The link in a mail of Lightsail's, as it is read over HTTP."""
    aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
    found: str = console(aws, "GET", "messages/latest", params={"service": "lightsail"}).json()[
        "link"
    ]
    return found


def console(aws: Aws, method: str, path: str, **arguments: Any) -> requests.Response:
    base = aws.endpoint or "http://motoapi.amazonaws.com"
    return requests.request(method, f"{base}/moto-api/contacts/{path}", timeout=30, **arguments)


class TestMessages:
    def test_message_has_everything(self, aws: Aws, arn: str) -> None:
        message = aws.outbox.latest(to=ADDRESS)

        assert message.service == "notificationscontacts"
        assert message.operation == "SendActivationCode"
        assert (message.account, message.region, message.channel) == ("123456789012", "", "EMAIL")
        assert message.resource_arn == arn
        assert message.code
        assert message.code in message.body
        assert message.subject
        assert message.sender
        assert str(message.link).endswith(f"?token={message.code}")
        assert (message.superseded_by, message.verified_at) == (None, None)
        assert (message.state, message.attempts) == ("pending", 0)
        assert message.expires_at == message.created_at + timedelta(hours=12)
        assert message.created_at.tzinfo == timezone.utc
        assert "_console" not in repr(message)

    def test_refresh_shows_what_has_become_of_it(self, aws: Aws, arn: str) -> None:
        message = aws.outbox.latest()
        aws.client("notificationscontacts").activate_email_contact(arn=arn, code=message.code)
        assert message.state == "pending", "a message is a value; it does not change by itself"
        assert message.refresh().state == "verified"
        assert isinstance(message.refresh().verified_at, datetime)

    def test_latest_first_and_limited(self, aws: Aws, arn: str) -> None:
        aws.client("notificationscontacts").send_activation_code(arn=arn)
        first, second = reversed(aws.outbox.messages())
        assert first.superseded_by == second.id
        assert aws.outbox.messages(limit=1) == [second]
        assert aws.outbox.messages(state="superseded") == [first]
        assert aws.outbox.code() == second.code

    @pytest.mark.parametrize(
        "other",
        [
            {"to": "x@example.com"},
            {"service": "lightsail"},
            {"account": "111122223333"},
            {"region": "us-east-1"},
            {"channel": "SMS"},
            {"state": "verified"},
            {"sender": "x@example.com"},
        ],
    )
    def test_filters(self, aws: Aws, arn: str, other: dict[str, str]) -> None:
        assert aws.outbox.messages(**other) == []  # type: ignore[arg-type]
        assert len(aws.outbox.messages(to=ADDRESS, channel="EMAIL", region="")) == 1

    def test_miss_says_what_was_sent_instead(self, aws: Aws, arn: str) -> None:
        with pytest.raises(NoSuchMessage) as caught:
            aws.outbox.latest(to="opps@example.com", service="notificationscontacts")
        assert str(caught.value) == (
            "No message with to=opps@example.com, service=notificationscontacts. "
            "Sent so far: 1, the latest to ops@example.com (notificationscontacts, 123456789012, "
            "global). Did you mean ops@example.com?"
        )

    def test_miss_without_a_near_address(self, aws: Aws, arn: str) -> None:
        with pytest.raises(NoSuchMessage, match=r"global\)\.$"):
            aws.outbox.latest(to="+14255550100")

    def test_miss_in_an_empty_outbox(self, aws: Aws) -> None:
        empty = r"^No message with carries=code\. Nothing was sent (in this mock|by this server)"
        with pytest.raises(NoSuchMessage, match=empty):
            aws.outbox.code()

    def test_code_of_a_message_with_a_link(self, aws: Aws, link: str) -> None:
        with pytest.raises(NoSuchMessage, match=r"message-1 to ops@example.com fits but for carr"):
            aws.outbox.code(to=ADDRESS)

    @pytest.mark.parametrize("unknown", ["nobody", "message-0", "message-999999999"])
    def test_unknown_message(self, aws: Aws, arn: str, unknown: str) -> None:
        answer = console(aws, "GET", f"messages/{unknown}")
        assert (answer.status_code, answer.json()["error"]) == (404, "NoSuchMessage")

    @pytest.mark.parametrize("limit", ["-1", "x", "1.5", "²", "9" * 5000])
    def test_limit_is_a_number(self, aws: Aws, limit: str) -> None:
        answer = console(aws, "GET", "messages", params={"limit": limit})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")

    def test_unknown_filter_is_refused(self, aws: Aws) -> None:
        answer = console(aws, "GET", "messages", params={"too": ADDRESS})
        assert answer.status_code == 400
        assert "'too' is not known here, but to, service" in answer.json()["message"]

    def test_address_with_a_plus_needs_no_care_with_the_client(self, aws: Aws, arn: str) -> None:
        with pytest.raises(NoSuchMessage, match=r"to=\+14255550100"):
            aws.outbox.latest(to="+14255550100")


class TestLinks:
    def status(self, aws: Aws) -> str:
        found: str = aws.client("lightsail").get_contact_methods()["contactMethods"][0]["status"]
        return found

    def test_opening_it_verifies_and_says_so(self, aws: Aws, link: str) -> None:
        page = requests.get(link, timeout=30)

        assert page.status_code == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert f"{ADDRESS} is verified now." in page.text
        assert self.status(aws) == "Valid"

    def test_used(self, aws: Aws, link: str) -> None:
        requests.get(link, timeout=30)
        page = requests.get(link, timeout=30)
        assert (page.status_code, "Already verified" in page.text) == (409, True)

    def test_expired(self, aws: Aws, link: str) -> None:
        aws.clock.advance(hours=25)
        page = requests.get(link, timeout=30)
        assert (page.status_code, "Expired" in page.text) == (410, True)
        assert self.status(aws) == "Invalid"

    def test_replaced(self, aws: Aws, link: str) -> None:
        aws.client("lightsail").send_contact_method_verification(protocol="Email")
        page = requests.get(link, timeout=30)
        assert (page.status_code, "Replaced" in page.text) == (410, True)
        assert self.status(aws) == "PendingVerification"

    def test_withdrawn(self, aws: Aws, link: str) -> None:
        aws.client("lightsail").delete_contact_method(protocol="Email")
        page = requests.get(link, timeout=30)
        assert (page.status_code, "No longer valid" in page.text) == (410, True)

    def test_unknown(self, aws: Aws) -> None:
        page = console(aws, "GET", "links/nothing")
        assert (page.status_code, "Unknown link" in page.text) == (404, True)

    def test_what_a_client_sent_is_shown_as_text(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(
            protocol="Email", contactEndpoint="<b>@example.com"
        )
        page = requests.get(str(aws.outbox.latest().link), timeout=30)
        assert "&lt;b&gt;@example.com" in page.text
        assert "<b>" not in page.text

    def test_click_by_the_client(self, aws: Aws, link: str) -> None:
        message = aws.outbox.latest().click()
        assert message.state == "verified"
        assert self.status(aws) == "Valid"


class TestClock:
    def test_unknown_unit(self, aws: Aws) -> None:
        answer = console(aws, "POST", "clock", json={"years": 1})
        assert answer.status_code == 400
        assert "'years' is not known here" in answer.json()["message"]

    def test_moves_by_a_duration(self, aws: Aws) -> None:
        before = aws.clock.now()
        assert aws.clock.advance(timedelta(hours=23), hours=1) - before >= timedelta(hours=24)

    def test_moves(self, aws: Aws) -> None:
        before = aws.clock.now()
        assert aws.clock.advance(hours=24, minutes=30) - before >= timedelta(hours=24.5)
        assert aws.clock.now() - before >= timedelta(hours=24.5)
        assert aws.clock.reset() - before < timedelta(hours=1)

    @pytest.mark.parametrize(
        ("by", "text"),
        [
            ({}, "Give numbers for one or more of weeks, days, hours"),
            ({"hours": "24"}, "Give numbers"),
            ({"hours": True}, "Give numbers"),
            ({"hours": -1}, "only moves forward"),
            ({"hours": float("nan")}, "cannot be moved by nan hours"),
            ({"hours": 1, "days": float("inf")}, "cannot be moved by inf days"),
            ({"days": float("-inf")}, "cannot be moved by -inf days"),
            ({"days": 10**400}, "9000"),
            ({"days": 1e9}, "9000"),
            ({"days": 1e300}, "9000"),
            ({"days": 366 * 7000}, "9000"),
        ],
    )
    def test_refuses(self, aws: Aws, by: dict[str, Any], text: str) -> None:
        before = aws.clock.now()
        with pytest.raises(ValueError, match=text):
            aws.clock.advance(**by)
        assert aws.clock.now() - before < timedelta(hours=1)

    def test_refuses_what_json_does_not_have(self, aws: Aws) -> None:
        """Python writes and reads it all the same."""
        for text in ("NaN", "Infinity", "-Infinity"):
            headers = {"Content-Type": "application/json"}
            answer = console(aws, "POST", "clock", data=f'{{"hours": {text}}}', headers=headers)
            assert answer.status_code == 400
            assert "give a number that ends" in answer.json()["message"]


class TestSettings:
    def test_for_a_while(self, aws: Aws) -> None:
        with aws.settings(code="123456", ssm_contacts_codes_per_channel=3):
            assert moto_contacts.settings(aws.endpoint).all()["code"]["value"] == "123456"
        told = moto_contacts.settings(aws.endpoint).all()
        assert (told["code"]["value"], told["ssm_contacts_codes_per_channel"]["value"]) == (
            None,
            None,
        )

    def test_until_reset(self, aws: Aws) -> None:
        control = moto_contacts.settings(aws.endpoint)
        control.set(code="123456")
        assert control.all()["code"]["from"] == "run time"
        control.reset()
        assert control.all()["code"]["from"] == "default"

    def test_value_that_was_set_before_comes_back(self, aws: Aws) -> None:
        control = moto_contacts.settings(aws.endpoint)
        control.set(code="111111")
        with aws.settings(code="222222", ssm_contacts_codes_per_channel=1):
            assert control.all()["code"]["value"] == "222222", "what was set last counts"
        assert control.all()["code"]["value"] == "111111"
        assert control.all()["ssm_contacts_codes_per_channel"]["from"] == "default"

    def test_forgets_some(self, aws: Aws) -> None:
        control = moto_contacts.settings(aws.endpoint)
        control.set(code="111111", ssm_contacts_codes_per_channel=1)
        assert console(aws, "DELETE", "settings", json={"names": ["code"]}).status_code == 200
        told = control.all()
        assert (told["code"]["from"], told["ssm_contacts_codes_per_channel"]["from"]) == (
            "default",
            "run time",
        )
        answer = console(aws, "DELETE", "settings", json={"names": ["colour"]})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidSetting")

    @pytest.mark.parametrize("names", [[{}], "code", None, {"code": 1}])
    def test_forgets_by_a_list_of_names(self, aws: Aws, names: Any) -> None:
        answer = console(aws, "DELETE", "settings", json={"names": names})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")

    @pytest.mark.parametrize(
        ("method", "path"), [("PUT", "codes"), ("PATCH", "settings"), ("POST", "settings/kept")]
    )
    def test_star_is_no_address(self, aws: Aws, method: str, path: str) -> None:
        answer = console(aws, method, path, json={"codes": {"*": "123456"}})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidSetting")
        assert "takes addresses, not '*'" in answer.json()["message"]
        assert console(aws, "GET", "codes").json() == {"code": None, "codes": None}

    def test_refuses(self, aws: Aws) -> None:
        with pytest.raises(ValueError, match="no setting named 'colour'"):
            moto_contacts.settings(aws.endpoint).set(colour="red")  # type: ignore[call-arg]


class TestOverHttpFromTheSameProcess:
    """The clients with an endpoint, whatever the mode of the run."""

    def test_settings_for_a_while(self, moto_contacts_server: str) -> None:
        with moto_contacts.settings(moto_contacts_server, code="123456") as control:
            assert control.all()["code"]["value"] == "123456"
        assert moto_contacts.settings(moto_contacts_server).all()["code"]["value"] is None

    def test_fault_while_a_block_runs(self, moto_contacts_server: str) -> None:
        faults = moto_contacts.faults(moto_contacts_server)
        with faults.put("ServiceException") as fault:
            assert [rule["id"] for rule in faults.all()] == [fault.id]
        assert faults.all() == []

    def test_server_hangs_up(self, moto_contacts_server: str) -> None:
        fault = moto_contacts.faults(moto_contacts_server).put(drop=True)
        with pytest.raises(requests.ConnectionError, match="without response"):
            requests.get(
                f"{moto_contacts_server}/emailcontacts",
                headers={
                    "Authorization": "AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/"
                    "notifications-contacts/aws4_request, SignedHeaders=host, Signature=0"
                },
                timeout=30,
            )
        assert fault.struck == 1

    def test_miss(self, moto_contacts_server: str) -> None:
        with pytest.raises(NoSuchMessage, match="Nothing was sent"):
            moto_contacts.outbox(f"{moto_contacts_server}/").latest()

    def test_no_server(self) -> None:
        with pytest.raises(ConnectionError, match=r"No server answers at http://127\.0\.0\.1:1: "):
            moto_contacts.outbox("http://127.0.0.1:1").messages()

    def test_moto_without_the_plugin(self, moto_contacts_server: str) -> None:
        endpoint = f"{moto_contacts_server}/bucket"  # an object of S3's, which is absent
        with pytest.raises(ConnectionError, match="is no moto server with moto_contacts"):
            moto_contacts.outbox(endpoint).messages()

    @pytest.mark.parametrize("text", ['{"detail": "Not Found"}', "[]", "null"])
    @pytest.mark.parametrize("status", [404, 200])
    def test_another_server(self, text: str, status: int) -> None:
        told = f" is no moto server with moto_contacts: .* status {status} and no JSON of its cons"
        with foreign_server(text, status) as url:
            for ask in (
                moto_contacts.outbox(url).messages,
                moto_contacts.outbox(url).latest,
                moto_contacts.outbox(url).clear,
                moto_contacts.clock(url).now,
                moto_contacts.faults(url).all,
                partial(moto_contacts.faults(url).put, drop=True),
            ):
                with pytest.raises(ConnectionError, match=told):
                    ask()
            assert "is no moto server with" in repr(moto_contacts.outbox(url))

    def test_refusal_of_what_json_does_not_have(self, moto_contacts_server: str) -> None:
        with pytest.raises(ValueError, match="cannot be moved by nan hours"):
            moto_contacts.clock(moto_contacts_server).advance(hours=float("nan"))

    def test_refusal(self, moto_contacts_server: str) -> None:
        with pytest.raises(ValueError, match="only moves forward"):
            moto_contacts.clock(moto_contacts_server).advance(hours=-1)


class TestFaults:
    def test_strikes_as_often_as_told(self, aws: Aws) -> None:
        fault = aws.faults.put(
            "ThrottlingException", "Rate exceeded", service="notificationscontacts", times=1
        )
        contacts = aws.client("notificationscontacts")
        assert fault.struck == 0
        with pytest.raises(contacts.exceptions.ThrottlingException):
            contacts.list_email_contacts()
        assert contacts.list_email_contacts()["emailContacts"] == []
        assert fault.struck == 1

    def test_rule_is_told_as_it_was_put(self, aws: Aws) -> None:
        now = aws.clock.now()
        fault = aws.faults.put(
            "ConflictException", "No", service="ssm-*", operation="Create.*", region="eu-*",
            times=3, probability=0.5, ttl=60, latency=1, ResourceType="contact",
        )  # fmt: skip
        (told,) = aws.faults.all()
        assert datetime.fromisoformat(told.pop("expires_at")) - now >= timedelta(seconds=60)
        assert told == {
            "id": fault.id, "error": "ConflictException", "message": "No", "drop": False,
            "members": {"ResourceType": "contact"}, "service": "ssm-*", "operation": "Create.*",
            "region": "eu-*", "times": 3, "probability": 0.5, "ttl": 60, "latency": 1, "struck": 0,
        }  # fmt: skip
        assert repr(fault).startswith(f"Fault({{'id': '{fault.id}', 'error': 'ConflictException'")

    @pytest.mark.parametrize(
        "operation",
        [
            "([A-Za-z]+)+Methods",
            "Get.*|Send.*",
            "^Get[A-Z]\\w+$",
            "(?!Send).*",
            "(Get|List){1,3}.*",
        ],
    )
    def test_operations_by_a_regular_expression(self, aws: Aws, operation: str) -> None:
        aws.faults.put("ServiceException", operation=operation)
        client = aws.client("lightsail")
        with pytest.raises(client.exceptions.ServiceException):
            client.get_contact_methods()

    def test_operation_that_is_not_implemented(self, aws: Aws) -> None:
        aws.faults.put("ServiceException", operation="GetInstances")
        client = aws.client("lightsail")
        with pytest.raises(client.exceptions.ServiceException):
            client.get_instances()

    def test_for_a_while(self, aws: Aws) -> None:
        aws.faults.put("ServiceException", ttl=3600)
        client = aws.client("lightsail")
        with pytest.raises(client.exceptions.ServiceException):
            client.get_contact_methods()
        aws.clock.advance(hours=1)
        assert client.get_contact_methods()["contactMethods"] == []

    def test_late(self, aws: Aws) -> None:
        fault = aws.faults.put(latency=0.001, service="lightsail")
        assert aws.client("lightsail").get_contact_methods()["contactMethods"] == []
        assert fault.struck == 1

    def test_only_calls_that_can_end_in_it(self, aws: Aws) -> None:
        """An error is never answered by an operation that has no such error, or no such member."""
        fault = aws.faults.put("ThrottlingException", retryAfterSeconds=1)
        assert aws.client("lightsail").get_contact_methods()["contactMethods"] == []
        assert aws.client("ssm-contacts").list_contacts()["Contacts"] == []
        assert fault.struck == 0

    def test_while_a_block_runs(self, aws: Aws) -> None:
        client = aws.client("lightsail")
        fault = aws.faults.put("ServiceException", times=5)
        with fault, pytest.raises(client.exceptions.ServiceException):
            client.get_contact_methods()
        assert client.get_contact_methods()["contactMethods"] == []
        assert fault.struck == 1
        assert aws.faults.all() == []

    @pytest.mark.in_process
    def test_block_around_the_mock(self, carrier: Carrier) -> None:
        aws = Aws(carrier)
        with moto_contacts.faults().put("ServiceException", service="lightsail") as fault:
            for _ in range(2):
                with mock_aws():
                    client = aws.new_client("lightsail", retries={"total_max_attempts": 1})
                    with pytest.raises(client.exceptions.ServiceException):
                        client.get_contact_methods()
        assert fault.struck == 2
        with mock_aws():
            assert client.get_contact_methods()["contactMethods"] == []

    def test_removes_one(self, aws: Aws) -> None:
        first = aws.faults.put("ServiceException")
        second = aws.faults.put("ServiceException")
        first.remove()
        first.remove()
        assert [rule["id"] for rule in aws.faults.all()] == [second.id]
        answer = console(aws, "DELETE", f"faults/{first.id}")
        assert (answer.status_code, answer.json()["error"]) == (404, "NoSuchFault")

    def test_reset(self, aws: Aws) -> None:
        aws.faults.put("InternalServerException")
        aws.faults.reset()
        assert aws.faults.all() == []

    def test_all_at_once(self, aws: Aws) -> None:
        old = aws.faults.put("ServiceException")
        orders = [{"drop": True}, {"error": "NotFoundException"}]
        told = console(aws, "PUT", "faults", json={"faults": orders}).json()["faults"]
        assert [(rule["drop"], rule["error"]) for rule in told] == [
            (True, None),
            (False, "NotFoundException"),
        ]
        assert aws.faults.all() == told
        assert old.id not in [rule["id"] for rule in told]

    def test_empty_object_leaves_none(self, aws: Aws) -> None:
        aws.faults.put("ServiceException")
        assert console(aws, "PUT", "faults", json={}).json() == {"faults": []}
        assert aws.faults.all() == []

    @pytest.mark.parametrize("orders", [[{"drop": True}, {"error": "X"}], [1], {"error": "X"}])
    def test_refused_list_changes_nothing(self, aws: Aws, orders: Any) -> None:
        aws.faults.put("ServiceException")
        answer = console(aws, "PUT", "faults", json={"faults": orders})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")
        assert [rule["error"] for rule in aws.faults.all()] == ["ServiceException"]

    @pytest.mark.parametrize(
        ("values", "text"),
        [
            ({}, "A fault needs an error, drop or latency"),
            ({"error": 1}, "error must be a str, not 1"),
            ({"error": "X", "times": "2"}, "times must be a int"),
            ({"error": "X", "drop": 1}, "drop must be a bool"),
            ({"error": "X", "colour": "red"}, "'colour' is not known here"),
            ({"error": "X", "times": 0}, "times must be at least 1"),
            ({"drop": True, "probability": 1.5}, "probability must be more than 0 and at most 1,"),
            ({"drop": True, "probability": 0}, "must be more than 0 and at most 1, not 0."),
            ({"latency": 61}, "latency must be at least 0 and at most 60, not 61"),
            ({"drop": True, "ttl": -1}, "ttl must be more than 0 and at most 1000000000, not -1"),
            ({"drop": True, "ttl": 0}, "ttl must be more than 0"),
            ({"error": "X\r\nFoo: bar"}, "is no name of an error"),
            ({"error": "é中"}, "is no name of an error"),
            ({"drop": True, "error": "ServiceException"}, "takes no error to the client"),
            ({"drop": True, "message": "x"}, "message and members are those of an error"),
            ({"drop": True, "operation": "("}, "no regular expression"),
            ({"drop": True, "operation": "([A-Za-z]+)+[0-9]"}, "There is no operation"),
            ({"drop": True, "operation": "((a?){60}){60}x"}, "more than 300 characters"),
            ({"drop": True, "operation": "a" * 301}, "operation must have at most 300 characters"),
            ({"drop": True, "operation": r"(Get)\1"}, "the escape \\1 at 5"),
            ({"drop": True, "service": "*" * 301}, "service must have at most 300 characters"),
            (
                {"drop": True, "service": "ssm-contact"},
                "There is no service 'ssm-contact'. Did you mean ssm-contacts? Possible are "
                "lightsail, ssm-contacts,",
            ),
            (
                {"drop": True, "service": "notifications*", "operation": "ActivateContact"},
                "There is no operation 'ActivateContact' of notificationscontacts. Did you mean "
                "ActivateEmailContact",
            ),
            (
                {"drop": True, "service": "lightsail", "region": "us-east-9"},
                "There is no region 'us-east-9' of lightsail. Did you mean us-east-",
            ),
            (
                {"drop": True, "service": "lightsail", "region": "q*"},
                "There is no region 'q*' of lightsail.",
            ),
            (
                {"error": "ThrottledException", "service": "lightsail"},
                "'ThrottledException' is no error of what this fits. Did you mean "
                "ThrottlingException",
            ),
            (
                {"error": "ConflictException", "service": "lightsail", "operation": "GetRegions"},
                "Possible are AccessDeniedException, AccountSetupInProgressException, "
                "InternalFailure, InvalidInputException,",
            ),
            (
                {"error": "ValidationException", "service": "ssm*", "members": {"Field": []}},
                "ValidationException of ssm-contacts has no member Field; its members: "
                "Message, Reason, Fields.",
            ),
            (
                {"error": "InternalFailure", "service": "lightsail", "members": {"tip": ""}},
                "InternalFailure of lightsail has no member tip; its members: none.",
            ),
            (
                {"error": "ThrottlingException", "members": {"retryAfterSeconds": "1\r\nX: y"}},
                "retryAfterSeconds='1\\r\\nX: y' does not fit ThrottlingException of "
                "notificationscontacts: Member must be an integer.",
            ),
            (
                {"error": "ValidationException", "members": {"Reason": "none"}},
                "Reason='none' does not fit ValidationException of pinpoint-sms-voice-v2: Member "
                "must satisfy enum value set",
            ),
            (
                {
                    "error": "ValidationException",
                    "service": "ssm-contacts",
                    "members": {"Fields": [{"Name": 1}]},
                },
                "Fields.0.Name=1 does not fit ValidationException",
            ),
        ],
    )
    def test_refuses(self, aws: Aws, values: dict[str, Any], text: str) -> None:
        answer = console(aws, "POST", "faults", json=values)
        assert answer.status_code == 400
        assert text in answer.json()["message"]
        assert aws.faults.all() == []


class TestHttp:
    def test_description_is_served(self, aws: Aws) -> None:
        text = files("moto_contacts.console").joinpath("openapi.json").read_text()
        assert console(aws, "GET", "openapi.json").json() == json.loads(text)

    @pytest.mark.parametrize("path", ["nowhere", "messages/a/b", "messages/a/b/c/d"])
    def test_unknown_path(self, aws: Aws, path: str) -> None:
        answer = console(aws, "GET", path)
        assert (answer.status_code, answer.json()["error"]) == (404, "NotFound")

    def test_wrong_method(self, aws: Aws) -> None:
        answer = console(aws, "PUT", "clock")
        assert answer.status_code == 405
        assert "DELETE, GET, POST is" in answer.json()["message"]
        assert answer.headers["Allow"] == "DELETE, GET, POST"

    @pytest.mark.parametrize(
        ("body", "content_type", "status"),
        [
            (b"{", "application/json", 400),
            (b"[" * 100_000, "application/json", 400),
            (b"[1]", "application/json", 400),
            (b"\xff", "application/json; charset=utf-8", 400),
            (b"hours=1", "text/plain", 415),
            (b" " * (1 << 20) + b"{}", "application/json", 413),
        ],
    )
    def test_body_must_be_a_json_object(
        self, aws: Aws, body: bytes, content_type: str, status: int
    ) -> None:
        answer = console(aws, "POST", "clock", data=body, headers={"Content-Type": content_type})
        assert answer.status_code == status
        assert answer.json()["error"]

    @pytest.mark.parametrize(
        "content_type", ["APPLICATION/JSON", "Application/Json ;charset=utf-8"]
    )
    def test_content_types_have_no_case(self, aws: Aws, content_type: str) -> None:
        headers = {"Content-Type": content_type}
        assert console(aws, "POST", "clock", data=b'{"hours": 1}', headers=headers).ok

    def test_pages_of_other_origins_may_not_write(self, aws: Aws) -> None:
        foreign = {"Origin": "https://evil.example"}
        answer = console(aws, "POST", "clock", json={"hours": 1}, headers=foreign)
        assert (answer.status_code, answer.json()["error"]) == (403, "ForeignOrigin")

    def test_origin_that_is_no_url(self, aws: Aws) -> None:
        answer = console(aws, "POST", "clock", json={"hours": 1}, headers={"Origin": "http://[x"})
        assert (answer.status_code, answer.json()["error"]) == (403, "ForeignOrigin")

    def test_pages_of_its_own_origin_may(self, aws: Aws) -> None:
        own = {"Origin": aws.endpoint or "http://motoapi.amazonaws.com"}
        answer = console(aws, "POST", "clock", json={"hours": 1}, headers=own)
        assert answer.status_code == 200

    def test_nothing_is_cached_or_sniffed(self, aws: Aws) -> None:
        headers = console(aws, "GET", "clock").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"

    def test_no_name_in_the_page_is_looked_up_ahead(self, aws: Aws) -> None:
        assert console(aws, "GET", "").headers["X-DNS-Prefetch-Control"] == "off"
