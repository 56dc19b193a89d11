"""The backend of an account and region. Topics and subscriptions are in moto's own."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.sns.errors import SnsDialect
from moto_contacts.services.sns.origination_numbers import OriginationNumbers
from moto_contacts.services.sns.sandbox import Sandbox
from moto_contacts.services.sns.subscriptions import Subscriptions


class SNSBackend(FamilyBackend, BaseBackend):
    """What waits for a code or a token in one account and region."""

    service = CLIENTS["sns"]
    namespace = "sns"
    dialect = SnsDialect()
    families = (Sandbox, OriginationNumbers, Subscriptions)


sns_backends = BackendDict(SNSBackend, SNSBackend.service)
