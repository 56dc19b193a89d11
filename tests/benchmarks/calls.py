"""A call under ``mock_aws``, against the same call answered by a canned response.

The floor is what the client itself takes (parameters, signature, parsing): the same client, with
nothing of moto's in it, and a handler that returns what moto has answered once before. What a call
makes is taken back, untimed, before the next one; so is something between the calls of the floor,
for what comes between leaves the next call its caches cold.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import boto3
import requests
import responses
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from moto import mock_aws
from moto.core import patch_client
from moto.core.botocore_stubber import MockRawResponse
from moto.core.models import botocore_stubber

import moto_contacts
from moto_contacts import catalogue
from tests.benchmarks.runner import Effort, Row, Target, Variant, at_most, compare, interleave
from tests.benchmarks.texts import LIMITLESS

REGION = "us-east-1"
ACCOUNT = "123456789012"
_numbers = itertools.count(1)
#: For what is found by a name that it has had before.
_in_turn = itertools.cycle(range(100))

#: What a call may take by moto's stubber; the floor is 1.
ORDINARY = at_most(1.6)
#: By the early door: one that reads or makes what is verified, the same of what came later, and one
#: that sends a text.
READS, CREATES = at_most(1.15), at_most(1.22)
READS_MORE, CREATES_MORE = at_most(1.25), at_most(1.30)
SENDS = at_most(1.35)


@dataclass(frozen=True)
class Call:
    """A call of a boto3 client that can be made again and again."""

    service: str
    operation: str
    parameters: Callable[[], dict[str, Any]]
    #: What it may take by the early door.
    goal: Target | None = None
    #: The package of ours that answers it, if one does.
    package: str | None = None
    #: The operation, and its parameters from the answer, that takes the call back.
    undo: tuple[str, Callable[[dict[str, Any]], dict[str, Any]]] | None = None
    #: Whether there can be no more than one of what it makes.
    alone: bool = False
    #: What must be there first.
    given: Callable[[Any], object] = field(default=lambda client: None)
    #: What is done besides.
    also: str = ""

    def __str__(self) -> str:
        return f"{self.service} {self.operation}" + (f", {self.also}" if self.also else "")

    def after(self) -> Callable[..., object] | None:
        """Takes the call back without a request, by its answer; in another account, if told."""
        if self.package is None or self.undo is None:
            return None
        place = catalogue.service(self.package)
        name, parameters = self.undo
        return lambda answer, account=ACCOUNT: place.backends[account][place.place(REGION)].method(
            name
        )(**parameters(answer))


def _fresh(text: str) -> str:
    return text.format(f"{next(_numbers):07d}")


_EMAIL = {"protocol": "Email", "contactEndpoint": "ops@example.com"}
_PERSON = {"Type": "PERSONAL", "Plan": {"Stages": []}}
_ZOE = f"arn:aws:ssm-contacts:{REGION}:{ACCOUNT}:contact/zoe"
_ROTATION = {
    "Name": "primary",
    "ContactIds": [_ZOE],
    "TimeZoneId": "UTC",
    "Recurrence": {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
    },
}

_TEXT = {"DestinationPhoneNumber": "+14255550100", "MessageBody": "Your parcel is here."}


def _alarm(number: int) -> dict[str, Any]:
    return {
        "alarmName": f"zoe-{number}",
        "metricName": "CPUUtilization",
        "monitoredResourceName": f"host-{number}",
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 90.0,
        "evaluationPeriods": 1,
    }


def _tell_a_topic(client: Any) -> None:
    topic = boto3.client("sns", REGION).create_topic(Name="events")["TopicArn"]
    client.create_configuration_set(ConfigurationSetName="mine")
    client.create_event_destination(
        ConfigurationSetName="mine",
        EventDestinationName="topic",
        MatchingEventTypes=["ALL"],
        SnsDestination={"TopicArn": topic},
    )


OURS = [
    Call(
        "lightsail",
        "create_contact_method",
        lambda: _EMAIL,
        CREATES,
        "lightsail",
        undo=("delete_contact_method", lambda answer: {"protocol": "Email"}),
        alone=True,
    ),
    Call(
        "lightsail",
        "get_contact_methods",
        dict,
        READS,
        "lightsail",
        given=lambda client: client.create_contact_method(**_EMAIL),
    ),
    Call(
        "lightsail",
        "put_alarm",
        lambda: _alarm(next(_in_turn)),
        CREATES_MORE,
        "lightsail",
        undo=(
            "delete_alarm",
            lambda answer: {"alarm_name": answer["operations"][0]["resourceName"]},
        ),
    ),
    Call(
        "lightsail",
        "get_alarms",
        dict,
        READS_MORE,
        "lightsail",
        given=lambda client: client.put_alarm(**_alarm(1)),
    ),
    Call(
        "ssm-contacts",
        "create_contact",
        lambda: {"Alias": _fresh("zoe-{}"), **_PERSON},
        CREATES,
        "ssmcontacts",
        undo=("delete_contact", lambda answer: {"contact_id": answer["ContactArn"]}),
    ),
    Call(
        "ssm-contacts",
        "get_contact",
        lambda: {"ContactId": _ZOE},
        READS,
        "ssmcontacts",
        given=lambda client: client.create_contact(Alias="zoe", **_PERSON),
    ),
    Call(
        "ssm-contacts",
        "create_rotation",
        lambda: _ROTATION,
        CREATES_MORE,
        "ssmcontacts",
        undo=("delete_rotation", lambda answer: {"rotation_id": answer["RotationArn"]}),
        given=lambda client: client.create_contact(Alias="zoe", **_PERSON),
    ),
    Call(
        "ssm-contacts",
        "list_rotations",
        dict,
        READS_MORE,
        "ssmcontacts",
        given=lambda client: (
            client.create_contact(Alias="zoe", **_PERSON),
            client.create_rotation(**_ROTATION),
        ),
    ),
    Call(
        "ssm-contacts",
        "start_engagement",
        lambda: {"ContactId": _ZOE, "Sender": "cli", "Subject": "down", "Content": "host 7"},
        CREATES_MORE,
        "ssmcontacts",
        given=lambda client: client.create_contact(Alias="zoe", **_PERSON),
    ),
    Call(
        "pinpoint-sms-voice-v2",
        "create_verified_destination_number",
        lambda: {"DestinationPhoneNumber": _fresh("+1425{}")},
        CREATES,
        "pinpointsmsvoicev2",
        undo=(
            "delete_verified_destination_number",
            lambda answer: {
                "verified_destination_number_id": answer["VerifiedDestinationNumberId"]
            },
        ),
    ),
    Call(
        "pinpoint-sms-voice-v2",
        "describe_verified_destination_numbers",
        dict,
        READS,
        "pinpointsmsvoicev2",
        given=lambda client: client.create_verified_destination_number(
            DestinationPhoneNumber="+14255550100"
        ),
    ),
    Call("pinpoint-sms-voice-v2", "send_text_message", lambda: _TEXT, SENDS, "pinpointsmsvoicev2"),
    Call(
        "pinpoint-sms-voice-v2",
        "send_text_message",
        lambda: {**_TEXT, "ConfigurationSetName": "mine"},
        SENDS,
        "pinpointsmsvoicev2",
        given=lambda client: _tell_a_topic(client),
        also="its events told to a topic",
    ),
    Call(
        "notificationscontacts",
        "create_email_contact",
        lambda: {"name": "zoe", "emailAddress": _fresh("zoe-{}@example.com")},
        CREATES,
        "notificationscontacts",
        undo=("delete_email_contact", lambda answer: {"arn": answer["arn"]}),
    ),
    Call(
        "notificationscontacts",
        "list_email_contacts",
        dict,
        READS,
        "notificationscontacts",
        given=lambda client: client.create_email_contact(
            name="zoe", emailAddress="zoe@example.com"
        ),
    ),
]
_PARAMETER = {"Name": "zoe", "Value": "zoe@example.com", "Type": "String", "Overwrite": True}
MOTOS = [
    Call("ssm", "put_parameter", lambda: _PARAMETER),
    Call(
        "ssm",
        "get_parameter",
        lambda: {"Name": "zoe"},
        given=lambda client: client.put_parameter(**_PARAMETER),
    ),
    Call(
        "sesv2",
        "create_email_identity",
        lambda: {"EmailIdentity": _fresh("zoe-{}@example.com")},
    ),
    Call("sns", "create_topic", lambda: {"Name": "zoe"}),
    Call(
        "events",
        "put_rule",
        lambda: {"Name": "zoe", "ScheduleExpression": "rate(5 minutes)"},
    ),
]


_SETTINGS = LIMITLESS | {"sms_voice_verified_destination_numbers_per_account": 1_000_000}


def calls(effort: Effort) -> Iterator[Row]:
    """Every call against its floor: ours by both doors, and moto's own."""
    for call in [*OURS, *MOTOS]:
        with mock_aws(), moto_contacts.settings(**_SETTINGS):
            yield from _compare(call, effort)
    with mock_aws():
        yield from _compare_alibaba(effort)


def _compare(call: Call, effort: Effort) -> Iterator[Row]:
    client = _client(call.service)
    call.given(client)
    after = call.after()
    try:
        canned = _record(client, call, after)
    except NotImplementedError:  # older moto has no create_email_identity
        return
    stubbed = _client_alone(call.service)
    patch_client(stubbed)
    ordinary = _bound(stubbed, call)
    between = None if after is None else _taking_back(call, ordinary, after, effort.calls)
    variants = {
        "floor": Variant(_bound(_floor(call, canned), call), between),
        "by moto's stubber": Variant(ordinary, after),
    }
    if call.package is None:
        samples = interleave(variants, effort.rounds, effort.calls)
        yield compare(f"{call}, moto's own", samples, "by moto's stubber", "floor")
        return
    variants["early"] = Variant(_bound(_client(call.service), call), after)
    variants["idle"] = Variant(_with_idle_handler(call.package, canned, ordinary))
    samples = interleave(variants, effort.rounds, effort.calls)
    note = f"{samples.ratio('idle', 'floor'):.2f} with a handler that does nothing"
    yield compare(f"{call}, early", samples, "early", "floor", call.goal)
    stubber = "by moto's stubber"
    yield compare(f"{call}, {stubber}", samples, stubber, "floor", ORDINARY, note)


def _taking_back(
    call: Call, make: Callable[[], Any], after: Callable[..., object], calls: int
) -> Callable[[Any], object]:
    """Takes back one of so many calls that were made for it: of what is alone, one an account."""
    made: list[tuple[Any, str]] = []

    def take_back(_: Any) -> None:
        if not made:
            for number in range(calls):
                account = str(int(ACCOUNT) + 1 + number) if call.alone else ACCOUNT
                with patch.dict(os.environ, MOTO_ACCOUNT_ID=account):
                    made.append((make(), account))
        after(*made.pop())

    return take_back


def _client(service: str) -> Any:
    """A client that does not retry."""
    return boto3.client(service, REGION, config=Config(retries={"total_max_attempts": 1}))


def _client_alone(service: str) -> Any:
    """The same with nothing of moto's or ours in it."""
    client = _client(service)
    client.meta.events.unregister("before-send", botocore_stubber)
    return client


def _bound(client: Any, call: Call) -> Callable[[], Any]:
    method, parameters = getattr(client, call.operation), call.parameters
    return lambda: method(**parameters())


#: Status, headers and body.
Answer = tuple[int, dict[str, str], bytes]


def _record(client: Any, call: Call, after: Callable[[Any], object] | None) -> Answer:
    """What moto answers, or we, for the client of the name."""
    heard: list[dict[str, Any]] = []
    client.meta.events.register(
        "before-parse", lambda response_dict, **_: heard.append(response_dict)
    )
    answer = _bound(client, call)()
    if after is not None:
        after(answer)
    return heard[0]["status_code"], dict(heard[0]["headers"]), heard[0]["body"]


def _floor(call: Call, canned: Answer) -> Any:
    """A client that gets the same answer each time, with nothing of moto's in it."""
    status, headers, body = canned

    def respond(request: Any, **_: Any) -> AWSResponse:
        return AWSResponse(request.url, status, headers, MockRawResponse(body))

    client = _client_alone(call.service)
    client.meta.events.register("before-send", respond)
    return client


def _with_idle_handler(package: str, canned: Answer, call: Callable[[], Any]) -> Callable[[], Any]:
    """The call, where moto's stubber finds a handler that returns what it is to answer at once."""
    place = catalogue.service(package)
    urls = place.backends[ACCOUNT][place.place(REGION)].urls
    (url,) = urls

    def call_it() -> Any:
        handler, urls[url] = urls[url], lambda request, full_url, headers: canned
        try:
            return call()
        finally:
            urls[url] = handler

    return call_it


_ALIBABA: dict[str, Any] = {
    "url": "https://resourcedirectory.aliyuncs.com/",
    "headers": {
        "Authorization": "ACS3-HMAC-SHA256 Credential=LTAItesting,SignedHeaders=host,Signature=0",
        "x-acs-action": "AddMessageContact",
        "x-acs-version": "2022-04-19",
    },
}


def _compare_alibaba(effort: Effort) -> Iterator[Row]:
    """moto answers the ``requests`` library by the library ``responses``, and so does the floor."""
    place = catalogue.service("resourcedirectorymaster")

    def parameters() -> dict[str, str]:
        return {
            "Name": "Zoe",
            "EmailAddress": _fresh("zoe-{}@example.com"),
            "Title": "CEO",
            "MessageTypes.1": "FaultMessage",
        }

    def post(session: requests.Session) -> Any:
        response = session.post(**_ALIBABA, params=parameters())
        response.raise_for_status()
        return response.json()

    def after(answer: Any) -> None:
        place.backends[ACCOUNT][place.place(REGION)].method("delete_message_contact")(
            contact_id=answer["Contact"]["ContactId"]
        )

    mocked = requests.Session()
    answer = post(mocked)
    after(answer)
    canned = responses.RequestsMock()
    canned.add("POST", _ALIBABA["url"], json=answer)
    floor = requests.Session()
    floor.mount("https://", _Answered(canned))
    call = functools.partial(post, mocked)
    idle = 200, {"Content-Type": "application/json"}, json.dumps(answer).encode()
    samples = interleave(
        {
            "floor": Variant(functools.partial(post, floor)),
            "ours": Variant(call, after),
            "idle": Variant(_with_idle_handler("resourcedirectorymaster", idle, call)),
        },
        effort.rounds,
        effort.calls,
    )
    what = "resourcedirectorymaster AddMessageContact by requests, no early door"
    note = f"{samples.ratio('idle', 'floor'):.2f} with a handler that does nothing"
    yield compare(what, samples, "ours", "floor", ORDINARY, note)


class _Answered(requests.adapters.HTTPAdapter):
    """Answers from a mock of ``responses``, as if that were started."""

    def __init__(self, mock: responses.RequestsMock):
        super().__init__()
        self._answer = mock.unbound_on_send()

    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self._answer(self, request, *args, **kwargs)
