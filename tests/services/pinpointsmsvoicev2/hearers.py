"""What hears of events in tests: queues, buckets and log groups of moto's."""

from __future__ import annotations

import json
from typing import Any

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import arn

ROLE = "arn:aws:iam::123456789012:role/events"


class Queue:
    """A queue that is told what a topic is."""

    def __init__(self, aws: Aws, name: str = "events"):
        self._sqs = aws.client("sqs")
        sns = aws.client("sns")
        self._url = self._sqs.create_queue(QueueName=name)["QueueUrl"]
        self.topic: str = sns.create_topic(Name=name)["TopicArn"]
        sns.subscribe(
            TopicArn=self.topic,
            Protocol="sqs",
            Endpoint=f"arn:aws:sqs:us-east-1:123456789012:{name}",
            Attributes={"RawMessageDelivery": "true"},
        )

    @property
    def destination(self) -> dict[str, Any]:
        """As an event destination has it."""
        return {"SnsDestination": {"TopicArn": self.topic}}

    def events(self) -> list[dict[str, Any]]:
        """What has come since somebody looked, in order."""
        found = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10)
        for each in found.get("Messages", []):
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=each["ReceiptHandle"])
        return [json.loads(each["Body"]) for each in found.get("Messages", [])]

    def types(self) -> list[str]:
        """The types of these."""
        return [each["eventType"] for each in self.events()]


class Bucket:
    """A bucket that gets what goes to a delivery stream."""

    def __init__(self, aws: Aws):
        self._s3 = aws.client("s3")
        self._s3.create_bucket(Bucket="my-events")
        made = aws.client("firehose").create_delivery_stream(
            DeliveryStreamName="events",
            ExtendedS3DestinationConfiguration={
                "RoleARN": ROLE,
                "BucketARN": "arn:aws:s3:::my-events",
            },
        )
        stream = {"IamRoleArn": ROLE, "DeliveryStreamArn": made["DeliveryStreamARN"]}
        self.destination = {"KinesisFirehoseDestination": stream}

    def records(self) -> list[bytes]:
        found = self._s3.list_objects_v2(Bucket="my-events").get("Contents", [])
        return [
            self._s3.get_object(Bucket="my-events", Key=each["Key"])["Body"].read()
            for each in found
        ]


class Group:
    """A log group."""

    def __init__(self, aws: Aws):
        self._logs = aws.client("logs")
        self._logs.create_log_group(logGroupName="/events")
        named = "arn:aws:logs:us-east-1:123456789012:log-group:/events:*"
        self.destination = {"CloudWatchLogsDestination": {"IamRoleArn": ROLE, "LogGroupArn": named}}

    def events(self, stream: str = "mine") -> list[dict[str, Any]]:
        found = self._logs.get_log_events(logGroupName="/events", logStreamName=stream)
        return [json.loads(each["message"]) for each in found["events"]]


def tell(sms: Any, hearer: Queue | Bucket | Group, *types: str, name: str = "it") -> None:
    """The configuration set ``mine`` tells the hearer of events of these types, or of all."""
    if not sms.describe_configuration_sets()["ConfigurationSets"]:
        sms.create_configuration_set(ConfigurationSetName="mine")
    sms.create_event_destination(
        ConfigurationSetName=arn("configuration-set/mine"),
        EventDestinationName=name,
        MatchingEventTypes=list(types or ("ALL",)),
        **hearer.destination,
    )
