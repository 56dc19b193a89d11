"""The whole verification of every service, with real boto3 clients under ``mock_aws``."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

from moto_contacts import catalogue
from moto_contacts.catalogue import CLIENTS
from moto_contacts.client import Outbox

REGION = "us-east-1"


@dataclass
class Outcome:
    """What came of a step."""

    service: str
    action: str
    expected: str
    seen: str

    @property
    def ok(self) -> bool:
        """Whether it was as it should be."""
        return self.seen == self.expected


#: Package -> the name of its service, for all that are shown.
SERVICES = {package: CLIENTS.get(package, package) for package in catalogue.SERVICES}


def connect(package: str, **arguments: Any) -> Any:
    """A client with credentials that are nobody's. Raises ``ImportError`` without its SDK."""
    if package not in CLIENTS:
        return _demo(package).connect(**arguments)
    return boto3.client(
        CLIENTS[package],
        REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        **arguments,
    )


def perform(package: str, client: Any, outbox: Outbox) -> Iterator[Outcome]:
    """The outcomes of one service's steps, one after the other; ends after one that went wrong."""
    for action, expected, step in _demo(package).steps(client, outbox):
        outcome = Outcome(SERVICES[package], action, expected, _seen(step))
        yield outcome
        if not outcome.ok:
            return


def run(say: Callable[[str], object]) -> bool:
    """Performs all services' steps under ``mock_aws``, a line a step, a table at the end.

    True when every step was as it should be.
    """
    outcomes: list[Outcome] = []
    with mock_aws():
        outbox = Outbox()
        for package, name in SERVICES.items():
            try:
                for outcome in perform(package, connect(package), outbox):
                    outcomes.append(outcome)
                    say(f"{'ok  ' if outcome.ok else 'FAIL'} {name}: {outcome.action}")
            except ImportError as error:  # of an SDK, or of what a service of moto's needs
                say(f"skip {name}: {error}")
        sent = outbox.messages()
    rows = [("service", "step", "expected", "seen", "")]
    rows += [
        (each.service, each.action, each.expected, each.seen, "ok" if each.ok else "FAIL")
        for each in outcomes
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    say("\n" + "\n".join([lines[0], "-" * sum(widths), *lines[1:]]) + "\n")
    for message in reversed(sent):
        say(f"sent by {message.service} to {message.to}: {message.body}")
    return all(each.ok for each in outcomes)


def _seen(step: Callable[[], Any]) -> str:
    try:
        return str(step())
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    except Exception as error:
        # Alibaba's SDK, which may not be there to be imported, has the code in an attribute.
        return str(getattr(error, "code", None) or f"{type(error).__name__}: {error}")


def _demo(package: str) -> Any:
    return importlib.import_module(f"moto_contacts.services.{package}.demo")
