"""Amazon SNS: sandbox numbers, verified by a code; subscriptions, confirmed; messages shown."""

from moto_contacts.gateway.model import QUERY_ERRORS
from moto_contacts.gateway.service import Service
from moto_contacts.services.sns import confirmations, publications
from moto_contacts.services.sns.models import sns_backends

SERVICE = Service(
    backends=sns_backends,
    shown={**publications.SHOWN, **confirmations.SHOWN},
    gated=confirmations.GATED,
    common_errors=QUERY_ERRORS,
)

__all__ = ["SERVICE", "sns_backends"]
