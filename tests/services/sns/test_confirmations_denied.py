"""What moto's IAM denies leaves subscriptions as they are, those that have waited too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count

import moto_contacts
from tests.harness import refused
from tests.services.sns.steps import ADDRESS, topic


class World:
    """A topic with a subscription, and a client that may do nothing."""

    def __init__(self) -> None:
        self.sns: Any = boto3.client("sns", "us-east-1")
        self.topic = topic(self.sns)
        self.arn: str = self.sns.subscribe(
            TopicArn=self.topic, Protocol="email", Endpoint=ADDRESS, ReturnSubscriptionArn=True
        )["SubscriptionArn"]
        iam = boto3.client("iam", "us-east-1")
        iam.create_user(UserName="nobody")
        key = iam.create_access_key(UserName="nobody")["AccessKey"]
        self.denied: Any = boto3.client(
            "sns",
            "us-east-1",
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    def deny(self, operation: Callable[..., Any], **members: Any) -> None:
        @set_initial_no_auth_action_count(0)
        def call() -> None:
            assert refused(operation, **members)["Error"]["Code"] == "AccessDenied"  # moto's own

        call()

    def counts(self) -> tuple[str, str, str]:
        """Pending, confirmed, deleted."""
        found = self.sns.get_topic_attributes(TopicArn=self.topic)["Attributes"]
        return (
            found["SubscriptionsPending"],
            found["SubscriptionsConfirmed"],
            found["SubscriptionsDeleted"],
        )


@pytest.fixture
def world() -> Any:
    with mock_aws(), moto_contacts.settings(sns_subscriptions="confirmed"):
        yield World()


def test_deletion_of_the_topic(world: World) -> None:
    world.deny(world.denied.delete_topic, TopicArn=world.topic)
    assert world.counts() == ("1", "0", "0")
    moto_contacts.outbox().latest().click()
    assert world.counts() == ("0", "1", "0")


def test_unsubscribing(world: World) -> None:
    moto_contacts.outbox().latest().click()
    world.deny(world.denied.unsubscribe, SubscriptionArn=world.arn)
    assert world.counts() == ("0", "1", "0")
    assert len(moto_contacts.outbox().messages()) == 1
