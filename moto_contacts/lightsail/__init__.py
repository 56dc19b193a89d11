"""Amazon Lightsail: contact methods, verified by a link in an e-mail."""

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.dispatch import Service
from moto_contacts.lightsail.constraints import AMENDMENTS
from moto_contacts.lightsail.errors import LightsailDialect
from moto_contacts.lightsail.models import lightsail_backends

SERVICE = Service(
    name=CLIENTS["lightsail"],
    backends=lightsail_backends,
    dialect=LightsailDialect(),
    amendments=AMENDMENTS,
)

__all__ = ["SERVICE", "lightsail_backends"]
