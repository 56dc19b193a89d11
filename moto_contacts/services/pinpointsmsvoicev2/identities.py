"""Who messages are sent from.

An account here has no phone numbers, pools, sender IDs and RCS agents, and
nothing creates them: one that a request names is not found.
"""

from __future__ import annotations

import re
from typing import NoReturn

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.resources import (
    PHONE_NUMBER,
    POOL,
    RCS_AGENT,
    REFERENCES,
    SENDER_ID,
)
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: What the outbox shows as the sender where AWS sends from an identity of its own.
AWS_OWNED = "AWS"
#: Kind of an origination identity, and the names it has when it is not named by ARN; the first
#: that fits counts, and what fits none is a sender ID, which may be any text.
_NAMES = {
    PHONE_NUMBER: re.compile(r"phone-.*|\+?[0-9]+"),
    POOL: re.compile("pool-.*"),
    RCS_AGENT: re.compile("rcs-.*"),
    SENDER_ID: re.compile(".*"),
}


def sender(
    scope: Scope,
    registry: Registry,
    channel: str,
    origination_identity: str | None,
    configuration_set_name: str | None,
) -> str:
    """The sender of a message, as its recipient sees it.

    That is the default sender ID of the configuration set, where the request names no identity;
    nobody speaks from one. Errors: ResourceNotFoundException for a configuration set that is not
    there, and for whatever identity is named; ConflictException (NO_ORIGINATION_IDENTITIES_FOUND)
    where nothing is named and AWS is not assumed to send from an identity of its own.
    Source: documented (default), seen (conflict), inferred.
    """
    configuration_set = (
        None
        if configuration_set_name is None
        else registry.find(ConfigurationSet, configuration_set_name)
    )
    if origination_identity is not None:
        kind = REFERENCES.kind_of(origination_identity) or _kind_of_name(origination_identity)
        raise errors.not_found(kind.resource_type, origination_identity)
    if channel == "TEXT" and configuration_set is not None and configuration_set.default_sender_id:
        return configuration_set.default_sender_id
    if not current.assume_identity:
        raise errors.conflict("NO_ORIGINATION_IDENTITIES_FOUND", "account", scope.account)
    return AWS_OWNED


def rcs_agent(rcs_agent_id: str) -> NoReturn:
    """No RCS agent. Errors: ResourceNotFoundException. Source: inferred."""
    raise errors.not_found(RCS_AGENT.resource_type, rcs_agent_id)


def _kind_of_name(name: str) -> Kind:
    return next(kind for kind, form in _NAMES.items() if form.fullmatch(name))
