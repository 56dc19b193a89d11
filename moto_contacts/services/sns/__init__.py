"""Amazon SNS: numbers of the SMS sandbox, verified by a code; what moto publishes is shown."""

from moto_contacts.gateway.model import QUERY_ERRORS
from moto_contacts.gateway.service import Service
from moto_contacts.services.sns.models import sns_backends
from moto_contacts.services.sns.publications import SHOWN

SERVICE = Service(backends=sns_backends, shown=SHOWN, common_errors=QUERY_ERRORS)

__all__ = ["SERVICE", "sns_backends"]
