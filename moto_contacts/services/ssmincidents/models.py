"""The backend of an account and partition: what Incident Manager has is the same in all regions."""

from moto.core.base_backend import BackendDict, BaseBackend
from moto.utilities.utils import PARTITION_NAMES, get_partition

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.ssmincidents.errors import SsmIncidentsDialect
from moto_contacts.services.ssmincidents.replication_sets import ReplicationSets
from moto_contacts.services.ssmincidents.tags import Tags
from moto_contacts.simulation.state import has_region


class SsmIncidentsBackend(FamilyBackend, BaseBackend):
    """The replication set of one account."""

    service = CLIENTS["ssmincidents"]
    namespace = "ssm-incidents"
    regional = False
    dialect = SsmIncidentsDialect()
    families = (ReplicationSets, Tags)

    def is_region(self, name: str) -> bool:
        """Whether the service is there, in the partition of this backend."""
        return has_region(ssmincidents_backends, name) and get_partition(name) == self.partition


ssmincidents_backends = BackendDict(
    SsmIncidentsBackend,
    SsmIncidentsBackend.service,
    additional_regions=list(PARTITION_NAMES),
)


def place(region: str) -> str:
    """The key of a region's backend: its partition, or what is none where the service is not."""
    if not has_region(ssmincidents_backends, region):
        return region
    partition: str = get_partition(region)
    return partition
