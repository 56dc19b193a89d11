"""Who messages are sent from.

An account here has no phone numbers, pools, sender IDs, RCS agents and configuration sets, and
nothing creates them: one that a request names is not found.
"""

from __future__ import annotations

import re
from typing import NoReturn

from moto_contacts.gateway.families import Scope
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.arns import type_in
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: What the outbox shows as the sender where AWS sends from an identity of its own.
AWS_OWNED = "AWS"
#: Type of an origination identity, and the names it has when it is not named by ARN; the first
#: that fits counts, and what fits none is a sender ID, which may be any text.
_NAMES = {
    "phone-number": re.compile(r"phone-.*|\+?[0-9]+"),
    "pool": re.compile("pool-.*"),
    "rcs-agent": re.compile("rcs-.*"),
    "sender-id": re.compile(".*"),
}


class Identities:
    """Finds the identity that a request names, or one to use where it names none."""

    def __init__(self, scope: Scope):
        self._scope = scope

    def sender(self, origination_identity: str | None, configuration_set_name: str | None) -> str:
        """The sender of a message, as its recipient sees it.

        Errors: ResourceNotFoundException for whatever is named; ValidationException (INVALID_ARN);
        ConflictException (NO_ORIGINATION_IDENTITIES_FOUND) where nothing is named and AWS is not
        assumed to send from an identity of its own. Source: seen (conflict), inferred.
        """
        if configuration_set_name is not None:
            type_in(configuration_set_name, "configurationSetName", "configuration-set")
            raise errors.not_found("configuration-set", configuration_set_name)
        if origination_identity is not None:
            named = type_in(origination_identity, "originationIdentity", *_NAMES)
            raise errors.not_found(named or _type_of(origination_identity), origination_identity)
        if not current.assume_identity:
            raise errors.no_origination_identity(self._scope.account)
        return AWS_OWNED

    def rcs_agent(self, rcs_agent_id: str) -> NoReturn:
        """No RCS agent.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: inferred.
        """
        type_in(rcs_agent_id, "rcsAgentId", "rcs-agent")
        raise errors.not_found("rcs-agent", rcs_agent_id)


def _type_of(name: str) -> str:
    return next(kind for kind, form in _NAMES.items() if form.fullmatch(name))
