"""Every error of the service: its text and its members. Texts are inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.ssmincidents.resources import REFERENCES
from moto_contacts.services.ssmincidents.settings import current

_SERVICE_CODE = "ssm-incidents"
#: Where the code of a quota is not known; the shape wants one.
_UNKNOWN_QUOTA = "L-00000000"

_INVALID = {
    "wrong arn": "Invalid resource Arn {arn}",
    "region": "Incident Manager is not available in the Region {region}",
    "present region": "The replication set has the Region {region} already",
    "absent region": "The replication set does not have the Region {region}",
    "too many regions": "A replication set can have at most {limit} Regions",
    "status": "The replication set is {status}",
    "protected": "Deletion protection is on: the last Region of the replication set stays",
}


class SsmIncidentsDialect(Dialect):
    """A service whose errors have a message and hardly more. Source: inferred."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("ValidationException", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return self.invalid(wording.coral(found))

    def wrong_arn(self, member: str, arn: str) -> ServiceError:
        return invalid("wrong arn", arn=arn)

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError(
            "ResourceNotFoundException",
            f"Resource not found: {name}",
            resourceIdentifier=name,
            **_type(REFERENCES.kind_of(name) or kind),
        )


def invalid(what: str, **facts: object) -> ServiceError:
    """The ValidationException of a row above."""
    return ServiceError("ValidationException", _INVALID[what].format(**facts))


def conflict(resource: Resource, message: str, **members: Any) -> ServiceError:
    """The ConflictException that tells which resource is in the way."""
    return ServiceError(
        "ConflictException",
        message,
        resourceIdentifier=resource.arn,
        **_type(resource.kind),
        **members,
    )


def more_than_one_region(present: Iterable[str], specified: Iterable[str]) -> ServiceError:
    """What CloudFormation says of an update that no single action of the API can make.

    Source: documented (by the handler that AWS has published).
    """
    lists = [f"[{', '.join(sorted(regions))}]" for regions in (present, specified)]
    return ServiceError(
        "InvalidRequest",
        "Invalid request provided: Replication set regions differ by more then one region. "
        f"Current replication set regions: {lists[0]}. "
        f"Specified replication set regions: {lists[1]}",
    )


def check_tags(used: int, resource: Resource) -> None:
    """Raises ServiceQuotaExceededException for more tags than a resource may have."""
    if used > current.tags_per_resource:
        raise ServiceError(
            "ServiceQuotaExceededException",
            "Tags per resource limit exceeded",
            resourceIdentifier=resource.arn,
            **_type(resource.kind),
            quotaCode=_UNKNOWN_QUOTA,
            serviceCode=_SERVICE_CODE,
        )


def _type(kind: Kind | None) -> dict[str, str]:
    return {} if kind is None else {"resourceType": kind.resource_type}
