"""Resource policies, by which pools, numbers, sender IDs and opt-out lists are shared."""

from __future__ import annotations

import json
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.resources import (
    OPT_OUT_LIST,
    PHONE_NUMBER,
    POOL,
    REFERENCES,
    SENDER_ID,
    Policy,
    Shareable,
)
from moto_contacts.simulation import clock

#: What can be shared. Source: documented.
_SHAREABLE = (OPT_OUT_LIST, PHONE_NUMBER, POOL, SENDER_ID)


class ResourcePolicies(Family):
    """Put, get and delete policies. They are kept, and grant nothing in the mock."""

    @operation
    def put_resource_policy(self, resource_arn: str, policy: str) -> dict[str, Any]:
        """The policy as it is written, in place of the one before, whose age it keeps.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN for what cannot be
        shared, CANNOT_PARSE for what is no object of JSON). Source: documented, inferred.
        """
        found = self._find(resource_arn)
        _check(policy)
        created_at = clock.now() if found.policy is None else found.policy.created_at
        found.policy = Policy(policy, created_at)
        return _describe(found, found.policy)

    @operation
    def get_resource_policy(self, resource_arn: str) -> dict[str, Any]:
        """The policy as it was written.

        Errors: ResourceNotFoundException for the resource, and where it has no policy;
        ValidationException (INVALID_ARN). Source: documented, inferred (no policy).
        """
        found = self._find(resource_arn)
        return _describe(found, _own(found))

    @operation
    def delete_resource_policy(self, resource_arn: str) -> dict[str, Any]:
        """The policy that is no more.

        Errors: ResourceNotFoundException for the resource, and where it has no policy;
        ValidationException (INVALID_ARN). Source: documented, inferred (no policy).
        """
        found = self._find(resource_arn)
        before = _own(found)
        found.policy = None
        return _describe(found, before)

    def _find(self, arn: str) -> Shareable:
        if REFERENCES.kind_of(arn) not in _SHAREABLE:
            raise errors.invalid("INVALID_ARN", "resourceArn")
        return self.registry.find(Shareable, arn)


def _own(found: Shareable) -> Policy:
    if found.policy is None:
        raise errors.not_found("policy", found.arn)
    return found.policy


def _describe(found: Shareable, policy: Policy) -> dict[str, Any]:
    return {
        "ResourceArn": found.arn,
        "Policy": policy.text,
        "CreatedTimestamp": policy.created_at,
    }


def _check(policy: str) -> None:
    """Errors: ValidationException for what is no object of JSON."""
    try:
        document = json.loads(policy)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise errors.invalid("CANNOT_PARSE", "policy")
