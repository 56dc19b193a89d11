"""AWS User Notifications Contacts: e-mail contacts, verified by a code of 7 characters."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.notificationscontacts.cloudformation import TAGS, TYPES
from moto_contacts.services.notificationscontacts.models import (
    notificationscontacts_backends,
    partition_of,
)

#: The model allows for one partition, the API reference for all of them; without that, contacts of
#: GovCloud and China could be made and never found. Source: documented.
_ARN = r"arn:[a-z-]{3,10}:notifications-contacts::[0-9]{12}:emailcontact/[a-z0-9]{27}"

SERVICE = Service(
    backends=notificationscontacts_backends,
    place=partition_of,
    resource_types=TYPES,
    tagging=TAGS,
    amendments={"EmailContactArn": {"pattern": _ARN}},
)

__all__ = ["SERVICE", "notificationscontacts_backends"]
