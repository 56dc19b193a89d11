"""What of moto's own is told of things that happen here: topics, delivery streams, log groups.

moto's public backends are called, with none of our locks held: whoever is subscribed may call this
service before the call is over. What goes wrong there is logged, for nobody is left to be told.
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from moto_contacts.simulation import agenda
from moto_contacts.simulation.state import backend_of

logger = logging.getLogger("moto_contacts")


class Place(NamedTuple):
    """A kind of what can be told."""

    noun: str
    #: Account, region and the name that moto knows it by, of its ARN.
    arn: re.Pattern[str]
    #: moto's backend of an account and region; imported late, for it may never be needed.
    backend: Callable[[str, str], Any]
    #: Whether the backend has one of this name.
    has: Callable[[Any, str], bool]
    #: Tells the one of this name a text; ``about`` is what the text belongs to.
    tell: Callable[[Any, str, str, str], object]


def _sns(account: str, region: str) -> Any:
    from moto.sns.models import sns_backends

    return backend_of(sns_backends, account, region)


def _firehose(account: str, region: str) -> Any:
    from moto.firehose.models import firehose_backends

    return backend_of(firehose_backends, account, region)


def _logs(account: str, region: str) -> Any:
    from moto.logs.models import logs_backends

    return backend_of(logs_backends, account, region)


def _put_record(backend: Any, stream: str, text: str, about: str) -> None:
    from moto.firehose import models

    data = text.encode()
    # Older versions of moto decode what they are given.
    backend.put_record(
        stream, {"Data": base64.b64encode(data) if hasattr(models, "b64decode") else data}
    )


def _put_log_event(backend: Any, group: str, text: str, about: str) -> None:
    """In a stream that is named after what the text is about, at moto's time.

    moto takes nothing that is far from that, as the simulated clock may be. Source: ours.
    """
    from moto.core.utils import unix_time_millis

    backend.ensure_log_stream(group, about)
    event = {"timestamp": int(unix_time_millis()), "message": text}
    backend.put_log_events(group, about, [event])


PLACES = {
    "sns": Place(
        "topic",
        re.compile("(?P<name>arn:[^:]+:sns:(?P<region>[^:]+):(?P<account>[^:]+):.+)"),
        _sns,
        lambda backend, name: name in backend.topics,
        lambda backend, name, text, about: backend.publish(text, name),
    ),
    "firehose": Place(
        "delivery stream",
        re.compile(
            "arn:[^:]+:firehose:(?P<region>[^:]+):(?P<account>[^:]+):deliverystream/(?P<name>.+)"
        ),
        _firehose,
        lambda backend, name: name in backend.delivery_streams,
        _put_record,
    ),
    "logs": Place(
        "log group",
        re.compile(
            "arn:[^:]+:logs:(?P<region>[^:]+):(?P<account>[^:]+):log-group:(?P<name>[^:]+)(:[*])?"
        ),
        _logs,
        lambda backend, name: name in backend.groups,
        _put_log_event,
    ),
}


_ROLE = re.compile("arn:(?P<partition>[^:]+):iam::(?P<account>[^:]+):role/.+")


class Found(NamedTuple):
    """What an ARN names, where moto has it."""

    place: Place
    backend: Any
    name: str


def service_of(arn: str) -> str:
    """The service that an ARN names; nothing where it is none."""
    return "".join(arn.split(":")[2:3])


def has_role(arn: str) -> bool:
    """Whether moto's IAM has a role."""
    from moto.iam.models import iam_backends

    parts = _ROLE.fullmatch(arn)
    if parts is None:
        return False
    try:
        backend = iam_backends[parts["account"]][parts["partition"]]
    except KeyError:  # there is no such partition
        return False
    return any(role.arn == arn for role in backend.roles.values())


def find(arn: str) -> Found | None:
    """What an ARN names; None where there is no such thing."""
    read = _read(arn)
    if read is None:
        return None
    place, account, region, name = read
    try:
        backend = place.backend(account, region)
    except KeyError:  # there is no such region
        return None
    return Found(place, backend, name) if place.has(backend, name) else None


@lru_cache(maxsize=256)
def _read(arn: str) -> tuple[Place, str, str, str] | None:
    """The place, account, region and name of an ARN; every event of a message asks for the same."""
    place = PLACES.get(service_of(arn))
    parts = place.arn.fullmatch(arn) if place else None
    if place is None or parts is None:
        return None
    return place, parts["account"], parts["region"], parts["name"]


def publish(arn: str, text: str) -> None:
    """Tells a topic a text, once no lock is held. Source: ours."""
    agenda.afterwards(lambda: tell(arn, text))


def tell(arn: str, text: str, about: str = "") -> None:
    """Tells what the ARN names a text. To be called with no lock held; raises nothing."""
    try:
        found = find(arn)
        if found is None:
            logger.warning("%s is not there, so nobody is told: %s", arn, text)
        else:
            found.place.tell(found.backend, found.name, text, about)
    except Exception:
        logger.warning("%s could not be told: %s", arn, text, exc_info=True)
