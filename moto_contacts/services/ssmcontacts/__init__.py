"""AWS Systems Manager Incident Manager Contacts: channels, verified by a code; rotations, pages."""

from moto_contacts.gateway import facts
from moto_contacts.gateway.scope import Scope
from moto_contacts.gateway.service import Service
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.cloudformation import TAGS, TYPES
from moto_contacts.services.ssmcontacts.models import forget, ssmcontacts_backends
from moto_contacts.services.ssmcontacts.resources import REFERENCES
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.simulation.agenda import Origin


def _admit(scope: Scope, origin: Origin) -> None:
    """Lets a call pass in an account that is onboarded. Source: seen."""
    if not current.onboarded and not facts.holds(facts.ONBOARDED, scope):
        raise errors.invalid("no account")


facts.when_over(facts.ONBOARDED, forget)


SERVICE = Service(
    backends=ssmcontacts_backends,
    references=REFERENCES,
    admit=_admit,
    resource_types=TYPES,
    tagging=TAGS,
    amendments={
        # Policies are written over several lines, which the model's pattern, taken for the whole
        # text, would refuse. Source: inferred.
        "Policy": {"pattern": r"[\s\S]*\S[\s\S]*"},
        # A start that was not given is not told either. Source: seen.
        "GetRotationResult": {
            "required": ["RotationArn", "Name", "ContactIds", "TimeZoneId", "Recurrence"]
        },
    },
)

__all__ = ["SERVICE", "ssmcontacts_backends"]
