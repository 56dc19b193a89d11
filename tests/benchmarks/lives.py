"""The lives of contacts: created, sent, read through the console, mistyped, verified, deleted.

Every answer is looked at; one that is not the expected one raises.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from tests.benchmarks.servers import LETTERS
from tests.lives import JSON_SERVICES

COMMON = "123456789012"
_SIGNATURE = (
    "AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/{}/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
_ACS3 = "ACS3-HMAC-SHA256 Credential=LTAItesting,SignedHeaders=host,Signature=0"
_serial = itertools.count(1)


class Client:
    """One connection; counts what it asks, and keeps book of what must be there in the end."""

    def __init__(self, netloc: str, account: str = COMMON):
        self._connection = http.client.HTTPConnection(netloc, timeout=60)
        self._account = account
        self.requests = 0
        self.kept: dict[str, list[str]] = {}
        self.sent: Counter[str] = Counter()
        self._codes: dict[str, str] = {}

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def aws(self, service: str, operation: str, **members: Any) -> Any:
        """The answer of a JSON service; an error that is none of the expected ones raises."""
        prefix, version, signing_name = JSON_SERVICES[service]
        headers = {
            "X-Amz-Target": f"{prefix}.{operation}",
            "Content-Type": f"application/x-amz-json-{version}",
            "Authorization": _SIGNATURE.format(signing_name),
        }
        return self.http("POST", "/", members, **headers)

    def mail(self, method: str, path: str, **members: Any) -> Any:
        """The answer of notificationscontacts."""
        signature = _SIGNATURE.format("notifications-contacts")
        return self.http(
            method,
            f"/{path}",
            members or None,
            Authorization=signature,
            **{"Content-Type": "application/json"},
        )

    def alibaba(self, action: str, **parameters: str) -> Any:
        """The answer of Alibaba Cloud's directory."""
        headers = {
            "Authorization": _ACS3,
            "x-acs-action": action,
            "x-acs-version": "2022-04-19",
        }
        return self.http("POST", f"/?{urlencode(parameters)}", **headers)

    def console(self, method: str, path: str) -> Any:
        """The console's answer."""
        return self.http(method, f"/moto-api/contacts/{path}")

    def http(self, method: str, path: str, body: Any = None, /, **headers: str) -> Any:
        """What is in the answer; `Refused` where it is no success."""
        self.requests += 1
        self._connection.request(
            method,
            path,
            None if body is None else json.dumps(body),
            {"x-moto-account-id": self._account, **headers},
        )
        answer = self._connection.getresponse()
        found = json.loads(answer.read() or b"null")
        if answer.status >= 300:
            raise Refused(answer.status, answer.getheader("x-amzn-ErrorType"), found)
        return found

    def message(self, address: str) -> Any:
        """The one message to an address."""
        self.sent[address] += 1
        (message,) = self.console("GET", f"messages?to={quote(address)}")["messages"]
        return message

    def wrong(self, kind: str, code: str) -> str:
        """The code of somebody else, sent before; a mistyped one where there was none."""
        other = self._codes.get(kind)
        self._codes[kind] = code
        return other if other not in (None, code) else ("1" if code[0] == "0" else "0") + code[1:]

    def keep(self, service: str, found: str) -> None:
        """Remembers that this must be listed in the end."""
        self.kept.setdefault(service, []).append(found)


class Refused(Exception):
    """An error of the service: its status, and what it said."""


@contextlib.contextmanager
def refused(code: str) -> Iterator[None]:
    """What is in the block must be answered with this error."""
    try:
        yield
    except Refused as why:
        if code not in str(why):
            raise
    else:
        raise AssertionError(f"{code} was expected")


def _number() -> str:
    return f"{next(_serial):07d}"


def sms_voice(client: Client, keep: bool) -> None:
    """The life of a verified destination number."""
    call = functools.partial(client.aws, "pinpoint-sms-voice-v2")
    phone = f"+1425{_number()}"
    number = call("CreateVerifiedDestinationNumber", DestinationPhoneNumber=phone)
    which = {"VerifiedDestinationNumberId": number["VerifiedDestinationNumberId"]}
    call("SendDestinationNumberVerificationCode", **which, VerificationChannel="TEXT")
    code = client.message(phone)["code"]
    with refused("ValidationException"):
        call("VerifyDestinationNumber", **which, VerificationCode=client.wrong("number", code))
    verified = call("VerifyDestinationNumber", **which, VerificationCode=code)
    assert (verified["DestinationPhoneNumber"], verified["Status"]) == (phone, "VERIFIED")
    if keep:
        client.keep("numbers", which["VerifiedDestinationNumberId"])
    else:
        call("DeleteVerifiedDestinationNumber", **which)


def notifications(client: Client, keep: bool) -> None:
    """The life of an e-mail contact."""
    address = f"zoe-{_number()}@example.com"
    arn = client.mail("POST", "2022-09-19/emailcontacts", name="zoe", emailAddress=address)["arn"]
    path = f"emailcontacts/{quote(arn, safe='')}"
    client.mail("POST", f"2022-10-31/{path}/activate/send")
    code = client.message(address)["code"]
    with refused("ValidationException"):
        client.mail("PUT", f"{path}/activate/{client.wrong('mail', code)}")
    client.mail("PUT", f"{path}/activate/{code}")
    found = client.mail("GET", path)["emailContact"]
    assert (found["address"], found["status"]) == (address, "active")
    if keep:
        client.keep("mails", arn)
    else:
        client.mail("DELETE", path)


def ssm_contacts(client: Client, keep: bool) -> None:
    """The life of a contact and its channel."""
    call = functools.partial(client.aws, "ssm-contacts")
    number = _number()
    contact = call("CreateContact", Alias=f"zoe-{number}", Type="PERSONAL", Plan={"Stages": []})
    which = {"ContactId": contact["ContactArn"]}
    address = f"ops-{number}@example.com"
    channel = call(
        "CreateContactChannel",
        **which,
        Name="mail",
        Type="EMAIL",
        DeliveryAddress={"SimpleAddress": address},
    )
    there = {"ContactChannelId": channel["ContactChannelArn"]}
    code = client.message(address)["code"]
    with refused("ValidationException"):
        call("ActivateContactChannel", **there, ActivationCode=client.wrong("channel", code))
    call("ActivateContactChannel", **there, ActivationCode=code)
    assert call("GetContactChannel", **there)["ActivationStatus"] == "ACTIVATED"
    if keep:
        client.keep("contacts", which["ContactId"])
    else:
        call("DeleteContact", **which)


def lightsail(client: Client, keep: bool) -> None:
    """The life of a contact method, of which the thread's own account has one."""
    call = functools.partial(client.aws, "lightsail")
    address = f"admin-{_number()}@example.com"
    call("CreateContactMethod", protocol="Email", contactEndpoint=address)
    with refused("InvalidInputException"):
        call("CreateContactMethod", protocol="Email", contactEndpoint=address)
    message = client.message(address)
    client.console("POST", f"messages/{message['id']}/click")
    (found,) = call("GetContactMethods")["contactMethods"]
    assert (found["contactEndpoint"], found["status"]) == (address, "Valid")
    call("DeleteContactMethod", protocol="Email")
    assert call("GetContactMethods")["contactMethods"] == []


def directory(client: Client, keep: bool) -> None:
    """The life of a message contact."""
    number = _number()
    address = f"ceo-{number}@example.com"
    contact = client.alibaba(
        "AddMessageContact",
        Name=number.translate(LETTERS),
        EmailAddress=address,
        Title="CEO",
        **{"MessageTypes.1": "FaultMessage"},
    )["Contact"]
    which = {"ContactId": contact["ContactId"]}
    client.alibaba("SendEmailVerificationForMessageContact", **which, EmailAddress=address)
    client.console("POST", f"messages/{client.message(address)['id']}/click")
    assert client.alibaba("GetMessageContact", **which)["Contact"]["Status"] == "Active"
    if keep:
        client.keep("directory", which["ContactId"])
    else:
        client.alibaba("DeleteMessageContact", **which)


#: The life, and whether it is in the common account.
LIVES: list[tuple[Callable[[Client, bool], None], bool]] = [
    (sms_voice, True),
    (notifications, True),
    (ssm_contacts, True),
    (lightsail, False),
    (directory, True),
]
_PAGE = 100


def _pages(
    ask: Callable[[dict[str, Any]], Any], items: str, token: str, sent: str
) -> Iterator[Any]:
    """All items of a listing, page by page."""
    more: dict[str, Any] = {}
    for _ in range(10_000):
        page = ask(more)
        yield from page[items]
        if not page.get(token):
            return
        more = {sent: page[token]}
    raise AssertionError("the pages do not end")


def listed(client: Client) -> dict[str, list[str]]:
    """Everything that is there, as the services list it."""

    def by_number(more: dict[str, Any]) -> Any:
        number = int(more.get("PageNumber", 1))
        page = client.alibaba("ListMessageContacts", PageSize=str(_PAGE), PageNumber=str(number))
        return {**page, "next": number + 1 if page["Contacts"] else None}

    numbers = _pages(
        lambda more: client.aws(
            "pinpoint-sms-voice-v2", "DescribeVerifiedDestinationNumbers", MaxResults=_PAGE, **more
        ),
        "VerifiedDestinationNumbers",
        "NextToken",
        "NextToken",
    )
    contacts = _pages(
        lambda more: client.aws("ssm-contacts", "ListContacts", MaxResults=_PAGE, **more),
        "Contacts",
        "NextToken",
        "NextToken",
    )
    mails = _pages(
        lambda more: client.mail(
            "GET", f"emailcontacts?{urlencode({'maxResults': _PAGE, **more})}"
        ),
        "emailContacts",
        "nextToken",
        "nextToken",
    )
    directory = _pages(by_number, "Contacts", "next", "PageNumber")
    return {
        "numbers": sorted(number["VerifiedDestinationNumberId"] for number in numbers),
        "contacts": sorted(contact["ContactArn"] for contact in contacts),
        "mails": sorted(mail["arn"] for mail in mails),
        "directory": sorted(contact["ContactId"] for contact in directory),
    }


def messages(client: Client) -> list[Any]:
    """The whole outbox."""
    return list(
        _pages(
            lambda more: client.console("GET", f"messages?{urlencode({'limit': 1000, **more})}"),
            "messages",
            "nextToken",
            "token",
        )
    )


def delete(client: Client, kept: dict[str, list[str]]) -> None:
    """Deletes what was kept."""
    for number in kept.get("numbers", ()):
        client.aws(
            "pinpoint-sms-voice-v2",
            "DeleteVerifiedDestinationNumber",
            VerifiedDestinationNumberId=number,
        )
    for contact in kept.get("contacts", ()):
        client.aws("ssm-contacts", "DeleteContact", ContactId=contact)
    for mail in kept.get("mails", ()):
        client.mail("DELETE", f"emailcontacts/{quote(mail, safe='')}")
    for contact in kept.get("directory", ()):
        client.alibaba("DeleteMessageContact", ContactId=contact)
