"""The backend of an account and partition: the service has one endpoint for all regions."""

from moto.core.base_backend import BackendDict, BaseBackend
from moto.utilities.utils import PARTITION_NAMES, get_partition

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.notificationscontacts.email_contacts import EmailContacts
from moto_contacts.services.notificationscontacts.errors import NotificationsContactsDialect
from moto_contacts.services.notificationscontacts.tags import Tags


class NotificationsContactsBackend(FamilyBackend, BaseBackend):
    """The e-mail contacts of one account."""

    service = CLIENTS["notificationscontacts"]
    namespace = "notifications-contacts"
    regional = False
    dialect = NotificationsContactsDialect()
    families = (EmailContacts, Tags)


notificationscontacts_backends = BackendDict(
    NotificationsContactsBackend,
    NotificationsContactsBackend.service,
    use_boto3_regions=False,
    additional_regions=list(PARTITION_NAMES),
)


def partition_of(region: str) -> str:
    """The partition that a region belongs to: the key of the backend."""
    partition: str = get_partition(region)
    return partition
