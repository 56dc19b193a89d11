"""What the older API has of an account and region, asked by the newer one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses.custom_verifications import CustomVerifications
from moto_contacts.services.ses.models import family
from moto_contacts.services.sesv2 import errors


@contextmanager
def custom_verifications(scope: Scope) -> Iterator[CustomVerifications]:
    """Custom verification mails, under their lock; what goes wrong is told as an error of ours."""
    found = family(scope, CustomVerifications)
    with found.scope.lock:
        try:
            yield found
        except ServiceError as error:
            raise errors.translated(error) from None
