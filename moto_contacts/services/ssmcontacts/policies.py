"""Resource policies, by which a contact is shared with other accounts."""

from __future__ import annotations

import json
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.contact import Contact


class ContactPolicies(Family):
    """Put and get policies. They are kept, and grant nothing in the mock."""

    @operation
    def put_contact_policy(self, contact_arn: str, policy: str) -> None:
        """Keeps the policy as it is written, in place of the one before.

        Errors: ResourceNotFoundException; ValidationException for text that is no policy, and for
        one that denies. Source: documented (no Deny), inferred.
        """
        contact = self.registry.find(Contact, contact_arn)
        _check(policy)
        contact.policy = policy

    @operation
    def get_contact_policy(self, contact_arn: str) -> dict[str, Any]:
        """The policy as it was written; without one, the ARN alone.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        contact = self.registry.find(Contact, contact_arn)
        return structure(ContactArn=contact.arn, Policy=contact.policy)


def _check(policy: str) -> None:
    """Refuses what is not an object with statements, and statements that deny."""
    try:
        document = json.loads(policy)
    except (ValueError, RecursionError):
        raise errors.invalid("policy", why="it is not JSON") from None
    if not isinstance(document, dict) or not document.get("Statement"):
        raise errors.invalid("policy", why="it is not an object with a Statement")
    found = document["Statement"]
    statements = found if isinstance(found, list) else [found]
    if not all(isinstance(statement, dict) for statement in statements):
        raise errors.invalid("policy", why="a Statement is not an object")
    if any(statement.get("Effect") == "Deny" for statement in statements):
        raise errors.invalid("policy", why="Deny statements are not supported")
