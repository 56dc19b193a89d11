"""Switches and quotas of pinpoint-sms-voice-v2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from moto_contacts.simulation.codes import SIX_DIGITS
from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SmsVoiceSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    account_tier: str = setting(
        "SANDBOX", "documented", "SANDBOX or PRODUCTION", ("SANDBOX", "PRODUCTION")
    )
    account_standing: str = setting(
        "GOOD",
        "ours",
        "GOOD, or why the account may send nothing",
        ("GOOD", "ACCOUNT_DISABLED", "INSUFFICIENT_ACCOUNT_REPUTATION"),
    )
    verified_destination_numbers_per_account: int = setting(
        10, "documented", "verified destination numbers of an account and region"
    )
    configuration_sets_per_account: int = setting(
        25, "documented", "configuration sets of an account and region"
    )
    event_destinations_per_configuration_set: int = setting(
        5, "documented", "event destinations of a configuration set"
    )
    keywords_per_phone_number: int = setting(
        30, "documented", "keywords of a phone number, HELP and STOP among them"
    )
    keywords_per_pool: int = setting(30, "inferred", "keywords of a pool, HELP and STOP among them")
    opt_out_lists_per_account: int = setting(
        25, "documented", "opt-out lists of an account and region, Default among them"
    )
    origination_identities_per_pool: int = setting(
        100, "documented", "phone numbers and sender IDs of a pool"
    )
    phone_numbers_per_account: int = setting(
        25, "documented", "phone numbers of an account and region"
    )
    pools_per_account: int = setting(25, "documented", "pools of an account and region")
    protect_configurations_per_account: int = setting(
        25, "documented", "protect configurations of an account and region"
    )
    sender_ids_per_account: int = setting(200, "documented", "sender IDs of an account and region")
    released_sender_id_hours: float = setting(
        0.0, "seen", "hours in which a sender ID that was released cannot be requested again"
    )
    dollars_per_month: int = setting(
        1, "documented", "the most that can be spent on messages of one kind"
    )
    closed_countries: str = setting(
        "", "ours", "countries to which nothing is sent from anywhere, such as BY,KP"
    )
    one_way_countries: str = setting(
        "", "ours", "countries whose numbers cannot have two-way messages, such as FR,DE"
    )
    one_way_regions: str = setting(
        "", "ours", "regions without two-way messages, such as eu-north-1"
    )
    suspect_traffic: bool = setting(
        True, "ours", "take what protect configurations monitor and filter for inflated traffic"
    )
    delivery_receipts: str = setting(
        "PHONE",
        "seen",
        "who says that a message has arrived: PHONE, CARRIER, or BOTH, one after the other",
        ("PHONE", "CARRIER", "BOTH"),
    )
    delivery_seconds: float = setting(
        0.0, "ours", "how long a message takes to its destination, or a call lasts"
    )
    calls_per_destination_per_day: int = setting(
        5, "documented", "calls to one destination in 24 hours"
    )
    sandbox_calls_per_account_per_day: int = setting(
        20, "documented", "calls in 24 hours, whichever their destinations, in the sandbox"
    )
    code_hours: float = setting(24.0, "inferred", "life time of a verification code")
    codes_per_number_per_day: int = setting(
        5, "inferred", "codes that may be sent to one number in 24 hours"
    )
    tags_per_resource: int = setting(50, "documented", "tags of a resource")
    assume_identity: bool = setting(
        True, "ours", "send from an identity of AWS's own where the request names none"
    )
    strict_deletion: bool = setting(
        False, "documented", "refuse to delete a verified number in its first 24 hours"
    )
    strict_country_codes: bool = setting(
        False, "seen", "refuse a phone number without its country where a pool is to have it"
    )
    strict_event_destinations: bool = setting(
        False, "seen", "refuse an event destination that names what is not there"
    )
    strict_two_way_channels: bool = setting(
        False, "seen", "refuse a topic or a role of two-way messages that is not there"
    )
    strict_opt_in: bool = setting(
        False, "documented", "take a number off an opt-out list once in 30 days only"
    )
    strict_throttling: bool = setting(
        False, "documented", "refuse more calls a second than the API takes, most often one"
    )


TABLE = Table(SmsVoiceSettings, prefix="sms_voice_", codes=SIX_DIGITS)
current = TABLE.current


@lru_cache(maxsize=64)
def places(listed: str) -> frozenset[str]:
    """The countries or regions that a setting lists, in upper case."""
    return frozenset(listed.replace(" ", "").upper().split(","))
