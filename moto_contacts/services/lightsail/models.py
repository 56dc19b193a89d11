"""The backend of an account and region: everything in Lightsail is regional."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.lightsail.alarms import Alarms
from moto_contacts.services.lightsail.contact_methods import ContactMethods
from moto_contacts.services.lightsail.errors import LightsailDialect
from moto_contacts.services.lightsail.operations import Operations
from moto_contacts.services.lightsail.tags import Tags


class LightsailBackend(FamilyBackend, BaseBackend):
    """The contact methods and alarms of one account and region, and what was done to them."""

    service = CLIENTS["lightsail"]
    namespace = "lightsail"
    dialect = LightsailDialect()
    families = (Operations, ContactMethods, Alarms, Tags)


lightsail_backends = BackendDict(LightsailBackend, LightsailBackend.service)
