"""Which services there are, and the hosts they answer at; each is imported when it is asked for.

What joins moto reads this while moto itself is importing, so it needs next to nothing.
PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import NamedTuple

from moto_contacts.gateway import domains

TYPE_CHECKING = False  # as in moto_contacts_boot: this may run early
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from moto_contacts.gateway.service import Service
    from moto_contacts.simulation.settings import Table


class Row(NamedTuple):
    """What has to be known of a service before it is imported."""

    #: Its hosts up to the domain, a regular expression. The region label takes one level only.
    hosts: str
    #: Its client in boto3, which is its model and its events in botocore; Alibaba has none.
    client: str | None = None
    #: Where the paths of an older service begin that signs with the same name.
    predecessor: str | None = None
    #: The kind of signature by which a server knows its requests, where that is not AWS's.
    signature: str | None = None
    #: Whether moto has the service, and ours stands beside it: it answers what moto lacks, and
    #: shows what moto sends.
    beside: bool = False
    #: What is asked of it by links in messages, which nobody signs.
    unsigned: tuple[str, ...] = ()
    #: Of a service beside moto's the paths that moto has not, in its form.
    paths: tuple[str, ...] = ()
    #: Where all paths begin of one whose hosts are those of `api_of`, too.
    prefix: str = ""
    #: The service of ours of which it is the newer API: it has the state and the settings of that.
    api_of: str | None = None


#: Name in moto, and of our package -> its row.
SERVICES = {
    "lightsail": Row(r"lightsail(-fips)?\.[^./]+", "lightsail"),
    "ssmcontacts": Row(r"ssm-contacts(-fips)?\.[^./]+", "ssm-contacts"),
    "ssmincidents": Row(r"ssm-incidents(-fips)?\.[^./]+", "ssm-incidents"),
    "pinpointsmsvoicev2": Row(
        r"sms-voice(-fips)?\.[^./]+", "pinpoint-sms-voice-v2", predecessor="/v1/sms-voice/"
    ),
    "notificationscontacts": Row(
        r"notifications-contacts(-fips)?\.[^./]+", "notificationscontacts"
    ),
    "cognitoidp": Row(r"cognito-idp(-fips)?\.[^./]+", "cognito-idp", beside=True),
    "ses": Row(r"(email|ses)(-fips)?\.[^./]+", "ses", beside=True),
    "sesv2": Row(
        r"email(-fips)?\.[^./]+",
        "sesv2",
        beside=True,
        paths=(
            "{0}/v2/email/custom-verification-email-templates$",
            "{0}/v2/email/custom-verification-email-templates/(?P<TemplateName>[^/]+)$",
            "{0}/v2/email/outbound-custom-verification-emails$",
            "{0}/v2/email/outbound-bulk-emails$",
        ),
        prefix="/v2/",
        api_of="ses",
    ),
    "sns": Row(
        r"sns(-fips)?\.[^./]+", "sns", beside=True, unsigned=("ConfirmSubscription", "Unsubscribe")
    ),
    "resourcedirectorymaster": Row(
        r"resourcedirectory(master)?(-[a-z]+)?(\.vpc-proxy)?", signature="alibaba"
    ),
}

#: Package -> its client in boto3, where it has one.
CLIENTS = {name: row.client for name, row in SERVICES.items() if row.client is not None}

#: Packages that stand beside a service of moto's, which has the same name.
NEIGHBOURS = tuple(name for name, row in SERVICES.items() if row.beside)

#: Packages with settings of their own.
CONFIGURED = tuple(name for name, row in SERVICES.items() if row.api_of is None)


def names() -> list[str]:
    """What messages call the services: as botocore does, or as their package where it has none."""
    return [row.client or package for package, row in SERVICES.items()]


def urls(name: str) -> str:
    """The regular expression of the URLs that a service answers at."""
    of_aws = name in CLIENTS
    return domains.under(
        SERVICES[name].hosts, domains.of_aws() if of_aws else frozenset({"aliyuncs.com"})
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
    return [service(name) for name in SERVICES]


def settings() -> Iterator[Table[Any]]:
    """The settings of all services that have any."""
    for name in CONFIGURED:
        yield importlib.import_module(f"moto_contacts.services.{name}.settings").TABLE
