"""AWS Systems Manager Incident Manager: nothing, but the replication set that contacts need."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.ssmincidents.cloudformation import TAGS, TYPES
from moto_contacts.services.ssmincidents.models import place, ssmincidents_backends
from moto_contacts.services.ssmincidents.resources import REFERENCES

SERVICE = Service(
    backends=ssmincidents_backends,
    place=place,
    references=REFERENCES,
    resource_types=TYPES,
    tagging=TAGS,
)

__all__ = ["SERVICE", "ssmincidents_backends"]
