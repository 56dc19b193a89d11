"""Amazon SES: addresses, verified by the link in a mail of its own or a custom one; mails shown."""

from moto_contacts.gateway.model import QUERY_ERRORS
from moto_contacts.gateway.service import Service
from moto_contacts.services.ses import mails, verifications
from moto_contacts.services.ses.models import ses_backends

SERVICE = Service(
    backends=ses_backends,
    shown={**mails.SHOWN, **verifications.SHOWN},
    gated=verifications.GATED,
    common_errors=QUERY_ERRORS,
)

__all__ = ["SERVICE", "ses_backends"]
