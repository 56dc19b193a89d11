"""AWS User Notifications Contacts: e-mail contacts, verified by a code of 7 characters."""

from moto_contacts.gateway.dispatch import Service
from moto_contacts.notificationscontacts.errors import NotificationsContactsDialect
from moto_contacts.notificationscontacts.models import (
    notificationscontacts_backends,
    partition_of,
)

SERVICE = Service(
    name="notificationscontacts",
    backends=notificationscontacts_backends,
    dialect=NotificationsContactsDialect(),
    place=partition_of,
)

__all__ = ["SERVICE", "notificationscontacts_backends"]
