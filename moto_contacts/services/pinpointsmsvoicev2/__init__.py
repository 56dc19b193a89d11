"""AWS End User Messaging SMS: destination numbers, verified by a code of six digits."""

from moto_contacts.gateway.dispatch import Service
from moto_contacts.services.pinpointsmsvoicev2.errors import SmsVoiceDialect
from moto_contacts.services.pinpointsmsvoicev2.models import (
    PinpointSMSVoiceV2Backend,
    pinpointsmsvoicev2_backends,
)

SERVICE = Service(
    name=PinpointSMSVoiceV2Backend.service,
    backends=pinpointsmsvoicev2_backends,
    dialect=SmsVoiceDialect(),
)

__all__ = ["SERVICE", "pinpointsmsvoicev2_backends"]
