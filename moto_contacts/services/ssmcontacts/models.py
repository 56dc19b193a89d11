"""The backend of an account and region."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.ssmcontacts.contact import ContactChannel
from moto_contacts.services.ssmcontacts.contact_channels import ContactChannels
from moto_contacts.services.ssmcontacts.contacts import Contacts
from moto_contacts.services.ssmcontacts.engagements import Engagements
from moto_contacts.services.ssmcontacts.errors import SsmContactsDialect
from moto_contacts.services.ssmcontacts.pages import Pages
from moto_contacts.services.ssmcontacts.policies import ContactPolicies
from moto_contacts.services.ssmcontacts.rotation_overrides import RotationOverrides
from moto_contacts.services.ssmcontacts.rotation_shifts import RotationShifts
from moto_contacts.services.ssmcontacts.rotations import Rotations
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.services.ssmcontacts.tags import Tags


class SsmContactsBackend(FamilyBackend, BaseBackend):
    """The contacts, channels and rotations of one account and region."""

    service = CLIENTS["ssmcontacts"]
    namespace = "ssm-contacts"
    dialect = SsmContactsDialect()
    families = (
        Contacts,
        ContactChannels,
        ContactPolicies,
        Rotations,
        RotationOverrides,
        RotationShifts,
        Tags,
        Engagements,
        Pages,
    )

    def clear(self) -> None:
        """All that it has is gone, and the codes of its channels work no more. Takes the lock."""
        with self.scope.lock:
            for channel in self.registry.all(ContactChannel).values():
                channel.revoke_code()
            super().clear()


ssmcontacts_backends = BackendDict(SsmContactsBackend, SsmContactsBackend.service)


def forget(partition: str, account: str) -> None:
    """All contacts of an account are gone, where one has to be onboarded to have any.

    Source: documented.
    """
    if not current.onboarded:
        for backend in list((ssmcontacts_backends.get(account) or {}).values()):
            if backend.partition == partition:
                backend.clear()
