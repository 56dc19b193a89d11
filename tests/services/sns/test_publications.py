"""What is published by moto's SNS and read in the outbox."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import boto3
import pytest
from moto import mock_aws
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.sns.models import sns_backends

import moto_contacts
from moto_contacts.simulation import outbox
from tests.harness import Aws, refused
from tests.services.sns.steps import ADDRESS, NUMBER, OTHER, topic
from tests.stacks import Stacks

SENDER = {"AWS.SNS.SMS.SenderID": {"DataType": "String", "StringValue": "MyShop"}}


def received(aws: Aws) -> list[tuple[str, str, str]]:
    """Channel, address and text of every message, the oldest first."""
    return [
        (each.channel, each.to, each.body) for each in reversed(aws.outbox.messages(kind="plain"))
    ]


class TestPublish:
    @pytest.mark.wire
    def test_to_a_number(self, aws: Aws, sns: Any) -> None:
        answer = sns.publish(PhoneNumber=NUMBER, Message="Zoë & <co>", MessageAttributes=SENDER)

        message = aws.outbox.latest(to=NUMBER)
        assert (message.service, message.operation) == ("sns", "Publish")
        assert (message.channel, message.kind, message.state) == ("SMS", "plain", "sent")
        assert (message.body, message.sender) == ("Zoë & <co>", "MyShop")
        assert (message.account, message.region) == ("123456789012", "us-east-1")
        assert message.thread == answer["MessageId"]

    @pytest.mark.wire
    def test_to_a_topic(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sms=NUMBER, email=ADDRESS, email_json="json@example.com")
        answer = sns.publish(TopicArn=arn, Message="hello", Subject="News")

        sms, mail, envelope = reversed(aws.outbox.messages(kind="plain"))
        assert (sms.channel, sms.to, sms.body, sms.subject) == ("SMS", NUMBER, "hello", "")
        assert (mail.channel, mail.to, mail.body) == ("EMAIL", ADDRESS, "hello")
        assert (mail.subject, mail.sender) == ("News", "no-reply@sns.amazonaws.com")
        told = json.loads(envelope.body)
        assert (told["Type"], told["Message"], told["Subject"]) == ("Notification", "hello", "News")
        assert (told["TopicArn"], told["MessageId"]) == (arn, answer["MessageId"])
        assert {sms.thread, mail.thread, envelope.thread} == {answer["MessageId"]}
        assert mail.resource_arn.startswith(arn)

    def test_to_a_number_that_is_written_with_hyphens(
        self, aws: Aws, sns: Any, pending: str
    ) -> None:
        code = aws.outbox.code(to=pending)
        sns.verify_sms_sandbox_phone_number(PhoneNumber=pending, OneTimePassword=code)
        arn = topic(sns, sms=f"+1-425-555-{pending[-4:]}")
        with aws.settings(sns_strict_delivery=True):
            sns.publish(TopicArn=arn, Message="hello")

        message = aws.outbox.latest(kind="plain")
        assert (message.to, message.state) == (pending, "sent")

    def test_target_may_be_a_topic(self, aws: Aws, sns: Any) -> None:
        sns.publish(TargetArn=topic(sns, email=ADDRESS), Message="hello")
        assert received(aws) == [("EMAIL", ADDRESS, "hello")]
        assert aws.outbox.latest().subject == "AWS Notification Message"

    def test_a_text_for_each_protocol(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sms=NUMBER, email=ADDRESS)
        texts = json.dumps({"default": "anything", "sms": "short"})
        sns.publish(TopicArn=arn, Message=texts, MessageStructure="json")
        assert received(aws) == [("SMS", NUMBER, "short"), ("EMAIL", ADDRESS, "anything")]

    @pytest.mark.parametrize(
        "texts", ["hello", '["hello"]', "null", "[" * 1600, '{"email": "long"}', '{"sms": 5}']
    )
    def test_what_has_no_text_for_the_protocol(self, aws: Aws, sns: Any, texts: str) -> None:
        sns.publish(PhoneNumber=NUMBER, Message=texts, MessageStructure="json")
        assert received(aws) == [("SMS", NUMBER, texts)]

    def test_texts_alone_are_texts(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sms=NUMBER)
        texts = json.dumps({"default": "anything", "sms": 5})
        sns.publish(TopicArn=arn, Message=texts, MessageStructure="json")
        assert received(aws) == [("SMS", NUMBER, "anything")]

    def test_filter_policy(self, aws: Aws, sns: Any) -> None:
        arn = sns.create_topic(Name="news")["TopicArn"]
        for number, kind in ((NUMBER, "order"), (OTHER, "refund")):
            policy = {"FilterPolicy": json.dumps({"kind": [kind]})}
            sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=number, Attributes=policy)
        refund = {"kind": {"DataType": "String", "StringValue": "refund"}}
        sns.publish(TopicArn=arn, Message="hello", MessageAttributes=refund)
        assert received(aws) == [("SMS", OTHER, "hello")]

    def test_those_of_other_topics_and_protocols_get_nothing(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sqs="arn:aws:sqs:us-east-1:123456789012:queue")
        other = sns.create_topic(Name="other")["TopicArn"]
        sns.subscribe(TopicArn=other, Protocol="sms", Endpoint=NUMBER)
        aws.client("sqs").create_queue(QueueName="queue")
        sns.publish(TopicArn=arn, Message="hello")
        assert received(aws) == []

    def test_what_moto_refuses_was_not_sent(self, aws: Aws, sns: Any) -> None:
        error = refused(sns.publish, PhoneNumber="nobody", Message="hello")
        assert error["Error"]["Code"] == "InvalidParameter"
        assert received(aws) == []

    def test_moto_keeps_what_it_keeps(self, sns: Any) -> None:
        answer = sns.publish(PhoneNumber=NUMBER, Message="hello")
        kept = sns_backends["123456789012"]["us-east-1"].sms_messages
        assert kept == {answer["MessageId"]: (NUMBER, "hello")}


class TestReadLate:
    """A message goes to who was subscribed when it was published, whatever has changed since."""

    def test_topic_is_gone(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sms=NUMBER)
        sns.publish(TopicArn=arn, Message="hello")
        sns.delete_topic(TopicArn=arn)
        assert received(aws) == [("SMS", NUMBER, "hello")]

    def test_topic_is_gone_with_its_stack(self, aws: Aws, sns: Any) -> None:
        stacks = Stacks(aws)
        subscribed = [{"Protocol": "sms", "Endpoint": NUMBER}]
        properties = {"TopicName": "news", "Subscription": subscribed}
        stacks.create({"Topic": {"Type": "AWS::SNS::Topic", "Properties": properties}})
        sns.publish(TopicArn=stacks.ids()["Topic"], Message="hello")
        stacks.delete()
        assert received(aws) == [("SMS", NUMBER, "hello")]

    def test_somebody_else_is_subscribed(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, sms=NUMBER)
        sns.publish(TopicArn=arn, Message="hello")
        sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=OTHER)
        assert received(aws) == [("SMS", NUMBER, "hello")]

    def test_filter_policy_is_another(self, aws: Aws, sns: Any) -> None:
        arn = sns.create_topic(Name="news")["TopicArn"]
        subscribed = sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=NUMBER)
        sns.publish(TopicArn=arn, Message="hello")
        sns.set_subscription_attributes(
            SubscriptionArn=subscribed["SubscriptionArn"],
            AttributeName="FilterPolicy",
            AttributeValue=json.dumps({"kind": ["refund"]}),
        )
        assert received(aws) == [("SMS", NUMBER, "hello")]

    def test_sandbox_was_strict(self, aws: Aws, sns: Any) -> None:
        with aws.settings(sns_strict_delivery=True, sns_in_sandbox=True):
            sns.publish(PhoneNumber=NUMBER, Message="hello")
        assert aws.outbox.latest().state == "failed"

    def test_to_very_many_it_is_not_kept_waiting(self) -> None:
        """Who gets it would have to be kept for each of a hundred publications."""
        with mock_aws():
            arn = boto3.client("sns", "us-east-1").create_topic(Name="news")["TopicArn"]
            backend = get_backend("sns")["123456789012"]["us-east-1"]
            for number in range(2_100):
                backend.subscribe(arn, f"+1425555{number:04d}", "sms")
            boto3.client("sns", "us-east-1").publish(TopicArn=arn, Message="hello")
            assert not outbox.Outbox.is_behind
            assert outbox.size() == 2_100

    def test_moto_has_reset_with_what_was_verified(self) -> None:
        with mock_aws(), moto_contacts.settings(sns_strict_delivery=True, sns_in_sandbox=True):
            sns = boto3.client("sns", "us-east-1")
            sns.create_sms_sandbox_phone_number(PhoneNumber=NUMBER)
            code = moto_contacts.outbox().code(to=NUMBER)
            sns.verify_sms_sandbox_phone_number(PhoneNumber=NUMBER, OneTimePassword=code)
            sns.publish(PhoneNumber=NUMBER, Message="hello")
            BackendDict.reset()
            assert [(each.body, each.state) for each in outbox.unread()] == [("hello", "sent")]


@pytest.mark.wire
@pytest.mark.parametrize(
    "name", ["TopicArn", "Topic%41rn", "TargetArn", "PhoneNumber", "Phone%4eumber"]
)
def test_names_may_be_written_in_odd_ways(aws: Aws, sns: Any, name: str) -> None:
    to = topic(sns, sms=NUMBER) if name.startswith("T") else NUMBER
    body = f"Action=Publish&Version=2010-03-31&Message=hello&{name}={quote(to, safe='')}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = aws.http("POST", "sns.us-east-1.amazonaws.com", "/", body, "sns", **form)
    assert answer.status_code == 200
    assert received(aws) == [("SMS", NUMBER, "hello")]


class TestPublishBatch:
    def test_each_entry_is_a_sending(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, email=ADDRESS)
        entries = [{"Id": "a", "Message": "one"}, {"Id": "b", "Message": "two", "Subject": "S"}]
        answer = sns.publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries)

        assert received(aws) == [("EMAIL", ADDRESS, "one"), ("EMAIL", ADDRESS, "two")]
        second, first = aws.outbox.messages(kind="plain")
        assert second.subject == "S"
        ids = {each["Id"]: each["MessageId"] for each in answer["Successful"]}
        assert (first.thread, second.thread) == (ids["a"], ids["b"])

    def test_entry_that_moto_refuses_was_not_sent(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, email=ADDRESS)
        entries = [
            {"Id": "a", "Message": "one"},
            {"Id": "b", "Message": "two", "MessageStructure": "xml"},
        ]
        answer = sns.publish_batch(TopicArn=arn, PublishBatchRequestEntries=entries)
        assert [each["Id"] for each in answer["Failed"]] == ["b"]
        assert received(aws) == [("EMAIL", ADDRESS, "one")]


class TestStrictDelivery:
    def test_sms_to_a_number_that_is_not_verified_fails(self, aws: Aws, sns: Any) -> None:
        with aws.settings(sns_strict_delivery=True):
            sns.publish(PhoneNumber=NUMBER, Message="hello")
        message = aws.outbox.latest(to=NUMBER)
        assert message.state == "failed"
        assert message.failure is not None
        assert "sandbox" in message.failure

    def test_to_a_verified_one_it_arrives(self, aws: Aws, sns: Any, pending: str) -> None:
        code = aws.outbox.code(to=pending)
        sns.verify_sms_sandbox_phone_number(PhoneNumber=pending, OneTimePassword=code)
        with aws.settings(sns_strict_delivery=True):
            sns.publish(PhoneNumber=pending, Message="hello")
        assert aws.outbox.latest(to=pending).state == "sent"

    def test_outside_of_the_sandbox_it_arrives(self, aws: Aws, sns: Any) -> None:
        with aws.settings(sns_strict_delivery=True, sns_in_sandbox=False):
            sns.publish(PhoneNumber=NUMBER, Message="hello")
        assert aws.outbox.latest(to=NUMBER).state == "sent"
