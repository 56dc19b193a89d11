"""Amazon Lightsail: contact methods, verified by a link in an e-mail."""

from moto_contacts.gateway.dispatch import Service
from moto_contacts.services.lightsail.constraints import AMENDMENTS
from moto_contacts.services.lightsail.errors import LightsailDialect
from moto_contacts.services.lightsail.models import LightsailBackend, lightsail_backends

SERVICE = Service(
    name=LightsailBackend.service,
    backends=lightsail_backends,
    dialect=LightsailDialect(),
    amendments=AMENDMENTS,
)

__all__ = ["SERVICE", "lightsail_backends"]
