"""The backend that moto wants to see for a name in its list of services."""

from moto.core.base_backend import BackendDict, BaseBackend


class UnknownHostBackend(BaseBackend):
    """Holds nothing."""


motocontactsunknown_backends = BackendDict(
    UnknownHostBackend, "motocontactsunknown", use_boto3_regions=False, additional_regions=["aws"]
)
