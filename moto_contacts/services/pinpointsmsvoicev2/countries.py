"""Which country a phone number is of, and what is special about some countries.

By the library phonenumbers, which knows the plans of numbers: Canada, Puerto Rico and Guam are not
the United States. Source: documented (the plans of numbers), inferred (sender IDs).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

#: Country, what numbers begin with that are made for it, and its name. Those are the countries of
#: protect configurations, too. The library knows neither without all places of the world, which
#: take 100 MB.
_COUNTRIES = """
AC 247 Ascension Island; AD 376 Andorra; AE 971 United Arab Emirates; AF 93 Afghanistan;
AG 1268 Antigua and Barbuda; AI 1264 Anguilla; AL 355 Albania; AM 374 Armenia; AO 244 Angola;
AR 54 Argentina; AS 1684 American Samoa; AT 43 Austria; AU 61 Australia; AW 297 Aruba;
AX 35818 Åland Islands; AZ 994 Azerbaijan; BA 387 Bosnia and Herzegovina; BB 1246 Barbados;
BD 880 Bangladesh; BE 32 Belgium; BF 226 Burkina Faso; BG 359 Bulgaria; BH 973 Bahrain;
BI 257 Burundi; BJ 229 Benin; BL 59059027 Saint Barthélemy; BM 1441 Bermuda; BN 673 Brunei;
BO 591 Bolivia; BQ 5997 Bonaire, Sint Eustatius and Saba; BR 55 Brazil; BS 1242 Bahamas;
BT 975 Bhutan; BW 267 Botswana; BY 375 Belarus; BZ 501 Belize; CA 1416 Canada;
CC 6189162 Cocos Islands; CD 243 The Democratic Republic Of Congo; CF 236 Central African Republic;
CG 242 Congo; CH 41 Switzerland; CI 225 Côte d'Ivoire; CK 682 Cook Islands; CL 56 Chile;
CM 237 Cameroon; CN 86 China; CO 57 Colombia; CR 506 Costa Rica; CU 53 Cuba; CV 238 Cape Verde;
CW 5999 Curaçao; CX 6189164 Christmas Island; CY 357 Cyprus; CZ 420 Czech Republic; DE 49 Germany;
DJ 253 Djibouti; DK 45 Denmark; DM 1767 Dominica; DO 1809 Dominican Republic; DZ 213 Algeria;
EC 593 Ecuador; EE 372 Estonia; EG 20 Egypt; ER 291 Eritrea; ES 34 Spain;
ET 251 Ethiopia; FI 358 Finland; FJ 679 Fiji; FK 500 Falkland Islands; FM 691 Micronesia;
FO 298 Faroe Islands; FR 33 France; GA 241 Gabon; GB 44 United Kingdom; GD 1473 Grenada;
GE 995 Georgia; GF 594 French Guiana; GG 447781 Guernsey; GH 233 Ghana; GI 350 Gibraltar;
GL 299 Greenland; GM 220 Gambia; GN 224 Guinea; GP 590 Guadeloupe; GQ 240 Equatorial Guinea;
GR 30 Greece; GT 502 Guatemala; GU 1671 Guam; GW 245 Guinea-Bissau; GY 592 Guyana; HK 852 Hong Kong;
HN 504 Honduras; HR 385 Croatia; HT 509 Haiti; HU 36 Hungary; ID 62 Indonesia; IE 353 Ireland;
IL 972 Israel; IM 447624 Isle Of Man; IN 91 India; IO 246 British Indian Ocean Territory;
IQ 964 Iraq; IR 98 Iran; IS 354 Iceland; IT 39 Italy; JE 447937 Jersey; JM 1876 Jamaica;
JO 962 Jordan; JP 81 Japan; KE 254 Kenya; KG 996 Kyrgyzstan; KH 855 Cambodia; KI 686 Kiribati;
KM 269 Comoros; KN 1869 Saint Kitts And Nevis; KP 850 North Korea; KR 82 South Korea; KW 965 Kuwait;
KY 1345 Cayman Islands; KZ 77 Kazakhstan; LA 856 Laos; LB 961 Lebanon; LC 1758 Saint Lucia;
LI 423 Liechtenstein; LK 94 Sri Lanka; LR 231 Liberia; LS 266 Lesotho; LT 370 Lithuania;
LU 352 Luxembourg; LV 371 Latvia; LY 218 Libya; MA 212 Morocco; MC 377 Monaco; MD 373 Moldova;
ME 382 Montenegro; MF 59059051 Saint Martin; MG 261 Madagascar; MH 692 Marshall Islands;
MK 389 Macedonia; ML 223 Mali; MM 95 Myanmar; MN 976 Mongolia; MO 853 Macao;
MP 1670 Northern Mariana Islands; MQ 596 Martinique; MR 222 Mauritania; MS 1664 Montserrat;
MT 356 Malta; MU 230 Mauritius; MV 960 Maldives; MW 265 Malawi; MX 52 Mexico; MY 60 Malaysia;
MZ 258 Mozambique; NA 264 Namibia; NC 687 New Caledonia; NE 227 Niger; NF 6723 Norfolk Island;
NG 234 Nigeria; NI 505 Nicaragua; NL 31 Netherlands; NO 474 Norway; NP 977 Nepal; NR 674 Nauru;
NU 683 Niue; NZ 64 New Zealand; OM 968 Oman; PA 507 Panama; PE 51 Peru; PF 689 French Polynesia;
PG 675 Papua New Guinea; PH 63 Philippines; PK 92 Pakistan; PL 48 Poland;
PM 508 Saint Pierre And Miquelon; PR 1787 Puerto Rico; PS 970 Palestine; PT 351 Portugal;
PW 680 Palau; PY 595 Paraguay; QA 974 Qatar; RE 262 Reunion; RO 40 Romania; RS 381 Serbia;
RU 79 Russia; RW 250 Rwanda; SA 966 Saudi Arabia; SB 677 Solomon Islands; SC 248 Seychelles;
SD 249 Sudan; SE 46 Sweden; SG 65 Singapore; SH 290 Saint Helena; SI 386 Slovenia;
SJ 4779 Svalbard And Jan Mayen; SK 421 Slovakia; SL 232 Sierra Leone; SM 378 San Marino;
SN 221 Senegal; SO 252 Somalia; SR 597 Suriname; SS 211 South Sudan; ST 239 Sao Tome And Principe;
SV 503 El Salvador; SX 1721 Sint Maarten (Dutch part); SY 963 Syria; SZ 268 Swaziland;
TA 2908 Tristan da Cunha; TC 1649 Turks And Caicos Islands; TD 235 Chad; TG 228 Togo;
TH 66 Thailand; TJ 992 Tajikistan; TK 690 Tokelau; TL 670 Timor-Leste; TM 993 Turkmenistan;
TN 216 Tunisia; TO 676 Tonga; TR 90 Turkey; TT 1868 Trinidad and Tobago; TV 688 Tuvalu;
TW 886 Taiwan; TZ 255 Tanzania; UA 380 Ukraine; UG 256 Uganda; US 1206 United States;
UY 598 Uruguay; UZ 998 Uzbekistan; VA 3906698 Vatican; VC 1784 Saint Vincent And The Grenadines;
VE 58 Venezuela; VG 1284 British Virgin Islands; VI 1340 U.S. Virgin Islands; VN 84 Vietnam;
VU 678 Vanuatu; WF 681 Wallis And Futuna; WS 685 Samoa; XK 383 Kosovo; YE 967 Yemen;
YT 262269 Mayotte; ZA 27 South Africa; ZM 260 Zambia; ZW 263 Zimbabwe
"""
_ROWS = [row.split(maxsplit=2) for row in _COUNTRIES.split(";")]
#: Country -> what numbers begin with that are made for it; no other country's begin so.
PREFIXES = {country: prefix for country, prefix, _ in _ROWS}
NAMES = {country: name for country, _, name in _ROWS}
_BY_PREFIX = {prefix: country for country, prefix in PREFIXES.items()}
_LONGEST = max(map(len, _BY_PREFIX))
#: How many numbers are remembered: a parse takes as long as a tenth of a call.
_REMEMBERED = 4096

#: Where no message can come from a name.
WITHOUT_SENDER_IDS = frozenset(
    ["AR", "AS", "BR", "CA", "CL", "CO", "GU", "MP", "MX", "NZ", "PR", "US", "VI"]
)
#: Where a name has to be registered first.
REGISTERED_SENDER_IDS = frozenset({"IN", "SG"})
#: Where numbers of some types can be had; of the others, everywhere. Source: documented, inferred
#: (Canada).
NUMBER_TYPES = {
    "SIMULATOR": frozenset({"US"}),
    "TEN_DLC": frozenset({"US"}),
    "TOLL_FREE": frozenset({"US", "CA"}),
}


@lru_cache(_REMEMBERED)
def of(phone_number: str) -> str | None:
    """The country of a number in E.164; None where no country has such numbers.

    Numbers that nobody can have, as tests use them, are of the country whose beginning they have,
    or else of the largest that has their calling code. Source: ours (these).
    """
    # Only here, for it takes as long to import as all of the service.
    from phonenumbers import (
        NumberParseException,
        parse,
        region_code_for_country_code,
        region_code_for_number,
    )

    try:
        parsed = parse(phone_number)
    except NumberParseException:
        return None
    region = (
        region_code_for_number(parsed)
        or _by_prefix(phone_number[1:])
        or region_code_for_country_code(parsed.country_code)
    )
    # Some calling codes are of no country: satellites, and numbers that are free everywhere.
    return region if region in PREFIXES else None


def numbers(country: str, first: int) -> Iterator[str]:
    """Numbers that are made for the country, the ``first`` first, each once.

    They are as many as any quota can allow. Source: ours.
    """
    prefix = PREFIXES[country]
    start, digits = ("5", 6) if prefix[0] == "1" else ("7", min(8, 14 - len(prefix)))
    size = 10**digits
    return (f"+{prefix}{start}{(first + step) % size:0{digits}}" for step in range(size))


def _by_prefix(digits: str) -> str | None:
    heads = (digits[:length] for length in range(_LONGEST, 0, -1))
    return next((_BY_PREFIX[head] for head in heads if head in _BY_PREFIX), None)
