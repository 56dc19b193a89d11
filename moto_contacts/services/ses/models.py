"""The backend of an account and region, for both APIs of SES; most of it is in moto's own."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import F, FamilyBackend
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses.custom_verifications import CustomVerifications
from moto_contacts.services.ses.errors import SesDialect
from moto_contacts.services.ses.identities import Identities
from moto_contacts.simulation.state import backend_of


class SESBackend(FamilyBackend, BaseBackend):
    """What is yet to be verified in one account and region."""

    service = CLIENTS["ses"]
    namespace = "ses"
    dialect = SesDialect()
    families = (Identities, CustomVerifications)


ses_backends = BackendDict(SESBackend, SESBackend.service)


def identities(scope: Scope) -> Identities:
    """Those of the account and region, whichever API asks; their lock is that of their scope."""
    return family(scope, Identities)


def family(scope: Scope, kind: type[F]) -> F:
    """The family of this kind, likewise."""
    backend: SESBackend = backend_of(ses_backends, scope.account, scope.region)
    return backend.family(kind)
