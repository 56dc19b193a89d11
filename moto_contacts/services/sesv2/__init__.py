"""Amazon SES, by its newer API: the same; mails by templates and in bulk are sent, too."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.sesv2.mails import GATED, SHOWN
from moto_contacts.services.sesv2.models import sesv2_backends

SERVICE = Service(backends=sesv2_backends, shown=SHOWN, gated=GATED)

__all__ = ["SERVICE", "sesv2_backends"]
