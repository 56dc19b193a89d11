"""Who may send: identities, which are moto's."""

from __future__ import annotations

from email.utils import parseaddr

from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses import errors, motos


def check_source(scope: Scope, source: str) -> None:
    """Nothing; the error for a mail that is to come from no verified identity."""
    if not motos.has_identity(scope.account, scope.region, source):
        raise errors.not_verified(scope.region, parseaddr(source)[1])
