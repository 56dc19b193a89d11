"""Alibaba Cloud's SDKs, unmodified, beside AWS's in one mock."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlencode

import boto3
import pytest
import requests
from alibabacloud_resourcedirectorymaster20220419 import models
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_tea_openapi.utils_models import Config
from moto import mock_aws
from moto.server import ThreadedMotoServer

import moto_contacts

ADDRESS = "zoe@example.com"
ZOE = models.AddMessageContactRequest(
    name="Zoe", email_address=ADDRESS, title="CEO", message_types=["FaultMessage"]
)
SIGNATURES: list[dict[str, str]] = [
    {},
    {"signature_algorithm": "v2"},
    {"security_token": "token"},
]


@pytest.fixture
def threaded_server() -> Iterator[str]:
    threaded = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    threaded.start()
    url = "http://{}:{}".format(*threaded.get_host_and_port())
    requests.post(f"{url}/moto-api/reset", timeout=30)
    yield url
    threaded.stop()


def client(endpoint: str | None = None, **config: str) -> Client:
    where = (
        {} if endpoint is None else {"endpoint": endpoint.partition("//")[2], "protocol": "http"}
    )
    return Client(
        Config(access_key_id="LTAItesting", access_key_secret="testing", **where, **config)
    )


def verify(sdk: Client, outbox: moto_contacts.client.Outbox) -> None:
    """The whole life of a contact, from nothing to active."""
    contact_id = sdk.add_message_contact(ZOE).body.contact.contact_id
    sdk.send_email_verification_for_message_contact(
        models.SendEmailVerificationForMessageContactRequest(
            contact_id=contact_id, email_address=ADDRESS
        )
    )
    request = models.GetMessageContactRequest(contact_id=contact_id)
    assert sdk.get_message_contact(request).body.contact.status == "Verifying"
    outbox.latest(to=ADDRESS).click()
    assert sdk.get_message_contact(request).body.contact.status == "Active"


async def verify_async(sdk: Client, outbox: moto_contacts.client.Outbox) -> None:
    added = await sdk.add_message_contact_async(ZOE)
    contact_id = added.body.contact.contact_id
    await sdk.send_email_verification_for_message_contact_async(
        models.SendEmailVerificationForMessageContactRequest(
            contact_id=contact_id, email_address=ADDRESS
        )
    )
    request = models.GetMessageContactRequest(contact_id=contact_id)
    assert (await sdk.get_message_contact_async(request)).body.contact.status == "Verifying"
    outbox.latest(to=ADDRESS).click()
    assert (await sdk.get_message_contact_async(request)).body.contact.status == "Active"


@pytest.fixture
def server(stock_server: str) -> str:
    return stock_server


class TestInProcess:
    @mock_aws
    @pytest.mark.parametrize("config", SIGNATURES)
    def test_sync(self, config: dict[str, str]) -> None:
        verify(client(**config), moto_contacts.outbox())

    @mock_aws
    def test_async_by_the_helper(self) -> None:
        with moto_contacts.alibaba_async():
            asyncio.run(verify_async(client(), moto_contacts.outbox()))

    def test_helper_puts_the_sdk_back(self) -> None:
        from darabonba.core import DaraCore

        before = DaraCore.async_do_action
        with moto_contacts.alibaba_async():
            assert DaraCore.async_do_action is not before
        assert DaraCore.async_do_action is before

    @mock_aws
    def test_many_at_once(self) -> None:
        async def add_all() -> list[str]:
            sdk = client()
            added = await asyncio.gather(
                *(
                    sdk.add_message_contact_async(
                        models.AddMessageContactRequest(
                            name=f"Zoe{letter}",
                            email_address=ADDRESS,
                            title="CEO",
                            message_types=["FaultMessage"],
                        )
                    )
                    for letter in "abcdefghijklmnopqrst"
                )
            )
            return [each.body.contact.contact_id for each in added]

        with moto_contacts.alibaba_async():
            assert len(set(asyncio.run(add_all()))) == 20

    @mock_aws
    def test_aws_beside_it(self) -> None:
        verify(client(), moto_contacts.outbox())
        boto3.client("s3", "us-east-1").create_bucket(Bucket="bucket")
        lightsail = boto3.client("lightsail", "us-east-1")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        services = [message.service for message in moto_contacts.outbox().messages(to=ADDRESS)]
        assert services == ["lightsail", "resourcedirectorymaster"]


class TestServer:
    @pytest.mark.parametrize("config", SIGNATURES)
    def test_sync(self, server: str, config: dict[str, str]) -> None:
        verify(client(server, **config), moto_contacts.outbox(server))

    @pytest.mark.parametrize("config", SIGNATURES)
    def test_async(self, server: str, config: dict[str, str]) -> None:
        asyncio.run(verify_async(client(server, **config), moto_contacts.outbox(server)))

    def test_threaded_server(self, threaded_server: str) -> None:
        verify(client(threaded_server), moto_contacts.outbox(threaded_server))
        requests.post(f"{threaded_server}/moto-api/reset", timeout=30)
        asyncio.run(verify_async(client(threaded_server), moto_contacts.outbox(threaded_server)))

    def test_legacy_sdk(self, server: str) -> None:
        """Its ``requests`` of 2018 warns and is no friend of tests: it runs on its own."""
        code = f"""
import json
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

def call(action, **parameters):
    request = CommonRequest(
        domain={server.partition("//")[2]!r}, version="2022-04-19", action_name=action)
    request.set_protocol_type("http")
    request.set_method("POST")
    for name, value in parameters.items():
        request.add_query_param(name.replace("_", "."), value)
    client = AcsClient("LTAItesting", "testing", "cn-shanghai")
    return json.loads(client.do_action_with_exception(request))

contact = call("AddMessageContact", Name="Zoe", EmailAddress={ADDRESS!r}, Title="CEO",
               MessageTypes_1="FaultMessage")["Contact"]
call("SendEmailVerificationForMessageContact", ContactId=contact["ContactId"],
     EmailAddress={ADDRESS!r})
print(call("ListMessageContacts")["TotalCount"])
"""
        environment = {
            name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
        }
        process = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert process.stdout.strip() == "1", process.stderr
        message = moto_contacts.outbox(server).latest(to=ADDRESS)
        assert message.click().state == "verified"


class TestDispatchOfTheServer:
    """Whatever Alibaba has signed is ours; the rest is moto's as before."""

    @staticmethod
    def post(server: str, **headers: str) -> requests.Response:
        return requests.post(server, headers=headers, timeout=30)

    @pytest.mark.parametrize(
        ("action", "version"),
        [("DescribeInstances", "2014-05-26"), ("NoSuchThing", "2022-04-19")],
    )
    def test_other_products_and_actions(self, server: str, action: str, version: str) -> None:
        answer = self.post(
            server,
            **{
                "Authorization": "ACS3-HMAC-SHA256 Credential=LTAI,SignedHeaders=host,Signature=0",
                "x-acs-action": action,
                "x-acs-version": version,
            },
        )
        assert answer.status_code == 404
        assert answer.json()["Code"] == "InvalidAction.NotFound"

    def test_older_signature(self, server: str) -> None:
        query = "?Action=NoSuchThing&Version=2022-04-19&SignatureMethod=HMAC-SHA1&SignatureNonce=1"
        answer = requests.post(server + query, timeout=30)
        assert (answer.status_code, answer.json()["Code"]) == (404, "InvalidAction.NotFound")

    FORM: ClassVar = {
        "Action": "AddMessageContact",
        "Version": "2022-04-19",
        "Name": "Zoe",
        "EmailAddress": ADDRESS,
        "Title": "CEO",
        "MessageTypes.1": "FaultMessage",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "1",
        "Signature": "0=",
    }

    @pytest.mark.parametrize("kind", ["server", "moto_contacts_server", "threaded_server"])
    @pytest.mark.parametrize("in_query", [(), ("Action", "Version"), ("Signature",)])
    def test_all_in_the_form(
        self, kind: str, in_query: tuple[str, ...], request: pytest.FixtureRequest
    ) -> None:
        server = request.getfixturevalue(kind)
        query = {name: text for name, text in self.FORM.items() if name in in_query}
        form = {name: text for name, text in self.FORM.items() if name not in in_query}
        answer = requests.post(server, params=query, data=form, timeout=30)
        assert answer.status_code == 200, answer.text
        assert answer.json()["Contact"]["ContactId"]

    @mock_aws
    def test_all_in_the_form_in_process(self) -> None:
        url = "https://resourcedirectory.aliyuncs.com"
        assert requests.post(url, data=self.FORM, timeout=30).json()["Contact"]["ContactId"]

    def test_form_in_chunks(self, moto_contacts_server: str) -> None:
        pieces = iter([urlencode(self.FORM).encode()])
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = requests.post(moto_contacts_server, data=pieces, headers=headers, timeout=30)
        assert answer.json()["Contact"]["ContactId"]

    @pytest.mark.parametrize(
        "more", ["", "&Signature=0", "&SignatureNonce=1", "&x=" + "x" * (1 << 20)]
    )
    def test_other_forms_reach_moto_whole(self, server: str, more: str) -> None:
        form = {
            "Action": "AssumeRoleWithWebIdentity",
            "Version": "2011-06-15",
            "RoleArn": "arn:aws:iam::123456789012:role/zoe",
            "RoleSessionName": "zoe",
            "WebIdentityToken": "token",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form) + more
        answer = requests.post(server, data=body, headers=headers, timeout=30)
        assert answer.status_code == 200
        assert "AssumeRoleWithWebIdentityResult" in answer.text

    def test_signature_without_an_action(self, server: str) -> None:
        answer = self.post(server, Authorization="ACS3-HMAC-SHA256 Credential=LTAI")
        assert (answer.status_code, answer.json()["Code"]) == (404, "InvalidAction.NotFound")

    def test_s3_and_sns_answer_as_before(self, server: str) -> None:
        s3 = boto3.client("s3", "us-east-1", endpoint_url=server)
        s3.create_bucket(Bucket="bucket")
        assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["bucket"]
        assert b"ListAllMyBucketsResult" in requests.get(server, timeout=30).content
        sns = boto3.client("sns", "us-east-1", endpoint_url=server)
        assert sns.create_topic(Name="topic")["TopicArn"].endswith(":topic")


def test_demo_without_the_sdk() -> None:
    """The family is named, and how to get it, or what a service of moto's lacks; nothing is wrong.

    Nor do settings and faults, which are of all services, need any of it.
    """
    code = (
        "import sys; sys.modules['alibabacloud_resourcedirectorymaster20220419'] = None;"
        "sys.modules['joserfc'] = None;"
        "import moto_contacts; moto_contacts.settings().all();"
        "moto_contacts.faults().put('ThrottlingException', service='lightsail');"
        "moto_contacts.faults().reset();"
        "from moto_contacts import demo; print(demo.run(print))"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "pip install 'moto-contacts[alibaba]'" in process.stdout
    assert "skip cognito-idp: " in process.stdout
    assert process.stdout.strip().endswith("True")
    assert "FAIL" not in process.stdout


def test_plugin_does_not_import_the_sdk() -> None:
    code = (
        "import sys, moto_contacts, moto_contacts.client;"
        "import moto_contacts.services.resourcedirectorymaster;"
        "print([name for name in sys.modules if name.startswith(('alibaba', 'darabonba', 'Tea'))])"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert process.stdout.strip() == "[]"
