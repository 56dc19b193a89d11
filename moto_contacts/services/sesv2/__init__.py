"""Amazon SES, by its newer API: the same; mails by templates and in bulk, which moto lacks."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.sesv2 import identities, mails, tags
from moto_contacts.services.sesv2.cloudformation import TYPES
from moto_contacts.services.sesv2.custom_verifications import PAGINATORS
from moto_contacts.services.sesv2.models import sesv2_backends

SERVICE = Service(
    backends=sesv2_backends,
    shown={**mails.SHOWN, **identities.SHOWN},
    gated={**mails.GATED, **identities.GATED, **tags.GATED},
    resource_types=TYPES,
    paginators=PAGINATORS,
)

__all__ = ["SERVICE", "sesv2_backends"]
