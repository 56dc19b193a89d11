"""The backend of an account and region. What both APIs of SES know is in that of the older one."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.sesv2.bulk_mails import BulkMails
from moto_contacts.services.sesv2.custom_verifications import CustomVerifications
from moto_contacts.services.sesv2.errors import SesV2Dialect
from moto_contacts.services.sesv2.tags import Tags


class SESV2Backend(FamilyBackend, BaseBackend):
    """The newer API of one account and region."""

    service = CLIENTS["sesv2"]
    namespace = "ses"
    dialect = SesV2Dialect()
    families = (BulkMails, CustomVerifications, Tags)


sesv2_backends = BackendDict(SESV2Backend, SESV2Backend.service)
