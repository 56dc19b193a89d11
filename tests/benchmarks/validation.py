"""Checking a request against the model, against botocore's own check of the same members.

botocore checks what a caller gives it, ours what decoding gives; both get the members ready made.
botocore checks required members, types and minima; ours all constraints, and builds the keyword
arguments on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from botocore.session import get_session
from botocore.validate import ParamValidator

from moto_contacts import catalogue
from moto_contacts.gateway.validation import Compiler
from tests.benchmarks.runner import Effort, Row, Variant, at_least, interleave

_HEAD = "arn:aws:ssm-contacts:us-east-1:123456789012"
_CHANNEL = f"{_HEAD}:contact-channel/zoe/5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b"
_TARGETS = [
    {"ChannelTargetInfo": {"ContactChannelId": _CHANNEL, "RetryIntervalInMinutes": 5}},
    {"ContactTargetInfo": {"ContactId": f"{_HEAD}:contact/zoe", "IsEssential": True}},
]
REQUESTS: dict[tuple[str, str], dict[str, Any]] = {
    ("lightsail", "CreateContactMethod"): {
        "protocol": "Email",
        "contactEndpoint": "ops@example.com",
    },
    ("ssmcontacts", "CreateContact"): {
        "Alias": "zoe",
        "DisplayName": "Zoe of operations",
        "Type": "ESCALATION",
        "Plan": {"Stages": [{"DurationInMinutes": 5, "Targets": _TARGETS}] * 3},
        "Tags": [{"Key": f"team-{number}", "Value": "operations"} for number in range(5)],
        "IdempotencyToken": "5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b",
    },
    ("ssmcontacts", "CreateContactChannel"): {
        "ContactId": f"{_HEAD}:contact/zoe",
        "Name": "mail",
        "Type": "EMAIL",
        "DeliveryAddress": {"SimpleAddress": "zoe@example.com"},
        "DeferActivation": True,
        "IdempotencyToken": "5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b",
    },
    ("ssmcontacts", "ActivateContactChannel"): {
        "ContactChannelId": _CHANNEL,
        "ActivationCode": "123456",
    },
    ("pinpointsmsvoicev2", "CreateVerifiedDestinationNumber"): {
        "DestinationPhoneNumber": "+14255550100",
        "Tags": [{"Key": "team", "Value": "operations"}],
        "ClientToken": "5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b",
    },
    ("pinpointsmsvoicev2", "SendDestinationNumberVerificationCode"): {
        "VerifiedDestinationNumberId": "vdn-0123456789abcdef0123456789abcdef",
        "VerificationChannel": "TEXT",
        "LanguageCode": "EN_US",
    },
    ("notificationscontacts", "CreateEmailContact"): {
        "name": "zoe",
        "emailAddress": "zoe@example.com",
        "tags": {"team": "operations"},
    },
}


def validation(effort: Effort) -> Iterator[Row]:
    """How many times as fast as botocore's each check is, and would be if it checked as little."""
    session = get_session()
    for (package, name), members in REQUESTS.items():
        service = catalogue.service(package)
        operation = service.model.operation(name)
        assert operation is not None
        shape = operation.input_shape
        found: list[Any] = []
        operation.accept(members, found)
        assert not found, found
        shapes = session.get_service_model(service.name).shape_names
        lenient = Compiler({each: {"pattern": "", "enum": None} for each in shapes}).input(shape)
        samples = interleave(
            {
                "botocore": Variant(
                    partial(ParamValidator().validate, members, shape), together=100
                ),
                "ours": Variant(partial(operation.accept, members, []), together=100),
                "lenient": Variant(partial(lenient, members, []), together=100),
            },
            effort.rounds,
            effort.calls,
        )
        yield Row(
            f"validation of {name}",
            1 / samples.ratio("ours", "botocore"),
            at_least(4),
            "times",
            f"{samples.median('botocore') * 1e6:.2f} µs / {samples.median('ours') * 1e6:.2f} µs",
            f"{1 / samples.ratio('lenient', 'botocore'):.1f} times without patterns and enums, "
            "which botocore does not check",
        )
