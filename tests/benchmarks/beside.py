"""Calls of a service that moto has and ours stands beside: with the gate, and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from types import ModuleType
from typing import Any

import boto3
from moto import mock_aws
from moto.cognitoidp import urls as cognito_urls
from moto.ses import urls as ses_urls
from moto.sesv2 import urls as sesv2_urls
from moto.sns import urls as sns_urls

from tests.benchmarks.runner import Effort, Row, Variant, at_most, compare, interleave

_NUMBER = "+14255550100"
_MAIL = "ops@example.com"
_TO = {"ToAddresses": ["zoe@example.com"]}
_PARTS = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "hello"}}}

#: What is called, and how much longer it may take than by moto alone.
Calls = dict[str, tuple[float, Callable[[], Any]]]


def beside(effort: Effort) -> Iterator[Row]:
    """What is shown, what is only looked at, and a service that has no gate."""
    with mock_aws():
        for urls, calls in (
            (sns_urls, _sns()),
            (ses_urls, _ses()),
            (sesv2_urls, _sesv2()),
            (cognito_urls, _cognito()),
        ):
            for what, (limit, call) in calls.items():
                yield _compare(urls, what, call, limit, effort)


def _sns() -> Calls:
    sns = boto3.client("sns", "us-east-1")
    sqs = boto3.client("sqs", "us-east-1")
    alone, subscribed = (sns.create_topic(Name=name)["TopicArn"] for name in ("a", "b"))
    sns.subscribe(TopicArn=subscribed, Protocol="sms", Endpoint=_NUMBER)
    return {
        "sns publish to a number": (
            1.10,
            lambda: sns.publish(PhoneNumber=_NUMBER, Message="hello"),
        ),
        "sns publish to a topic with a phone": (
            1.10,
            lambda: sns.publish(TopicArn=subscribed, Message="hello"),
        ),
        "sns publish to a topic with nobody": (
            1.10,
            lambda: sns.publish(TopicArn=alone, Message="hello"),
        ),
        "sns list_topics, which is not shown": (1.05, sns.list_topics),
        "sns list_subscriptions, which may be amended": (1.05, sns.list_subscriptions),
        "sqs list_queues, without a gate": (1.02, sqs.list_queues),
    }


def _ses() -> Calls:
    ses = boto3.client("ses", "us-east-1")
    ses.verify_email_identity(EmailAddress=_MAIL)
    return {
        "ses send_email": (
            1.10,
            lambda: ses.send_email(Source=_MAIL, Destination=_TO, Message=_PARTS),
        ),
        "ses get_send_quota, which is not shown": (1.05, ses.get_send_quota),
    }


def _sesv2() -> Calls:
    sesv2 = boto3.client("sesv2", "us-east-1")
    mail = {"FromEmailAddress": _MAIL, "Destination": _TO, "Content": {"Simple": _PARTS}}
    return {
        "sesv2 send_email": (1.10, lambda: sesv2.send_email(**mail)),
        "sesv2 list_email_identities, which may be amended": (1.05, sesv2.list_email_identities),
    }


def _cognito() -> Calls:
    """Somebody signs up, or in, or is looked at."""
    cognito = boto3.client("cognito-idp", "us-east-1")
    pool = cognito.create_user_pool(PoolName="a", AutoVerifiedAttributes=["email"])["UserPool"]
    made = cognito.create_user_pool_client(UserPoolId=pool["Id"], ClientName="a")
    client_id, password = made["UserPoolClient"]["ClientId"], "Pa55word!"
    address = {"Name": "email", "Value": "zoe@example.com"}
    names = (f"user-{number}" for number in count())

    def sign_up() -> str:
        name = next(names)
        cognito.sign_up(
            ClientId=client_id, Username=name, Password=password, UserAttributes=[address]
        )
        return name

    known = {"UserPoolId": pool["Id"], "Username": sign_up()}
    cognito.admin_confirm_sign_up(**known)
    parameters = {"USERNAME": known["Username"], "PASSWORD": password}
    return {
        "cognito-idp sign_up": (1.10, sign_up),
        "cognito-idp initiate_auth": (
            1.10,
            lambda: cognito.initiate_auth(
                ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
            ),
        ),
        "cognito-idp admin_get_user, which is not shown": (
            1.05,
            lambda: cognito.admin_get_user(**known),
        ),
    }


def _compare(
    urls: ModuleType, what: str, call: Callable[[], Any], limit: float, effort: Effort
) -> Row:
    # The way to a newer API by the paths of an older one is no gate, and stays.
    gated = {path: handler for path, handler in urls.url_paths.items() if hasattr(handler, "motos")}
    motos = {path: handler.motos for path, handler in gated.items()}

    def through(paths: dict[str, Any]) -> Variant:
        def do() -> None:
            urls.url_paths.update(paths)
            call()

        return Variant(do)

    try:
        samples = interleave(
            {"with": through(gated), "without": through(motos)}, effort.rounds, effort.calls
        )
    finally:
        urls.url_paths.update(gated)
    return compare(what, samples, "with", "without", at_most(limit), "with the gate / without")
