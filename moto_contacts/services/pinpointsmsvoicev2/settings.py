"""Switches and quotas of pinpoint-sms-voice-v2."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SmsVoiceSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    account_tier: str = setting(
        "SANDBOX", "documented", "SANDBOX or PRODUCTION", ("SANDBOX", "PRODUCTION")
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
    opt_out_lists_per_account: int = setting(
        25, "documented", "opt-out lists of an account and region, Default among them"
    )
    code_hours: float = setting(24.0, "inferred", "life time of a verification code")
    codes_per_number_per_day: int = setting(
        5, "inferred", "codes that may be sent to one number in 24 hours"
    )
    tags_per_resource: int = setting(50, "documented", "tags of a resource")
    assume_identity: bool = setting(
        True, "ours", "send codes from an identity of AWS's own where the request names none"
    )
    strict_deletion: bool = setting(
        False, "documented", "refuse to delete a verified number in its first 24 hours"
    )
    strict_opt_in: bool = setting(
        False, "documented", "take a number off an opt-out list once in 30 days only"
    )


TABLE = Table(SmsVoiceSettings, prefix="sms_voice_")
current = TABLE.current
