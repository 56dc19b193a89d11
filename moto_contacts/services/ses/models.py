"""The backend of an account and region. Identities and templates are in moto's own."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.gateway.errors import QueryDialect


class SESBackend(FamilyBackend, BaseBackend):
    """What a mail is sent from: an account and region. All operations are moto's."""

    service = CLIENTS["ses"]
    namespace = "ses"
    dialect = QueryDialect()
    families = ()


ses_backends = BackendDict(SESBackend, SESBackend.service)
