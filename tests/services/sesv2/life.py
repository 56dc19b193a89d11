"""What is sent by the newer API of SES, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.harness import Aws
from tests.lives import Call, Refusal
from tests.services.sesv2.steps import SENDER, bulk, email, greeting


def bulk_mails(call: Call, aws: Aws) -> None:
    _verify(aws)
    (result,) = call("SendBulkEmail", **bulk('{"name": "Zed"}'))["BulkEmailEntryResults"]
    sent = aws.outbox.latest(to="0@example.com")
    assert (result["Status"], sent.thread, sent.body) == (
        "SUCCESS",
        result["MessageId"],
        "Dear Zed.",
    )


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    send = partial(call, "SendEmail")
    yield "MessageRejected", partial(send, **email(greeting()))
    _verify(aws)
    unknown = {"Template": {"TemplateName": "none", "TemplateData": "{}"}}
    yield "NotFoundException", partial(send, **email(unknown))
    yield "BadRequestException", partial(send, **email(greeting(data="{")))


def _verify(aws: Aws) -> None:
    aws.client("ses").verify_email_identity(EmailAddress=SENDER)
