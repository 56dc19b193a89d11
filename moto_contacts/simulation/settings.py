"""Every switch and quota, with its default and where the default comes from.

A value is looked up when it is needed, in this order: what was set at run time (until moto's next
reset), the layers of the running process (``with settings(...)`` and the pytest marker, the
innermost wins), the environment (``MOTO_CONTACTS_`` and the name in capitals), the default.
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import Field, dataclass, field, fields
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from moto_contacts.simulation.state import part

ENVIRONMENT_PREFIX = "MOTO_CONTACTS_"


class SettingError(ValueError):
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


FIELDS: dict[str, Field[Any]] = {each.name: each for each in fields(Settings)}
_CHOICES = {
    "lightsail_duplicates": ("strict", "lenient"),
    "sms_voice_account_tier": ("SANDBOX", "PRODUCTION"),
}
_TYPES: dict[str, tuple[type, ...]] = {}
#: What people write -> what JSON calls it.
_SPELLINGS = {"": "null", "none": "null", "true": "true", "false": "false"}
_layers: list[Mapping[str, Any]] = []


class _Overrides(dict[str, Any]):
    """What was set at run time."""


class _Current:
    """Reads as a `Settings` whose values are those of this very moment."""

    def __getattr__(self, name: str) -> Any:
        return lookup(name)[0]


current = cast(Settings, _Current())


def lookup(name: str) -> tuple[Any, str]:
    """A setting's value, and where it comes from: run time, process, environment or default."""
    each = _field(name)
    overrides = part(_Overrides)
    if name in overrides:
        return overrides[name], "run time"
    for layer in reversed(_layers):
        if name in layer:
            return layer[name], "process"
    text = os.environ.get(ENVIRONMENT_PREFIX + name.upper())
    if text is not None:
        return read_text(name, text), "environment"
    return each.default, "default"


def override(values: Mapping[str, Any]) -> None:
    """Sets values until moto's next reset. Raises `SettingError`, and then sets none of them."""
    part(_Overrides).update(checked(values))


def reset() -> None:
    """Forgets what was set at run time."""
    part(_Overrides).clear()


@contextmanager
def layer(values: Mapping[str, Any]) -> Iterator[None]:
    """Sets values for this process while the block runs, whatever moto resets meanwhile."""
    values = checked(values)
    _layers.append(values)
    try:
        yield
    finally:
        _layers[:] = [each for each in _layers if each is not values]


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, when each one fits its setting. Raises `SettingError`."""
    return {name: _fit(name, value) for name, value in values.items()}


def read_text(name: str, text: str) -> Any:
    """A value from the environment or an ini file: true and false, numbers, none, JSON, or text."""
    types = _types_of(_field(name))
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
    types = _types_of(_field(name))
    if type(value) is int and float in types:
        value = float(value)
    if type(value) not in types:
        wanted = " or ".join("None" if kind is type(None) else kind.__name__ for kind in types)
        raise SettingError(f"The setting {name} takes {wanted}, not {value!r}.")
    choices = _CHOICES.get(name)
    if choices is not None and value not in choices:
        raise SettingError(f"The setting {name} takes {' or '.join(choices)}, not {value!r}.")
    if isinstance(value, (int, float)) and value < 0:
        raise SettingError(f"The setting {name} cannot be negative: {value!r}.")
    return value


def _field(name: str) -> Field[Any]:
    each = FIELDS.get(name)
    if each is None:
        close = difflib.get_close_matches(name, FIELDS, n=3, cutoff=0.4)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise SettingError(f"There is no setting named {name!r}.{hint}")
    return each


def _types_of(each: Field[Any]) -> tuple[type, ...]:
    if not _TYPES:
        for name, hint in get_type_hints(Settings).items():
            kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
            _TYPES[name] = tuple(get_origin(kind) or kind for kind in kinds)
    return _TYPES[each.name]
