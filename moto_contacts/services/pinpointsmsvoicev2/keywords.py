"""Keywords of phone numbers and pools."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, matcher
from moto_contacts.services.pinpointsmsvoicev2.inbound import MANDATORY, Keyword
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.resources import POOL, REFERENCES

_TYPE = "keyword"
_FILTERS: dict[str, Attribute[Keyword]] = {
    "keyword-action": Attribute(
        lambda each: each.action, frozenset({"AUTOMATIC_RESPONSE", "OPT_OUT", "OPT_IN"})
    )
}


class Keywords(Family):
    """Put, describe and delete keywords; HELP and STOP are always there."""

    @operation
    def put_keyword(
        self,
        origination_identity: str,
        keyword: str,
        keyword_message: str,
        keyword_action: str | None = None,
    ) -> dict[str, Any]:
        """The keyword, in upper case, with this message; one that answers, unless it is told.

        Errors: ResourceNotFoundException for the number or pool; ValidationException
        (INVALID_PARAMETER for blanks around it, INVALID_ARN); ConflictException for a number in a
        pool, and for another action of HELP or STOP; ServiceQuotaExceededException.
        Source: seen (upper case, action, message of HELP and STOP), inferred (reasons).
        """
        owner = self._owner(origination_identity)
        if isinstance(owner, PhoneNumber) and owner.pool is not None:
            raise owner.conflict("PHONE_NUMBER_ASSOCIATED_TO_POOL")
        word = _word(keyword)
        fixed = MANDATORY.get(word)
        action = keyword_action or (fixed.action if fixed else "AUTOMATIC_RESPONSE")
        if fixed is not None and action != fixed.action:
            raise errors.conflict("RESOURCE_MODIFICATION_NOT_ALLOWED", _TYPE, word)
        keywords = owner.inbound.keywords
        quota = "KEYWORDS_PER_POOL" if isinstance(owner, Pool) else "KEYWORDS_PER_PHONE_NUMBER"
        errors.check_quota(quota, len(keywords.keys() | {word}))
        keywords[word] = Keyword(word, keyword_message, action)
        return {**_identify(owner), **keywords[word].describe()}

    @operation
    def describe_keywords(
        self,
        origination_identity: str,
        keywords: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
    ) -> Listing[str, Keyword]:
        """The keywords, or those of the named ones, that pass the filters, by the alphabet.

        Errors: ResourceNotFoundException for the number or pool, and for a keyword;
        ValidationException (INVALID_ARN, INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN).
        Source: documented, seen (number), inferred (order).
        """
        owner = self._owner(origination_identity)
        passes = matcher(filters, _FILTERS)
        chosen: Ordered[str, Keyword] = Ordered()
        for text in keywords or ():
            found = _find(owner, _word(text))
            chosen[found.word] = found
        return Listing(
            chosen if keywords else owner.inbound.keywords,
            show=Keyword.describe,
            where=passes,
            also=_identify(owner),
        )

    @operation
    def delete_keyword(self, origination_identity: str, keyword: str) -> dict[str, Any]:
        """Removes the keyword; the answer has what it was.

        Errors: ResourceNotFoundException for the number or pool, and for the keyword;
        ValidationException (INVALID_ARN); ConflictException for HELP and STOP, and for a number in
        a pool. Source: documented, inferred (reasons).
        """
        owner = self._owner(origination_identity)
        if isinstance(owner, PhoneNumber) and owner.pool is not None:
            raise owner.conflict("PHONE_NUMBER_ASSOCIATED_TO_POOL")
        found = _find(owner, _word(keyword))
        if found.word in MANDATORY:
            raise errors.stays("mandatory keyword", _TYPE, found.word)
        del owner.inbound.keywords[found.word]
        return {**_identify(owner), **found.describe()}

    def _owner(self, name: str) -> PhoneNumber | Pool:
        if name.startswith("pool-") or REFERENCES.kind_of(name) is POOL:
            return self.registry.find(Pool, name)
        return self.registry.find(PhoneNumber, name)


def _word(text: str) -> str:
    """The keyword as it is kept. Errors: ValidationException for blanks around it.

    Source: documented.
    """
    if text != text.strip():
        raise errors.parameter("keyword")
    return text.upper()


def _find(owner: PhoneNumber | Pool, word: str) -> Keyword:
    found: Keyword | None = owner.inbound.keywords.get(word)
    if found is None:
        raise errors.not_found(_TYPE, word)
    return found


def _identify(owner: PhoneNumber | Pool) -> dict[str, Any]:
    return {"OriginationIdentityArn": owner.arn, "OriginationIdentity": owner.id}
