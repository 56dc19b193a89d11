"""Destinations that only simulate a phone. Source: documented."""

from __future__ import annotations

#: Country, the number that is reached, and the one that is not.
_NUMBERS = """
AT +43676800442031 +43676800442032; AU +61455944038 +61455944039; BE +32460213922 +32460213923;
CH +41798075872 +41798075874; CL +56229140630 +56229140631; CZ +420790542286 +420790542287;
DK +4525919410 +4525919215; EE +37282720792 +37282720793; ES +34683783440 +34683783442;
FI +3584573979110 +3584573979111; FR +33755512501 +33755512502; GB +447860019066 +447860019067;
HK +85257048426 +85257048854; HU +36707178770 +36707178772; IT +394390009172 +394390009174;
JE +447937404990 +447937404992; LU +352691385880 +352691385882; NL +3197008100148 +3197008100150;
NO +4759449384 +4759449387; PL +48732141440 +48732141442; PT +351927946948 +351927946950;
RO +40783900330 +40783900332; SE +46790645100 +46790645102; TW +886903444630 +886903444632;
US +14254147755 +14254147167
"""
_ROWS = [row.split() for row in _NUMBERS.split(";")]
#: Country -> the number that is reached, and the one that is not.
NUMBERS = {country: (success, failure) for country, success, failure in _ROWS}
_FAILURES = frozenset(failure for _, failure in NUMBERS.values())
_ALL = _FAILURES | {success for success, _ in NUMBERS.values()}


def is_simulator(phone_number: str) -> bool:
    """Whether nobody's phone has the number."""
    return phone_number in _ALL


def fails(phone_number: str) -> bool:
    """Whether it is one that simulates a phone that cannot be reached."""
    return phone_number in _FAILURES
