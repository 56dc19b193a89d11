"""Calls of a service that moto has and ours stands beside: with the gate, and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import boto3
from moto import mock_aws
from moto.sns import urls

from tests.benchmarks.runner import Effort, Row, Variant, at_most, compare, interleave

_NUMBER = "+14255550100"


def beside(effort: Effort) -> Iterator[Row]:
    """What is shown, what is only looked at, and a service that has no gate."""
    with mock_aws():
        sns = boto3.client("sns", "us-east-1")
        sqs = boto3.client("sqs", "us-east-1")
        alone, subscribed = (sns.create_topic(Name=name)["TopicArn"] for name in ("a", "b"))
        sns.subscribe(TopicArn=subscribed, Protocol="sms", Endpoint=_NUMBER)
        calls: dict[str, tuple[float, Callable[[], Any]]] = {
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
            "sqs list_queues, without a gate": (1.02, sqs.list_queues),
        }
        for what, (limit, call) in calls.items():
            yield _compare(what, call, limit, effort)


def _compare(what: str, call: Callable[[], Any], limit: float, effort: Effort) -> Row:
    gated = dict(urls.url_paths)
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
