"""How numbers of the SMS sandbox live: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from botocore import UNSIGNED

from tests.harness import Aws, wrong
from tests.lives import Call, Latest, Refusal, Steps
from tests.services.sns.steps import ADDRESS, NUMBER, OPTED_OUT


def sandbox(call: Call, aws: Aws) -> None:
    assert call("GetSMSSandboxAccountStatus")["IsInSandbox"] is True
    call("CreateSMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    code = aws.outbox.code(to=NUMBER)
    call("VerifySMSSandboxPhoneNumber", PhoneNumber=NUMBER, OneTimePassword=code)
    assert _status(call) == "Verified"
    call("DeleteSMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    assert call("ListSMSSandboxPhoneNumbers")["PhoneNumbers"] == []


def origination_numbers(call: Call, aws: Aws) -> None:
    assert call("ListOriginationNumbers")["PhoneNumbers"] == []


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    create = partial(call, "CreateSMSSandboxPhoneNumber")
    verify = partial(call, "VerifySMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    create(PhoneNumber=NUMBER)
    code = aws.outbox.code(to=NUMBER)
    yield "VerificationException", partial(verify, OneTimePassword=wrong(code))
    yield "InvalidParameter", partial(create, PhoneNumber="nobody")
    yield "OptedOut", partial(create, PhoneNumber=OPTED_OUT)
    with aws.settings(sns_codes_per_number_per_day=1):
        yield "Throttled", partial(create, PhoneNumber=NUMBER)
    verify(OneTimePassword=code)
    yield "UserError", partial(create, PhoneNumber=NUMBER)
    call("DeleteSMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    yield "ResourceNotFound", partial(verify, OneTimePassword=code)
    with aws.settings(sns_subscriptions="confirmed"):
        yield "AuthorizationError", partial(_end_without_signature, call, aws)


def verify(call: Call, latest: Latest) -> Steps:
    call("CreateSMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    code = latest(NUMBER)["code"]
    type_code = partial(call, "VerifySMSSandboxPhoneNumber", PhoneNumber=NUMBER)
    return (
        lambda: _status(call),
        partial(type_code, OneTimePassword=wrong(code)),
        partial(type_code, OneTimePassword=code),
    )


SEEN: dict[str, Any] = {
    "before": "Pending",
    "error": "VerificationException",
    "message": "The one-time password is not correct.",
    "reason": None,
    "after": "Verified",
}


def _status(call: Call) -> str:
    (number,) = call("ListSMSSandboxPhoneNumbers")["PhoneNumbers"]
    status: str = number["Status"]
    return status


def _end_without_signature(call: Call, aws: Aws) -> None:
    arn = call("CreateTopic", Name="news")["TopicArn"]
    call("Subscribe", TopicArn=arn, Protocol="email", Endpoint=ADDRESS)
    token = aws.outbox.latest(to=ADDRESS).facts["Token"]
    confirmed = call(
        "ConfirmSubscription", TopicArn=arn, Token=token, AuthenticateOnUnsubscribe="true"
    )
    unsigned = aws.new_client("sns")  # as links do it, and yet with the error of a client
    unsigned.meta.events.register("choose-signer.sns", lambda **_: UNSIGNED)
    unsigned.unsubscribe(SubscriptionArn=confirmed["SubscriptionArn"])
