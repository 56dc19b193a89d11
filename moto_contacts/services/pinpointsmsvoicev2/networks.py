"""Which network a mobile phone number is of."""

from __future__ import annotations

from typing import NamedTuple

#: Country; mobile country code, mobile network code and name of some of its networks.
_ROWS = """
AU; 505 01 Telstra; 505 02 Optus; 505 03 Vodafone
BR; 724 05 Claro; 724 02 TIM; 724 06 Vivo
CA; 302 610 Bell; 302 720 Rogers; 302 220 Telus
CH; 228 01 Swisscom; 228 02 Sunrise; 228 03 Salt
DE; 262 01 T-Mobile; 262 02 Vodafone; 262 03 O2
ES; 214 07 Movistar; 214 03 Orange; 214 01 Vodafone
FR; 208 01 Orange; 208 10 SFR; 208 15 Free Mobile; 208 20 Bouygues
GB; 234 10 O2; 234 15 Vodafone; 234 20 Three; 234 30 EE
IT; 222 01 TIM; 222 10 Vodafone; 222 88 Wind Tre
JP; 440 10 NTT Docomo; 440 20 SoftBank; 440 50 KDDI
MX; 334 020 Telcel; 334 030 Movistar
NL; 204 04 Vodafone; 204 08 KPN; 204 16 T-Mobile
SE; 240 01 Telia; 240 02 Tre; 240 07 Tele2
US; 310 260 T-Mobile; 310 410 AT&T; 311 480 Verizon Wireless
"""


class Network(NamedTuple):
    """A network of mobile phones, with the members of the answer that tell of it."""

    carrier: str
    #: Of the country, and of the network; None where they are not known here.
    mcc: str | None = None
    mnc: str | None = None


def _network(text: str) -> Network:
    mcc, mnc, carrier = text.split(maxsplit=2)
    return Network(carrier, mcc, mnc)


_NETWORKS = {
    country: tuple(_network(text) for text in networks)
    for country, *networks in (row.split(";") for row in _ROWS.strip().splitlines())
}


def of(country: str, carrier: str, digits: str) -> Network | None:
    """The network of a carrier, or else one of the country's, the same for a number each time.

    Where numbers move freely between networks nothing tells whose a number is. None where no
    network of the country is known. Source: documented (the codes), ours (which network).
    """
    known = _NETWORKS.get(country, ())
    if carrier:
        return next((each for each in known if each.carrier == carrier), Network(carrier))
    return known[int(digits) % len(known)] if known else None
