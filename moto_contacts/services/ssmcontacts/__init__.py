"""AWS Systems Manager Incident Manager Contacts: channels, activated by a code of 6 digits."""

from moto_contacts.gateway.dispatch import Service
from moto_contacts.services.ssmcontacts.arns import admit
from moto_contacts.services.ssmcontacts.errors import SsmContactsDialect
from moto_contacts.services.ssmcontacts.models import SsmContactsBackend, ssmcontacts_backends

SERVICE = Service(
    name=SsmContactsBackend.service,
    backends=ssmcontacts_backends,
    dialect=SsmContactsDialect(),
    admit=admit,
    # Policies are written over several lines, which the model's pattern, taken for the whole
    # text, would refuse. Source: inferred.
    amendments={"Policy": {"pattern": r"[\s\S]*\S[\s\S]*"}},
)

__all__ = ["SERVICE", "ssmcontacts_backends"]
