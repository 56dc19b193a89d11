"""Amazon SES: nothing yet; mails that moto sends are shown, with HTML, headers and attachments."""

from moto_contacts.gateway.model import QUERY_ERRORS
from moto_contacts.gateway.service import Service
from moto_contacts.services.ses.mails import SHOWN
from moto_contacts.services.ses.models import ses_backends

SERVICE = Service(backends=ses_backends, shown=SHOWN, common_errors=QUERY_ERRORS)

__all__ = ["SERVICE", "ses_backends"]
