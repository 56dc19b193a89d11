"""AWS End User Messaging SMS: numbers verified by a code; texts, calls, replies, events."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.pinpointsmsvoicev2.cloudformation import TAGS, TYPES
from moto_contacts.services.pinpointsmsvoicev2.models import pinpointsmsvoicev2_backends
from moto_contacts.services.pinpointsmsvoicev2.rates import admit
from moto_contacts.services.pinpointsmsvoicev2.resources import REFERENCES

SERVICE = Service(
    backends=pinpointsmsvoicev2_backends,
    references=REFERENCES,
    admit=admit,
    resource_types=TYPES,
    tagging=TAGS,
)

__all__ = ["SERVICE", "pinpointsmsvoicev2_backends"]
