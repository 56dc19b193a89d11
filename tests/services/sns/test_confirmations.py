"""Subscriptions that wait to be confirmed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
import requests
from moto.sns.models import SNSBackend, sns_backends

from tests.harness import Aws, refused, status
from tests.services.sns.steps import ADDRESS, NUMBER, topic
from tests.stacks import Stacks


@pytest.fixture
def checked(aws: Aws) -> Iterator[None]:
    with aws.settings(sns_subscriptions="confirmed"):
        yield


@pytest.fixture
def news(sns: Any, checked: None) -> str:
    return topic(sns)


def subscribe(sns: Any, arn: str, endpoint: str = ADDRESS, **members: Any) -> str:
    found: str = sns.subscribe(TopicArn=arn, Protocol="email", Endpoint=endpoint, **members)[
        "SubscriptionArn"
    ]
    return found


def listed(sns: Any) -> list[tuple[str, str]]:
    """Endpoint and ARN of every subscription; those of a topic are the same."""
    every = sns.list_subscriptions()["Subscriptions"]
    topics = {each["TopicArn"] for each in every}
    of_topics = [
        each
        for arn in sorted(topics)
        for each in sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    ]
    assert sorted(of_topics, key=str) == sorted(every, key=str)
    return [(each["Endpoint"], each["SubscriptionArn"]) for each in every]


def counts(sns: Any, arn: str) -> tuple[int, int, int]:
    """Pending, confirmed, deleted."""
    found = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    pending, confirmed, deleted = (
        int(found[f"Subscriptions{name}"]) for name in ("Pending", "Confirmed", "Deleted")
    )
    return pending, confirmed, deleted


def token(aws: Aws, to: str = ADDRESS) -> str:
    found: str = aws.outbox.latest(to=to, kind="link").facts["Token"]
    return found


def attributes(sns: Any, arn: str) -> tuple[str, str]:
    """PendingConfirmation and ConfirmationWasAuthenticated."""
    found = sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    return found["PendingConfirmation"], found["ConfirmationWasAuthenticated"]


def opened(aws: Aws, url: str) -> requests.Response:
    """What an unsigned GET of a URL is answered, in the mode of the run."""
    host, _, rest = url.partition("://")[2].partition("/")
    return requests.request(
        "GET", aws._carrier.url(host) + "/" + rest, timeout=30, **aws._carrier.request_arguments()
    )


class TestByDefault:
    """moto confirms at once, and the mail that SNS would send is shown."""

    def test_mail_is_shown(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, email=ADDRESS, email_json="json@example.com", sms=NUMBER)

        mail = aws.outbox.latest(to=ADDRESS)
        assert (mail.kind, mail.state, mail.shown) == ("link", "pending", True)
        assert mail.subject == "AWS Notification - Subscription Confirmation"
        assert mail.sender == "no-reply@sns.amazonaws.com"
        assert mail.body.startswith(f"You have chosen to subscribe to the topic {arn}.\n")
        assert mail.link is not None
        assert mail.link in mail.body
        told = json.loads(aws.outbox.latest(to="json@example.com").body)
        assert told["Type"] == "SubscriptionConfirmation"
        assert len(aws.outbox.messages()) == 2
        assert mail.click().state == "verified"

    def test_once_a_subscription(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, email=ADDRESS)
        sns.subscribe(TopicArn=arn, Protocol="email", Endpoint=ADDRESS)
        assert len(aws.outbox.messages()) == 1

    def test_answers_are_motos(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns, email=ADDRESS)
        ((_, subscription),) = listed(sns)
        assert subscription.startswith(arn)
        answer = sns.confirm_subscription(TopicArn=arn, Token="junk")
        assert answer["SubscriptionArn"].startswith(arn)


class TestPending:
    @pytest.mark.wire
    def test_until_confirmed(self, aws: Aws, sns: Any, news: str) -> None:
        assert subscribe(sns, news) == "pending confirmation"
        assert listed(sns) == [(ADDRESS, "PendingConfirmation")]
        assert counts(sns, news) == (1, 0, 0)
        sns.publish(TopicArn=news, Message="early")
        assert aws.outbox.messages(kind="plain") == []
        assert not aws.outbox.latest(to=ADDRESS).shown

        answer = sns.confirm_subscription(TopicArn=news, Token=token(aws))

        arn = answer["SubscriptionArn"]
        assert listed(sns) == [(ADDRESS, arn)]
        assert counts(sns, news) == (0, 1, 0)
        assert attributes(sns, arn) == ("false", "true")
        assert aws.outbox.latest(to=ADDRESS).state == "verified"
        sns.publish(TopicArn=news, Message="now")
        assert aws.outbox.latest(to=ADDRESS).body == "now"

    @pytest.mark.wire
    def test_by_a_click(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        assert attributes(sns, arn) == ("true", "false")
        assert aws.outbox.latest(to=ADDRESS).click().state == "verified"
        assert attributes(sns, arn) == ("false", "false")
        assert listed(sns) == [(ADDRESS, arn)]

    @pytest.mark.wire
    def test_by_its_url(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        answer = opened(aws, aws.outbox.latest(to=ADDRESS).facts["SubscribeURL"])
        assert (answer.status_code, f"<SubscriptionArn>{arn}<" in answer.text) == (200, True)
        assert attributes(sns, arn) == ("false", "false")

    @pytest.mark.parametrize("protocol", ["sqs", "lambda", "sms"])
    def test_others_need_no_confirmation(self, sns: Any, news: str, protocol: str) -> None:
        endpoint = {
            "sqs": "arn:aws:sqs:us-east-1:123456789012:q",
            "lambda": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "sms": NUMBER,
        }[protocol]
        answer = sns.subscribe(TopicArn=news, Protocol=protocol, Endpoint=endpoint)
        assert answer["SubscriptionArn"].startswith(news)

    def test_again(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        first = token(aws)
        assert subscribe(sns, news) == "pending confirmation"
        assert subscribe(sns, news, ReturnSubscriptionArn=True) == arn
        assert counts(sns, news) == (1, 0, 0)
        assert token(aws) != first
        assert sns.confirm_subscription(TopicArn=news, Token=first)["SubscriptionArn"] == arn

        assert subscribe(sns, news) == arn
        assert len(aws.outbox.messages(to=ADDRESS)) == 3, "none for one that is confirmed"

    def test_attributes_can_be_set(self, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        sns.set_subscription_attributes(
            SubscriptionArn=arn, AttributeName="FilterPolicy", AttributeValue='{"a": ["b"]}'
        )
        found = sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        assert (found["FilterPolicy"], found["PendingConfirmation"]) == ('{"a": ["b"]}', "true")
        assert listed(sns) == [(ADDRESS, "PendingConfirmation")]

    def test_gone_after_two_days(self, aws: Aws, sns: Any, news: str) -> None:
        subscribe(sns, news)
        late = token(aws)
        aws.clock.advance(hours=47)
        subscribe(sns, news)
        aws.clock.advance(hours=2)
        error = refused(sns.confirm_subscription, TopicArn=news, Token=late)
        assert error["Error"]["Message"] == "Invalid parameter: Token"
        assert listed(sns) == [(ADDRESS, "PendingConfirmation")]
        aws.clock.advance(hours=47)
        assert (listed(sns), counts(sns, news)) == ([], (0, 0, 0))

    def test_mail_that_was_made_to_expire(self, aws: Aws, sns: Any, news: str) -> None:
        subscribe(sns, news)
        aws.outbox.latest(to=ADDRESS).expire()
        error = refused(sns.confirm_subscription, TopicArn=news, Token=token(aws))
        assert error["Error"]["Code"] == "InvalidParameter"

    def test_unsubscribed(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        sns.unsubscribe(SubscriptionArn=arn)
        assert (listed(sns), counts(sns, news)) == ([], (0, 0, 0))
        assert aws.outbox.latest(to=ADDRESS).state == "revoked"

    def test_topic_that_is_deleted(self, aws: Aws, sns: Any, news: str) -> None:
        subscribe(sns, news)
        subscribe(sns, news, "other@example.com")
        sns.confirm_subscription(TopicArn=news, Token=token(aws, "other@example.com"))
        sns.delete_topic(TopicArn=news)
        assert listed(sns) == []
        assert aws.outbox.latest(to=ADDRESS).state == "revoked"
        assert topic(sns) == news
        assert counts(sns, news) == (0, 0, 0)

    def test_topic_that_is_gone_with_its_stack(self, aws: Aws, sns: Any, checked: None) -> None:
        stacks = Stacks(aws)
        news = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}
        stacks.create({"News": news})
        arn = stacks.ids()["News"]
        subscribe(sns, arn)
        confirmed = subscribe(sns, arn, "other@example.com", ReturnSubscriptionArn=True)
        tokens = [token(aws, to) for to in (ADDRESS, "other@example.com")]
        sns.confirm_subscription(TopicArn=arn, Token=tokens[1])
        sns.unsubscribe(SubscriptionArn=confirmed)

        stacks.delete()

        assert listed(sns) == []
        assert aws.outbox.latest(to=ADDRESS).state == "revoked"
        assert sns.create_topic(Name="news")["TopicArn"] == arn
        assert counts(sns, arn) == (0, 0, 0)
        for each in tokens:
            error = refused(sns.confirm_subscription, TopicArn=arn, Token=each)
            assert error["Error"]["Message"] == "Invalid parameter: Token"

    def test_count_of_a_topic_that_is_gone_with_its_stack(
        self, aws: Aws, sns: Any, checked: None
    ) -> None:
        stacks = Stacks(aws)
        stacks.create({"News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}})
        arn = stacks.ids()["News"]
        sms = sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint=NUMBER)["SubscriptionArn"]
        sns.unsubscribe(SubscriptionArn=sms)
        assert counts(sns, arn) == (0, 0, 1)
        stacks.delete()
        sns.create_topic(Name="news")
        assert counts(sns, arn) == (0, 0, 0)

    def test_outlives_the_setting(self, aws: Aws, sns: Any) -> None:
        arn = topic(sns)
        with aws.settings(sns_subscriptions="confirmed"):
            subscribe(sns, arn)
        assert listed(sns) == [(ADDRESS, "PendingConfirmation")]
        subscribe(sns, arn, "other@example.com")
        assert counts(sns, arn) == (1, 1, 0)
        sns.confirm_subscription(TopicArn=arn, Token=token(aws))
        assert counts(sns, arn) == (0, 2, 0)

    def test_what_moto_refuses_does_not_wait(self, aws: Aws, sns: Any, news: str) -> None:
        missing = news.replace("news", "none")
        error = refused(sns.subscribe, TopicArn=missing, Protocol="email", Endpoint=ADDRESS)
        assert error["Error"]["Code"] == "NotFound"
        assert aws.outbox.messages() == []

    def test_what_moto_refuses_for_its_attributes(self, aws: Aws, sns: Any, news: str) -> None:
        wrong = {"FilterPolicy": json.dumps({"kind": "refund"})}
        wanted = {"TopicArn": news, "Protocol": "email", "Endpoint": ADDRESS}
        error = refused(sns.subscribe, **wanted, Attributes=wrong)
        assert error["Error"]["Code"] == "InvalidParameter"
        sns.publish(TopicArn=news, Message="hello")
        assert (listed(sns), aws.outbox.messages()) == ([], [])

        assert subscribe(sns, news) == "pending confirmation"

    def test_pages(self, aws: Aws, sns: Any, news: str) -> None:
        for number in range(101):
            sns.subscribe(TopicArn=news, Protocol="sms", Endpoint=f"+1425555{number:04}")
        subscribe(sns, news)
        first = sns.list_subscriptions()
        assert len(first["Subscriptions"]) == 100
        rest = sns.list_subscriptions(NextToken=first["NextToken"])["Subscriptions"]
        assert [each["Endpoint"] for each in rest] == ["+14255550100", ADDRESS]


class TestMeanwhile:
    """moto is lent a subscription that waits while it answers what is asked of that."""

    @pytest.fixture
    def lent(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
        """Has something done while moto has it."""
        motos = SNSBackend.get_subscription_attributes

        def patch(do: Callable[[], Any]) -> None:
            def get(backend: SNSBackend, arn: str) -> Any:
                do()
                return motos(backend, arn)

            monkeypatch.setattr(SNSBackend, "get_subscription_attributes", get)

        return patch

    def test_it_gets_nothing(
        self, aws: Aws, sns: Any, news: str, lent: Callable[[Callable[[], Any]], None]
    ) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        lent(lambda: sns.publish(TopicArn=news, Message="early"))

        assert attributes(sns, arn) == ("true", "false")
        assert aws.outbox.messages(kind="plain") == []

    def test_it_is_listed_once(
        self, sns: Any, news: str, lent: Callable[[Callable[[], Any]], None]
    ) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        seen: list[Any] = []
        looks = [
            Thread(target=lambda: seen.append(listed(sns))),
            Thread(target=lambda: seen.append(counts(sns, news))),
        ]

        def look() -> None:
            for thread in looks:
                thread.start()
            for thread in looks:
                thread.join(0.2)  # they may well wait until moto has answered

        lent(look)

        attributes(sns, arn)
        for thread in looks:
            thread.join()
        assert sorted(seen, key=str) == [(1, 0, 0), [(ADDRESS, "PendingConfirmation")]]


class TestTokens:
    """Source: answers that were recorded."""

    @pytest.mark.parametrize(
        ("given", "text"),
        [("randomtoken", "Invalid token"), ("abc123", "Invalid parameter: Token")],
    )
    def test_wrong(self, sns: Any, news: str, given: str, text: str) -> None:
        subscribe(sns, news)
        error = refused(sns.confirm_subscription, TopicArn=news, Token=given)
        assert (error["Error"]["Code"], status(error)) == ("InvalidParameter", 400)
        assert error["Error"]["Message"] == text

    @pytest.mark.parametrize(
        "arn",
        [
            "not-an-arn",
            "arn:aws:sns:eu-west-1:123456789012:news",
            "arn:aws:sqs:us-east-1:123456789012:news",
        ],
    )
    def test_topic(self, aws: Aws, sns: Any, news: str, arn: str) -> None:
        subscribe(sns, news)
        error = refused(sns.confirm_subscription, TopicArn=arn, Token=token(aws))
        assert error["Error"]["Message"] == "Invalid parameter: Topic"

    def test_any_topic_of_the_region_will_do(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        other = news.replace("news", "none")
        found = sns.confirm_subscription(TopicArn=other, Token=token(aws))
        assert found["SubscriptionArn"] == arn

    def test_once_more(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        for _ in range(2):
            found = sns.confirm_subscription(TopicArn=news, Token=token(aws))
            assert found["SubscriptionArn"] == arn
        assert counts(sns, news) == (0, 1, 0)

    def test_of_owners_alone(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        subscribe(sns, news)
        second = aws.outbox.latest(to=ADDRESS)
        sns.confirm_subscription(TopicArn=news, Token=token(aws), AuthenticateOnUnsubscribe="true")
        again = opened(aws, second.facts["SubscribeURL"])
        assert (again.status_code, "Subscription already confirmed" in again.text) == (403, True)
        first = aws.outbox.messages(to=ADDRESS, kind="link")[1]
        first.click()
        assert attributes(sns, arn) == ("false", "true")
        end = f"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={arn}"
        refusal = opened(aws, end)
        assert (refusal.status_code, "AuthorizationError" in refusal.text) == (403, True)
        sns.unsubscribe(SubscriptionArn=arn)
        assert counts(sns, news) == (0, 0, 1)


class TestUnsubscribe:
    @pytest.mark.wire
    def test_may_be_taken_back(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        used = token(aws)
        sns.confirm_subscription(TopicArn=news, Token=used)
        sns.unsubscribe(SubscriptionArn=arn)

        mail = aws.outbox.latest(to=ADDRESS)
        assert mail.subject == "AWS Notification - Unsubscribe Confirmation"
        assert mail.body.startswith(f"You have chosen to deactivate subscription {arn}.\n")
        assert (listed(sns), counts(sns, news)) == ([], (0, 0, 1))
        error = refused(sns.confirm_subscription, TopicArn=news, Token=used)
        assert error["Error"]["Message"] == "Invalid parameter: Token"

        mail.click()
        assert listed(sns) == [(ADDRESS, arn)]

    def test_may_not_where_there_is_another_by_now(self, aws: Aws, sns: Any, news: str) -> None:
        arn = subscribe(sns, news, ReturnSubscriptionArn=True)
        sns.confirm_subscription(TopicArn=news, Token=token(aws))
        sns.unsubscribe(SubscriptionArn=arn)
        mail = aws.outbox.latest(to=ADDRESS)

        other = subscribe(sns, news, ReturnSubscriptionArn=True)
        sns.confirm_subscription(TopicArn=news, Token=token(aws))

        error = refused(sns.confirm_subscription, TopicArn=news, Token=mail.facts["Token"])
        assert error["Error"]["Message"] == "Invalid parameter: Token"
        assert aws.outbox.messages(to=ADDRESS)[1].state == "revoked"
        assert listed(sns) == [(ADDRESS, other)]

    def test_of_what_needs_no_confirmation(self, aws: Aws, sns: Any, news: str) -> None:
        sns.subscribe(TopicArn=news, Protocol="sms", Endpoint=NUMBER)
        ((_, arn),) = listed(sns)
        sns.unsubscribe(SubscriptionArn=arn)
        assert (counts(sns, news), aws.outbox.messages()) == ((0, 0, 1), [])

    def test_of_nothing(self, sns: Any, news: str) -> None:
        sns.unsubscribe(SubscriptionArn=f"{news}:none")
        assert counts(sns, news) == (0, 0, 0)


def test_nothing_is_kept_by_moto_but_what_is_confirmed(sns: Any, news: str) -> None:
    subscribe(sns, news)
    assert not sns_backends["123456789012"]["us-east-1"].subscriptions


def test_subscription_of_a_stack_is_motos(aws: Aws, sns: Any, checked: None) -> None:
    """It is made without a call of Subscribe, of which alone ours hears."""
    properties = {"Subscription": [{"Protocol": "email", "Endpoint": ADDRESS}]}
    topic = {"Type": "AWS::SNS::Topic", "Properties": properties}
    template = json.dumps({"Resources": {"Topic": topic}})
    aws.client("cloudformation").create_stack(StackName="news", TemplateBody=template)
    ((_, arn),) = listed(sns)
    assert arn.startswith("arn:aws:sns:")
