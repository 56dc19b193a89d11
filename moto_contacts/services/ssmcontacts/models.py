"""The backend of an account and region."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.families import FamilyBackend
from moto_contacts.services.ssmcontacts.contact_channels import ContactChannels
from moto_contacts.services.ssmcontacts.contacts import Contacts
from moto_contacts.services.ssmcontacts.policies import ContactPolicies
from moto_contacts.services.ssmcontacts.resources import Resources
from moto_contacts.services.ssmcontacts.tags import Tags


class SsmContactsBackend(FamilyBackend, BaseBackend):
    """The contacts and channels of one account and region."""

    service = CLIENTS["ssmcontacts"]
    namespace = "ssm-contacts"

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        resources = Resources()
        self.families = (
            Contacts(self.scope, resources),
            ContactChannels(self.scope, resources),
            ContactPolicies(resources),
            Tags(resources),
        )


ssmcontacts_backends = BackendDict(SsmContactsBackend, SsmContactsBackend.service)
