"""Every switch and quota, with its default and where the default comes from.

A value is looked up when it is needed. What was set last counts: at run time (which ends with
moto's next reset), or for a while (``with settings(...)`` and the pytest marker, which outlive it).
Then comes the environment (``MOTO_CONTACTS_`` and the name in capitals), then the default.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import Field, dataclass, field, fields
from itertools import count
from operator import itemgetter
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from moto_contacts.simulation.environment import Variable
from moto_contacts.simulation.state import part

ENVIRONMENT_PREFIX = "MOTO_CONTACTS_"


class Misconfigured(ValueError):
    """Something that a test has set cannot be done; the message is for whoever wrote the test."""


class SettingError(Misconfigured):
    """A setting that does not exist, or a value that it cannot take."""


def _setting(default: Any, source: str, text: str) -> Any:
    return field(default=default, metadata={"source": source, "help": text})


@dataclass(frozen=True)
class Settings:
    """All settings. The source of a default: documented, seen, inferred, or ours (not of AWS)."""

    code: str | None = _setting(
        None, "ours", "one code for everything that is sent, instead of random ones"
    )
    codes: dict[str, str] | None = _setting(
        None, "ours", "address -> the code that it is sent; JSON in the environment"
    )
    check_answers: bool = _setting(
        False, "ours", "check this plugin's own answers against the service models"
    )

    answer_early: bool = _setting(
        True,
        "ours",
        "answer boto3 ahead of moto's stubber; false: by moto's own way, which is slower",
    )

    lightsail_duplicates: str = _setting(
        "strict",
        "inferred",
        "strict: a second contact method of a protocol is refused; "
        "lenient: the same endpoint is a no-op, another one replaces it",
    )
    lightsail_link_hours: float = _setting(24.0, "documented", "life time of a verification link")
    lightsail_sms_enabled: bool = _setting(
        True, "documented", "false: no region takes SMS, as the user guide says since 2021"
    )

    ssm_contacts_onboarded: bool = _setting(
        True, "seen", "false: every call answers as in an account without a replication set"
    )
    ssm_contacts_contacts: int = _setting(1000, "seen", "contacts of an account and region")
    ssm_contacts_stages: int = _setting(10, "seen", "stages of a plan")
    ssm_contacts_targets: int = _setting(10, "seen", "targets of a stage")
    ssm_contacts_rotations: int = _setting(8, "documented", "rotations of an on-call schedule")
    ssm_contacts_tags: int = _setting(50, "documented", "tags of a resource")
    ssm_contacts_code_hours: float | None = _setting(
        None, "inferred", "life time of an activation code; none for ever"
    )
    ssm_contacts_codes: int | None = _setting(
        None, "inferred", "activation codes that may be sent to one channel; none for no limit"
    )

    sms_voice_account_tier: str = _setting("SANDBOX", "documented", "SANDBOX or PRODUCTION")
    sms_voice_verified_destination_numbers: int = _setting(
        10, "documented", "verified destination numbers of an account and region"
    )
    sms_voice_code_hours: float = _setting(24.0, "inferred", "life time of a verification code")
    sms_voice_codes_per_day: int = _setting(
        5, "inferred", "codes that may be sent to one number in 24 hours"
    )
    sms_voice_tags: int = _setting(50, "documented", "tags of a resource")
    sms_voice_assume_identity: bool = _setting(
        True, "ours", "send codes from an identity of AWS's own where the request names none"
    )
    sms_voice_strict_deletion: bool = _setting(
        False, "documented", "refuse to delete a verified number in its first 24 hours"
    )

    notifications_contacts_email_contacts: int = _setting(
        100, "inferred", "e-mail contacts of an account"
    )
    notifications_contacts_code_hours: float = _setting(
        12.0, "documented", "life time of an activation code"
    )
    notifications_contacts_attempts: int = _setting(
        5, "documented", "wrong codes after which a new code must be sent"
    )
    notifications_contacts_tags: int = _setting(200, "documented", "tags of a contact")

    message_contacts_site: str = _setting(
        "china", "documented", "china: numbers begin with 86-; international: with any country code"
    )
    message_contacts_contacts: int = _setting(20, "documented", "message contacts of a directory")
    message_contacts_bindings: int = _setting(
        10, "documented", "members, folders and roots that a contact is bound to"
    )
    message_contacts_targets: int = _setting(
        5, "documented", "members, folders and roots that one call binds or unbinds"
    )
    message_contacts_messages_per_day: int = _setting(
        100, "documented", "mails and SMS of an account in 24 hours"
    )
    message_contacts_messages_per_minute: int = _setting(
        10, "documented", "mails or SMS to one address in a minute"
    )
    message_contacts_link_hours: float | None = _setting(
        None, "inferred", "life time of a verification link; none for ever"
    )
    message_contacts_members: list[str] | None = _setting(
        None, "ours", "ids that the directory has, a JSON list in the environment; none for any"
    )
    message_contacts_undeletable_members: list[str] | None = _setting(
        None, "ours", "members that do not let go of a contact; its deletion fails"
    )


FIELDS: dict[str, Field[Any]] = {each.name: each for each in fields(Settings)}
_CHOICES = {
    "lightsail_duplicates": ("strict", "lenient"),
    "message_contacts_site": ("china", "international"),
    "sms_voice_account_tier": ("SANDBOX", "PRODUCTION"),
}
_TYPES: dict[str, tuple[type, ...]] = {
    name: tuple(
        get_origin(kind) or kind
        for kind in (get_args(hint) if isinstance(hint, UnionType) else (hint,))
    )
    for name, hint in get_type_hints(Settings).items()
}
_VARIABLES = {name: Variable(ENVIRONMENT_PREFIX + name.upper()) for name in FIELDS}
#: More than any quota or life time that a test could want, and less than dates can hold.
_MOST = 1_000_000
#: What people write -> what JSON calls it.
_SPELLINGS = {"": "null", "none": "null", "true": "true", "false": "false"}
#: Serial number of a change -> values; the highest number counts.
_layers: dict[int, Mapping[str, Any]] = {}
_serials = count(1)


class _Overrides(dict[str, tuple[int, Any]]):
    """What was set at run time, with the serial number of the change."""


class _Current:
    """Reads as a `Settings` whose values are those of this very moment."""

    def __getattr__(self, name: str) -> Any:
        return lookup(name)[0]


current = cast(Settings, _Current())


def lookup(name: str) -> tuple[Any, str]:
    """A setting's value, and where it comes from: run time, process, environment or default."""
    each = _field(name)
    overrides = part(_Overrides)
    if overrides or _layers:
        set_at = [
            (serial, values[name], "process")
            for serial, values in list(_layers.items())
            if name in values
        ]
        overridden = overrides.get(name)
        if overridden is not None:
            set_at.append((*overridden, "run time"))
        if set_at:
            _, value, origin = max(set_at, key=itemgetter(0))
            return value, origin
    text = _VARIABLES[name].get()
    if text is not None:
        return read_text(name, text), "environment"
    return each.default, "default"


def override(values: Mapping[str, Any]) -> None:
    """Sets values until moto's next reset. Raises `SettingError`, and then sets none of them."""
    serial = next(_serials)
    part(_Overrides).update({name: (serial, value) for name, value in checked(values).items()})


def reset(names: Iterable[str] = FIELDS) -> None:
    """Forgets what was set at run time, of these names or of all. Raises `SettingError`."""
    for name in [_field(name).name for name in names]:
        part(_Overrides).pop(name, None)


@contextmanager
def layer(values: Mapping[str, Any]) -> Iterator[None]:
    """Sets values for this process while the block runs, whatever moto resets meanwhile."""
    serial = next(_serials)
    _layers[serial] = checked(values)
    try:
        yield
    finally:
        del _layers[serial]


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, when each one fits its setting. Raises `SettingError`."""
    return {name: _fit(name, value) for name, value in values.items()}


def read_text(name: str, text: str) -> Any:
    """A value from the environment: true and false, numbers, none, JSON, or text."""
    types = _TYPES[_field(name).name]
    if str in types:
        return _fit(name, text)
    try:
        value = json.loads(_SPELLINGS.get(text.lower(), text))
    except ValueError:
        value = text
    if bool in types and value in (0, 1):
        value = bool(value)
    return _fit(name, value)


def _fit(name: str, value: Any) -> Any:
    types = _TYPES[_field(name).name]
    if type(value) is int and float in types:
        value = float(value)
    if type(value) not in types:
        wanted = " or ".join("None" if kind is type(None) else kind.__name__ for kind in types)
        raise SettingError(f"The setting {name} takes {wanted}, not {value!r}.")
    choices = _CHOICES.get(name)
    if choices is not None and value not in choices:
        raise SettingError(f"The setting {name} takes {' or '.join(choices)}, not {value!r}.")
    if isinstance(value, (int, float)) and not 0 <= value <= _MOST:
        raise SettingError(f"The setting {name} takes numbers from 0 to {_MOST}, not {value!r}.")
    inner = value.items() if isinstance(value, dict) else [value] if isinstance(value, list) else []
    if not all(type(text) is str for texts in inner for text in texts):
        raise SettingError(f"The setting {name} takes nothing but text inside, not {value!r}.")
    return value


def _field(name: str) -> Field[Any]:
    each = FIELDS.get(name)
    if each is None:
        close = difflib.get_close_matches(name, FIELDS, n=3, cutoff=0.4)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise SettingError(f"There is no setting named {name!r}.{hint}")
    return each
