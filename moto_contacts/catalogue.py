"""Which services there are, and the hosts they answer at; each is imported when it is asked for.

What joins moto reads this while moto itself is importing, so it needs next to nothing.
PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import importlib
from functools import cache

from moto_contacts.gateway import domains

TYPE_CHECKING = False  # as in moto_contacts_boot: this may run early
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from moto_contacts.gateway.service import Service
    from moto_contacts.simulation.settings import Table

#: Name in moto, and of our package -> its hosts up to the domain. The region label takes one level
#: only, which keeps the older ``sms-voice.pinpoint.<region>`` out.
HOSTS = {
    "lightsail": r"lightsail(-fips)?\.[^./]+",
    "ssmcontacts": r"ssm-contacts(-fips)?\.[^./]+",
    "pinpointsmsvoicev2": r"sms-voice(-fips)?\.[^./]+",
    "notificationscontacts": r"notifications-contacts(-fips)?\.[^./]+",
    "resourcedirectorymaster": r"resourcedirectory(master)?(-[a-z]+)?(\.vpc-proxy)?",
}

#: Name -> where the paths of an older service begin that signs with the same name.
PREDECESSORS = {"pinpointsmsvoicev2": "/v1/sms-voice/"}

#: Name -> the kind of signature by which a server knows its requests, where that is not AWS's.
SIGNATURES = {"resourcedirectorymaster": "alibaba"}

#: Package -> its client in boto3, which is its model and its events in botocore; Alibaba has none.
CLIENTS = {
    "lightsail": "lightsail",
    "ssmcontacts": "ssm-contacts",
    "pinpointsmsvoicev2": "pinpoint-sms-voice-v2",
    "notificationscontacts": "notificationscontacts",
}


def urls(name: str) -> str:
    """The regular expression of the URLs that a service answers at."""
    return domains.under(
        HOSTS[name], domains.of_aws() if name in CLIENTS else frozenset({"aliyuncs.com"})
    )


@cache
def service(name: str) -> Service:
    """The service of a package."""
    found: Service = importlib.import_module(f"moto_contacts.services.{name}").SERVICE
    machinery = importlib.import_module("moto_contacts.simulation.settings")
    machinery.join(settings)
    machinery.look_at_environment()
    return found


def services() -> list[Service]:
    """All services."""
    return [service(name) for name in HOSTS]


def settings() -> Iterator[Table[Any]]:
    """The settings of all services."""
    for name in HOSTS:
        yield importlib.import_module(f"moto_contacts.services.{name}.settings").TABLE
