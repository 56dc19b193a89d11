"""What messages cost. Source: seen (a part to North America), ours (the other figures)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

#: Country -> US dollars for one part of a text.
_PARTS = {
    "AU": "0.03820", "BR": "0.02350", "CA": "0.00581", "CH": "0.05560", "DE": "0.08980",
    "ES": "0.06870", "FR": "0.06840", "GB": "0.04000", "IN": "0.00278", "IT": "0.07220",
    "JP": "0.07451", "MX": "0.02700", "NL": "0.09790", "PR": "0.00750", "SG": "0.04520",
    "US": "0.00581",
}  # fmt: skip
_PART_ELSEWHERE = "0.05000"
#: Channel -> US dollars for a whole message, or for the minute of a call.
_WHOLE = {"MEDIA": "0.01100", "VOICE": "0.01300"}


@cache
def of(country: str | None, channel: str, parts: int) -> Decimal:
    """What a message to a country costs, in US dollars; a call lasts one minute."""
    if channel in _WHOLE:
        return Decimal(_WHOLE[channel])
    return Decimal(_PARTS.get(country or "", _PART_ELSEWHERE)) * parts
