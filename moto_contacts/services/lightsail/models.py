"""The backend of an account and region: everything in Lightsail is regional."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.families import FamilyBackend
from moto_contacts.services.lightsail.contact_methods import ContactMethods
from moto_contacts.services.lightsail.operations import Operations
from moto_contacts.services.lightsail.tags import Tags


class LightsailBackend(FamilyBackend, BaseBackend):
    """The contact methods of one account and region, and what was done to them."""

    service = CLIENTS["lightsail"]
    namespace = "lightsail"

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        operations = Operations(self.scope)
        contact_methods = ContactMethods(self.scope, operations)
        self.families = (contact_methods, Tags(contact_methods, operations), operations)


lightsail_backends = BackendDict(LightsailBackend, LightsailBackend.service)
