"""Where the service is known to check more, or less, than its model says."""

from __future__ import annotations

from typing import Any

#: The model's pattern has no dot; the service's own error message allows one. Source: seen.
RESOURCE_NAME = r"\w[\w\-.]*\w"

_TAG_CHARACTERS = r"[\p{L}\p{N}\p{Z}+\-=._:/@]*"

#: The rules for tags stand in the documentation alone. Source: documented.
AMENDMENTS: dict[str, dict[str, Any]] = {
    # Real answers name calls that the enum lacks; so may ours. Source: seen.
    "OperationType": {"enum": None},
    "ResourceName": {"pattern": RESOURCE_NAME},
    "TagKey": {"min": 1, "max": 128, "pattern": f"(?!aws:){_TAG_CHARACTERS}"},
    "TagValue": {"max": 256, "pattern": _TAG_CHARACTERS},
}
