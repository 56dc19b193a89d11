"""Tags as resources keep them: key -> value, None for a tag that is only a key."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.structures import structure
from moto_contacts.services.lightsail import errors

Tagging = dict[str, "str | None"]
_MOST_TAGS = 50


def merged(name: str, tags: Tagging, given: list[dict[str, Any]]) -> Tagging:
    """The tags of the resource ``name`` with those given; a key that is there gets the new value.

    Errors: InvalidInputException for a tag without a key, a key given twice, and over the quota.
    Source: documented (quota, keys are unique), inferred (merging).
    """
    added: Tagging = {}
    for position, tag in enumerate(given, start=1):
        key = tag.get("key")
        if key is None:
            raise errors.invalid("tag without key", position=position)
        if key in added:
            raise errors.invalid("repeated tag", key=key)
        added[key] = tag.get("value")
    result = {**tags, **added}
    if len(result) > _MOST_TAGS:
        raise errors.invalid("too many tags", name=name, limit=_MOST_TAGS)
    return result


def describe(tags: Tagging) -> list[dict[str, str]]:
    """The structure ``TagList``."""
    return [structure(key=key, value=value) for key, value in tags.items()]
