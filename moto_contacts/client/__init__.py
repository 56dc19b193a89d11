"""What a test holds: the outbox, the clock, the settings and the faults of a mock.

Without an endpoint they speak to where ``mock_aws`` mocks, which is this process, but for moto's
``TEST_SERVER_MODE`` and ``TEST_PROXY_MODE``; with one to a running server. The verbs and the
answers are the same, for all ask the same console. `moto_contacts.aio` has their twins that are
awaited.

``verify`` says which certificates a server of ``https://`` is known by: the path of a file or
folder, or False for any. Without it that is what ``AWS_CA_BUNDLE`` or ``REQUESTS_CA_BUNDLE`` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto_contacts.client.carriers import NoSuchFault, NoSuchMessage
from moto_contacts.client.controls import Clock, Fault, Faults, Settings
from moto_contacts.client.messages import Attachment, Event, Message
from moto_contacts.client.outboxes import Device, Outbox
from moto_contacts.client.trust import Verify

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from moto_contacts.client.setting_values import SettingValues

__all__ = [
    "Attachment",
    "Clock",
    "Device",
    "Event",
    "Fault",
    "Faults",
    "Message",
    "NoSuchFault",
    "NoSuchMessage",
    "Outbox",
    "Settings",
    "clock",
    "faults",
    "outbox",
    "settings",
]


def outbox(endpoint_url: str | None = None, *, verify: Verify = None) -> Outbox:
    """The outbox of moto's mock, or of the server at ``endpoint_url``."""
    return Outbox(endpoint_url, verify)


def clock(endpoint_url: str | None = None, *, verify: Verify = None) -> Clock:
    """The clock of moto's mock, or of the server at ``endpoint_url``."""
    return Clock(endpoint_url, verify)


def settings(
    endpoint_url: str | None = None, *, verify: Verify = None, **values: Unpack[SettingValues]
) -> Settings:
    """The settings of moto's mock, or of the server at ``endpoint_url``.

    With values it sets them while a ``with`` block or a decorated function runs; they hold through
    every reset of moto's, so the block may stand outside ``mock_aws``.
    """
    return Settings(endpoint_url, verify, **values)


def faults(endpoint_url: str | None = None, *, verify: Verify = None) -> Faults:
    """The faults of moto's mock, or of the server at ``endpoint_url``."""
    return Faults(endpoint_url, verify)
