"""Which services there are, and the hosts they answer at; each is imported when it is asked for.

What joins moto reads this while moto itself is importing, so it needs next to nothing.
PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import importlib
from functools import cache

TYPE_CHECKING = False  # as in boot: this may run early
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from moto_contacts.gateway.dispatch import Service
    from moto_contacts.simulation.settings import Table

#: Any host of AWS: commercial and China, single and dual stack.
_DOMAIN = r"\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)(:\d+)?(?![\w.-])"

#: Name in moto, and of our package -> the URL its hosts begin with. The region label takes one
#: level only, which keeps the older ``sms-voice.pinpoint.<region>`` out.
HOSTS = {
    "lightsail": r"https?://lightsail(-fips)?\.[^./]+" + _DOMAIN,
    "ssmcontacts": r"https?://ssm-contacts(-fips)?\.[^./]+" + _DOMAIN,
    "pinpointsmsvoicev2": r"https?://sms-voice(-fips)?\.[^./]+" + _DOMAIN,
    "notificationscontacts": r"https?://notifications-contacts(-fips)?\.[^./]+" + _DOMAIN,
    "resourcedirectorymaster": r"https?://resourcedirectory(master)?(-[a-z]+)?(\.vpc-proxy)?"
    r"\.aliyuncs\.com(:\d+)?(?![\w.-])",
}


#: Package -> its client in boto3, which is its model and its events in botocore; Alibaba has none.
CLIENTS = {
    "lightsail": "lightsail",
    "ssmcontacts": "ssm-contacts",
    "pinpointsmsvoicev2": "pinpoint-sms-voice-v2",
    "notificationscontacts": "notificationscontacts",
}


@cache
def service(name: str) -> Service:
    """The service of a package."""
    found: Service = importlib.import_module(f"moto_contacts.services.{name}").SERVICE
    return found


def services() -> list[Service]:
    """All services."""
    return [service(name) for name in HOSTS]


def settings() -> Iterator[Table[Any]]:
    """The settings of all services."""
    for name in HOSTS:
        yield importlib.import_module(f"moto_contacts.services.{name}.settings").TABLE
