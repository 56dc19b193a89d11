"""What endpoints of http(s) are sent to confirm."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import requests
import responses
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import load_pem_x509_certificate
from moto.core.models import responses_mock

from moto_contacts.services.sns.requests_to_confirm import NotDelivered
from moto_contacts.simulation import warned
from tests.harness import Aws
from tests.services.sns.steps import topic

URL = "http://hook.example.com/sns"


@pytest.fixture
def news(aws: Aws, sns: Any) -> Iterator[str]:
    with aws.settings(sns_subscriptions="confirmed"):
        yield topic(sns)


Mock = responses.RequestsMock


@pytest.fixture
def hook(aws: Aws) -> Iterator[Mock]:
    """Stands in for the endpoint, beside what moto answers."""
    responses_mock.add(responses.POST, URL)
    yield responses_mock
    responses_mock.remove(responses.POST, URL)


def posted(hook: Mock) -> list[tuple[dict[str, Any], Any]]:
    """Body and headers of every POST, the oldest first."""
    calls = [call.request for call in hook.calls if call.request.url == URL]
    return [(json.loads(call.body or ""), call.headers) for call in calls]


def test_mock_of_a_users_own(sns: Any, news: str) -> None:
    with Mock(assert_all_requests_are_fired=True) as mock:
        mock.add(responses.POST, URL)
        sns.subscribe(TopicArn=news, Protocol="http", Endpoint=URL)


def test_headers_and_body(sns: Any, news: str, hook: Mock) -> None:
    answer = sns.subscribe(TopicArn=news, Protocol="http", Endpoint=URL)
    assert answer["SubscriptionArn"] == "pending confirmation"

    ((body, headers),) = posted(hook)
    assert headers["x-amz-sns-message-type"] == body["Type"] == "SubscriptionConfirmation"
    assert headers["x-amz-sns-message-id"] == body["MessageId"]
    assert headers["x-amz-sns-topic-arn"] == body["TopicArn"] == news
    assert headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert headers["User-Agent"] == "Amazon Simple Notification Service Agent"
    assert body["Message"] == (
        f"You have chosen to subscribe to the topic {news}.\n"
        "To confirm the subscription, visit the SubscribeURL included in this message."
    )
    assert body["SubscribeURL"] == (
        f"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={news}"
        f"&Token={body['Token']}"
    )
    assert len(body["Token"]) == 64
    assert body["Timestamp"].endswith("Z")


def test_signature(sns: Any, news: str, hook: Mock) -> None:
    sns.subscribe(TopicArn=news, Protocol="http", Endpoint=URL)
    ((body, _),) = posted(hook)
    names = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
    text = "".join(f"{name}\n{body[name]}\n" for name in names)
    certificate = load_pem_x509_certificate(requests.get(body["SigningCertURL"], timeout=5).content)
    key: Any = certificate.public_key()
    signature = b64decode(body["Signature"])
    key.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())


def test_confirmed_by_its_url(sns: Any, news: str, hook: Mock) -> None:
    arn = sns.subscribe(TopicArn=news, Protocol="http", Endpoint=URL, ReturnSubscriptionArn=True)[
        "SubscriptionArn"
    ]
    sns.publish(TopicArn=news, Message="early")
    ((body, _),) = posted(hook)

    assert requests.get(body["SubscribeURL"], timeout=5).status_code == 200
    sns.publish(TopicArn=news, Message="now")
    assert posted(hook)[-1][0]["Message"] == "now"

    sns.unsubscribe(SubscriptionArn=arn)
    last, headers = posted(hook)[-1]
    assert headers["x-amz-sns-message-type"] == last["Type"] == "UnsubscribeConfirmation"
    assert last["Message"].startswith(f"You have chosen to deactivate subscription {arn}.\n")
    requests.get(last["SubscribeURL"], timeout=5)
    assert len(sns.list_subscriptions()["Subscriptions"]) == 1


def test_token_lives_two_days(aws: Aws, sns: Any, news: str, hook: Mock) -> None:
    with aws.settings(sns_pending_hours=100.0):
        sns.subscribe(TopicArn=news, Protocol="http", Endpoint=URL)
        ((body, _),) = posted(hook)
        aws.clock.advance(hours=48, seconds=1)
        assert requests.get(body["SubscribeURL"], timeout=5).status_code == 400


def test_nothing_is_posted_by_default(sns: Any, hook: Mock) -> None:
    sns.subscribe(TopicArn=topic(sns), Protocol="http", Endpoint=URL)
    assert posted(hook) == []


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost", 307)])
def test_server_on_this_machine(sns: Any, news: str, host: str, status: int) -> None:
    """It is told once, and cannot send what it is told any further."""
    bodies = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        endpoint = f"http://{host}:{server.server_port}/"
        sns.subscribe(TopicArn=news, Protocol="http", Endpoint=endpoint)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert [body["Type"] for body in bodies] == ["SubscriptionConfirmation"]


class TestWhatIsElsewhere:
    @pytest.fixture(autouse=True)
    def fresh(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(warned, "_told", set())

    @pytest.mark.parametrize("endpoint", ["http://192.0.2.1/", "https://a.example.com/x"])
    def test_nothing_leaves_the_machine(self, sns: Any, news: str, endpoint: str) -> None:
        with pytest.warns(NotDelivered, match="unless sns_http_endpoints is 'any'"):
            sns.subscribe(TopicArn=news, Protocol=endpoint.partition(":")[0], Endpoint=endpoint)
        (waiting,) = sns.list_subscriptions()["Subscriptions"]
        assert waiting["SubscriptionArn"] == "PendingConfirmation"

    def test_but_by_the_setting(
        self, aws: Aws, sns: Any, news: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []

        def refuse(host: str, *arguments: Any, **named: Any) -> Any:
            asked.append(host)
            raise OSError("no network")

        monkeypatch.setattr("socket.getaddrinfo", refuse)
        with aws.settings(sns_http_endpoints="any"), pytest.warns(NotDelivered):
            sns.subscribe(TopicArn=news, Protocol="http", Endpoint="http://a.example.com/")
        assert asked == ["a.example.com"]

    def test_nobody_is_there(self, sns: Any, news: str) -> None:
        with pytest.warns(NotDelivered, match="was not delivered"):
            sns.subscribe(TopicArn=news, Protocol="http", Endpoint="http://127.0.0.1:1/")
