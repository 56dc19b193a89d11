"""Amazon Lightsail: contact methods, verified by a link in an e-mail, and alarms that tell them."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.lightsail.cloudformation import TYPES
from moto_contacts.services.lightsail.constraints import AMENDMENTS
from moto_contacts.services.lightsail.models import lightsail_backends
from moto_contacts.services.lightsail.operations import PAGINATORS

SERVICE = Service(
    backends=lightsail_backends,
    amendments=AMENDMENTS,
    paginators=PAGINATORS,
    resource_types=TYPES,
)

__all__ = ["SERVICE", "lightsail_backends"]
