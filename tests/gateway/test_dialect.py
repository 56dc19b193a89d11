"""What a service says of the errors that the gateway finds, if it has no words of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation


class Plain(Dialect):
    def invalid(self, message: str) -> ServiceError:
        return ServiceError("Invalid", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return ServiceError("Invalid", f"{len(found)}")

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError("NotFound", name)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (Plain().wrong_arn("PoolId", "arn:a"), "arn:a is no ARN that PoolId takes."),
        (Plain().unreadable("The body is empty"), "The body is empty"),
        (Plain().not_implemented("GetPool"), "GetPool is not implemented by moto_contacts"),
        (Plain().invalid_token(), "Invalid NextToken"),
        (Plain().token_reused(), "IdempotencyToken was used with different parameters"),
    ],
)
def test_invalid_input(error: ServiceError, message: str) -> None:
    assert (error.code, error.message) == ("Invalid", message)
