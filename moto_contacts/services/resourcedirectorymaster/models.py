"""The backend of an account: requests name no region, and there is one directory for all."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.resourcedirectorymaster.bindings import Bindings
from moto_contacts.services.resourcedirectorymaster.contacts import Contacts
from moto_contacts.services.resourcedirectorymaster.errors import ResourceDirectoryDialect
from moto_contacts.services.resourcedirectorymaster.verifications import Verifications

#: What moto calls the region of a backend that has none.
_NO_REGION = "aws"


class ResourceDirectoryBackend(FamilyBackend, BaseBackend):
    """The message contacts of the resource directory of one account."""

    service = "resourcedirectorymaster"
    namespace = "resourcemanager"
    regional = False
    dialect = ResourceDirectoryDialect()
    families = (Contacts, Verifications, Bindings)


resourcedirectorymaster_backends = BackendDict(
    ResourceDirectoryBackend,
    ResourceDirectoryBackend.service,
    use_boto3_regions=False,
    additional_regions=[_NO_REGION],
)


def everywhere(region: str) -> str:
    """The key of the one backend, whatever region moto has read out of a request."""
    return _NO_REGION
