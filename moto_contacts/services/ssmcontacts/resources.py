"""What has an ARN, in one place, for every family refers to the resources of others."""

from __future__ import annotations

from typing import Any

from moto_contacts.services.ssmcontacts import errors


class Resources(dict[str, Any]):
    """ARN -> resource, of one account and region; an ARN of elsewhere is simply not in it.

    What an ARN is of, and so the type of its resource, has been checked on admission.
    """

    def find(self, arn: str) -> Any:
        """The resource that a call is about, or ResourceNotFoundException. Source: seen."""
        found = self.get(arn)
        if found is None:
            raise errors.not_found(arn)
        return found

    def refer(self, arn: str) -> Any:
        """A resource that another one is to depend on, or ValidationException.

        The operations that create declare no ResourceNotFoundException. Source: inferred.
        """
        found = self.get(arn)
        if found is None:
            raise errors.does_not_exist(arn)
        return found
