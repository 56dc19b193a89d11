"""Requests a second of server processes: our services against moto's own on the stock server.

Each request creates something, with headers as long as real ones; clients keep their connections
where the server does. They write what was made before and hardly read what comes: an HTTP library
of Python's takes longer for a request than our server does, and that would be what is measured. The
figure of a server is that of the slowest of our services.
"""

from __future__ import annotations

import http.client
import itertools
import json
import socket
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import quote, urlencode, urlsplit

from tests.benchmarks.runner import Effort, Row, Samples, Target, Variant, at_least, interleave
from tests.harness import run_server

_SIGNATURE = (
    "AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/{}/aws4_request, "
    f"SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature={'0' * 64}"
)
_AGENT = "Boto3/1.43.117 md/Botocore#1.43.117 ua/2.1 os/linux md/arch#x86_64 lang/python#3.11.7"
#: Settings by which quotas do not end a benchmark.
NO_QUOTAS = {
    f"MOTO_CONTACTS_{name}": value
    for name, value in {
        "SSM_CONTACTS_CONTACTS_PER_ACCOUNT": "1000000",
        "SMS_VOICE_VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT": "1000000",
        "NOTIFICATIONS_CONTACTS_EMAIL_CONTACTS_PER_ACCOUNT": "1000000",
        "RESOURCEDIRECTORY_CONTACTS_PER_DIRECTORY": "1000000",
        "RESOURCEDIRECTORY_MESSAGES_PER_ACCOUNT_PER_DAY": "1000000",
        "CHECK_ANSWERS": "0",
    }.items()
}
#: A region has one contact method of a kind; the next takes its place.
_LENIENT = {"MOTO_CONTACTS_LIGHTSAIL_DUPLICATES": "lenient"}
LETTERS = str.maketrans("0123456789", "abcdefghij")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Create:
    """The creation of something; ``{}`` in what is sent is a number, ``{a}`` that in letters."""

    signing_name: str
    content_type: str
    body: str
    target: str = ""
    path: str = "/"
    headers: tuple[tuple[str, str], ...] = ()

    def request(self, host: str) -> bytes:
        """The next one, as it is sent."""
        number = f"{next(_numbers):07d}"
        letters = number.translate(LETTERS)
        path, body = (
            text.replace("{}", number).replace("{a}", letters) for text in (self.path, self.body)
        )
        headers = {
            "Host": host,
            "Content-Length": f"{len(body)}",
            "Content-Type": self.content_type,
            "Authorization": _SIGNATURE.format(self.signing_name),
            "User-Agent": _AGENT,
            "X-Amz-Date": "20261120T000000Z",
            "amz-sdk-invocation-id": "0c4d0d4c-7e3c-4d52-9e4d-0d5b8b0b2f1d",
            "amz-sdk-request": "attempt=1",
            **({"X-Amz-Target": self.target} if self.target else {}),
            **dict(self.headers),
        }
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {text}" for name, text in headers.items())]
        return "\r\n".join([*lines, "", body]).encode()


_JSON = "application/json"
_JSON_10, _JSON_11 = "application/x-amz-json-1.0", "application/x-amz-json-1.1"
_FORM = "application/x-www-form-urlencoded; charset=utf-8"
_CONTACT = {
    "Name": "{a}",
    "EmailAddress": "zoe-{}@example.com",
    "Title": "CEO",
    "MessageTypes.1": "FaultMessage",
}
MOTOS = {
    "ssm": Create(
        "ssm",
        _JSON_11,
        json.dumps({"Name": "zoe-{}", "Value": "zoe@example.com", "Type": "String"}),
        "AmazonSSM.PutParameter",
    ),
    "sesv2": Create(
        "ses",
        _JSON,
        json.dumps({"EmailIdentity": "zoe-{}@example.com"}),
        path="/v2/email/identities",
    ),
    "sns": Create("sns", _FORM, "Action=CreateTopic&Version=2010-03-31&Name=zoe-{}"),
    "events": Create(
        "events",
        _JSON_11,
        json.dumps({"Name": "zoe-{}", "ScheduleExpression": "rate(5 minutes)"}),
        "AWSEvents.PutRule",
    ),
}
OURS = {
    "lightsail": Create(
        "lightsail",
        _JSON_11,
        json.dumps({"protocol": "Email", "contactEndpoint": "zoe-{}@example.com"}),
        "Lightsail_20161128.CreateContactMethod",
    ),
    "ssm-contacts": Create(
        "ssm-contacts",
        _JSON_11,
        json.dumps({"Alias": "zoe-{}", "Type": "PERSONAL", "Plan": {"Stages": []}}),
        "SSMContacts.CreateContact",
    ),
    "pinpoint-sms-voice-v2": Create(
        "sms-voice",
        _JSON_10,
        json.dumps({"DestinationPhoneNumber": "+1425{}"}),
        "PinpointSMSVoiceV2.CreateVerifiedDestinationNumber",
    ),
    "notificationscontacts": Create(
        "notifications-contacts",
        _JSON,
        json.dumps({"name": "zoe", "emailAddress": "zoe-{}@example.com"}),
        path="/2022-09-19/emailcontacts",
    ),
    "resourcedirectorymaster": Create(
        "",
        _FORM,
        "",
        path="/?" + urlencode(_CONTACT, safe="{}", quote_via=quote),
        headers=(
            ("Authorization", "ACS3-HMAC-SHA256 Credential=LTAI,SignedHeaders=host,Signature=0"),
            ("x-acs-action", "AddMessageContact"),
            ("x-acs-version", "2022-04-19"),
        ),
    ),
}


class Client:
    """A connection to a server, made anew when the server has closed it."""

    def __init__(self, endpoint: str):
        self.host = netloc_of(endpoint)
        self._socket: socket.socket | None = None

    def send(self, request: bytes) -> int:
        """The status of the answer, when all of it has come."""
        if self._socket is None:
            host, _, port = self.host.partition(":")
            self._socket = socket.create_connection((host, int(port)), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head, body = self._read(b"\r\n\r\n")
        lines = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:])
        left = int(lines[b"content-length"]) - len(body)
        while left > 0:
            left -= len(self._some())
        if head.startswith(b"HTTP/1.0") or lines.get(b"connection") == b"close":
            self.close()
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Ends the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _read(self, end: bytes) -> tuple[bytes, bytes]:
        """What comes up to ``end``, and what has come behind it."""
        found = b""
        while end not in found:
            found += self._some()
        before, _, behind = found.partition(end)
        return before, behind

    def _some(self) -> bytes:
        assert self._socket is not None
        found = self._socket.recv(1 << 16)
        if not found:
            raise ConnectionError(f"{self.host} has closed the connection in an answer.")
        return found


class Clients:
    """Clients of one server, each used by a thread."""

    def __init__(self, endpoint: str, threads: int):
        self._clients = [Client(endpoint) for _ in range(threads)]
        self.host = netloc_of(endpoint)
        self._pool = ThreadPoolExecutor(threads)

    def requests(self, kinds: list[Create], number: int) -> list[list[bytes]]:
        """So many requests of these kinds in turn, divided among the clients."""
        turn = itertools.cycle(kinds)
        requests = [next(turn).request(self.host) for _ in range(number)]
        many = len(self._clients)
        return [requests[start::many] for start in range(many)]

    def send(self, shares: list[list[bytes]]) -> None:
        """Such requests."""
        list(self._pool.map(_send, self._clients, shares))

    def knows(self, create: Create) -> bool:
        """Whether the server has it: older moto has no address for ``create_email_identity``."""
        return self._clients[0].send(create.request(self.host)) != 404

    def close(self) -> None:
        """Ends threads and connections."""
        self._pool.shutdown()
        for client in self._clients:
            client.close()


def _send(client: Client, requests: list[bytes]) -> None:
    for request in requests:
        status = client.send(request)
        if status not in (200, 201):
            raise RuntimeError(f"{request!r} was answered {status}.")


#: Script, and what our services have to reach there.
_SERVERS = {"moto_server": at_least(1.5), "moto_contacts_server": at_least(5)}


def servers(effort: Effort) -> Iterator[Row]:
    """Both servers, with one client and with four at once."""
    with ExitStack() as running:
        endpoints = {
            script: running.enter_context(run_server(script, **NO_QUOTAS, **_LENIENT))
            for script in _SERVERS
        }
        for threads in (1, 4):
            yield from _measure(endpoints, threads, effort)


def _measure(endpoints: dict[str, str], threads: int, effort: Effort) -> Iterator[Row]:
    number = 4 * effort.calls
    with ExitStack() as open_clients:
        variants = {}
        for script, endpoint in endpoints.items():
            clients = Clients(endpoint, threads)
            open_clients.callback(clients.close)
            kinds = {name: [create] for name, create in OURS.items()}
            motos = [create for create in MOTOS.values() if clients.knows(create)]
            for name, wanted in {"moto's": motos, **kinds}.items():
                variants[f"{name} at {script}"] = _batch(clients, wanted, number)
        samples = interleave(variants, effort.rounds, calls=1, timer=perf_counter)
    base = "moto's at moto_server"
    many = "one client" if threads == 1 else f"{threads} clients"
    for script, target in _SERVERS.items():
        yield _row(script, many, samples, base, number, target)


def _row(script: str, many: str, samples: Samples, base: str, number: int, target: Target) -> Row:
    ratios = {name: samples.ratio(base, f"{name} at {script}") for name in OURS}
    rates = [number / samples.median(f"{name} at {script}") for name in OURS]
    slowest = min(ratios, key=lambda name: ratios[name])
    return Row(
        f"requests a second through `{script}`, {many}",
        ratios[slowest],
        target,
        detail=f"{statistics.median(rates):.0f}/s / {number / samples.median(base):.0f}/s",
        note=f"the slowest is {slowest}; moto's own here: "
        f"{samples.ratio(base, f'''moto's at {script}'''):.2f}",
    )


def _batch(clients: Clients, kinds: list[Create], number: int) -> Variant:
    """Sends requests; those of the next time are made when the server begins anew, untimed."""
    shares = clients.requests(kinds, number)

    def begin_anew(_: object) -> None:
        nonlocal shares
        connection = http.client.HTTPConnection(clients.host, timeout=60)
        connection.request("POST", "/moto-api/reset")
        connection.getresponse().read()
        connection.close()
        shares = clients.requests(kinds, number)

    return Variant(lambda: clients.send(shares), begin_anew)


def netloc_of(endpoint: str) -> str:
    """Where a server of this machine is."""
    # By its number: looking the name up, and trying IPv6, would count as the server's time.
    return f"127.0.0.1:{urlsplit(endpoint).port}"
