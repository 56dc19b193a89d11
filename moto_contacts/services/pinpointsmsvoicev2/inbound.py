"""What is done with what people answer: two-way messages, opt-outs, keywords."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from typing import Any

from moto_contacts.gateway.listing import Ordered
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import OptOutList


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that an answer begins with, and what comes of it."""

    #: In upper case.
    word: str
    message: str
    action: str

    def describe(self) -> dict[str, Any]:
        """The structure ``KeywordInformation``."""
        return {
            "Keyword": self.word,
            "KeywordMessage": self.message,
            "KeywordAction": self.action,
        }


#: The keywords that there always are. Source: documented (words, actions), ours (messages).
MANDATORY = {
    each.word: each
    for each in (
        Keyword("HELP", "Reply STOP to receive no more messages.", "AUTOMATIC_RESPONSE"),
        Keyword("STOP", "You will receive no more messages from this number.", "OPT_OUT"),
    )
}


def _mandatory() -> Ordered[str, Keyword]:
    keywords: Ordered[str, Keyword] = Ordered()
    keywords.update(MANDATORY)
    return keywords


@dataclass(slots=True)
class Inbound:
    """Of a phone number or a pool; all numbers of a pool have the pool's, the very same one."""

    opt_out_list: OptOutList
    two_way_enabled: bool = False
    two_way_channel_arn: str | None = None
    two_way_channel_role: str | None = None
    self_managed_opt_outs_enabled: bool = False
    #: By their words.
    keywords: Ordered[str, Keyword] = field(default_factory=_mandatory)

    def describe(self) -> dict[str, Any]:
        """The members that numbers and pools have of it."""
        return structure(
            TwoWayEnabled=self.two_way_enabled,
            TwoWayChannelArn=self.two_way_channel_arn,
            TwoWayChannelRole=self.two_way_channel_role,
            SelfManagedOptOutsEnabled=self.self_managed_opt_outs_enabled,
            OptOutListName=self.opt_out_list.name,
        )

    def copy(self) -> Inbound:
        """The same, to change on its own."""
        copied = Inbound(**{each.name: getattr(self, each.name) for each in fields(self)})
        copied.keywords = Ordered()
        copied.keywords.update(self.keywords)
        return copied

    def update(
        self,
        two_way_enabled: bool | None,
        two_way_channel_arn: str | None,
        two_way_channel_role: str | None,
        self_managed_opt_outs_enabled: bool | None,
        opt_out_list: OptOutList | None,
    ) -> None:
        """Changes what is given; without two-way messages there is no channel.

        Errors: ValidationException (TWO_WAY_CHANNEL_NOT_PRESENT where messages would have nowhere
        to go, TWO_WAY_NOT_ENABLED for opt-outs that are managed by whoever does not hear of them).
        Source: seen (self-managed), documented, inferred (reasons).
        """
        enabled = _given(two_way_enabled, self.two_way_enabled)
        channel = _given(two_way_channel_arn, self.two_way_channel_arn)
        self_managed = _given(self_managed_opt_outs_enabled, self.self_managed_opt_outs_enabled)
        if enabled and channel is None:
            raise errors.invalid("TWO_WAY_CHANNEL_NOT_PRESENT", "twoWayChannelArn")
        if self_managed and not enabled:
            raise errors.invalid("TWO_WAY_NOT_ENABLED", "selfManagedOptOutsEnabled")
        role = _given(two_way_channel_role, self.two_way_channel_role)
        self.two_way_enabled = enabled
        self.two_way_channel_arn = channel if enabled else None
        self.two_way_channel_role = role if enabled else None
        self.self_managed_opt_outs_enabled = self_managed
        self.opt_out_list = _given(opt_out_list, self.opt_out_list)

    def keep(self, owners: Collection[Resource], before: OptOutList | None = None) -> None:
        """These numbers and pools, which have it, keep to its list, no longer to the one before."""
        if before is not None:
            before.kept_by.difference_update(owners)
        self.opt_out_list.kept_by.update(owners)

    def mismatch(self, other: Inbound) -> str | None:
        """The reason for which a number that has this cannot join a pool that has the other."""
        return next((reason for reason, of in _MISMATCHES.items() if of(self) != of(other)), None)


def _given(value: Any, before: Any) -> Any:
    return before if value is None else value


#: Reason of a conflict -> what has to be the same in a number and its pool. Source: documented.
_MISMATCHES: dict[str, Callable[[Inbound], Any]] = {
    "OPT_OUT_LIST_MISMATCH": lambda each: each.opt_out_list,
    "TWO_WAY_CONFIG_MISMATCH": lambda each: (
        each.two_way_enabled,
        each.two_way_channel_arn,
        each.two_way_channel_role,
    ),
    "SELF_MANAGED_OPT_OUTS_MISMATCH": lambda each: each.self_managed_opt_outs_enabled,
    "KEYWORD_MISMATCH": lambda each: list(each.keywords.values()),
}
