"""What every switch and quota is made of: default, source of that, and where a value comes from.

A value is looked up when it is needed. What was set last counts: at run time (which ends with
moto's next reset), or for a while (``with settings(...)`` and the pytest marker: those are kept
through all resets). Then comes the environment (``MOTO_CONTACTS_`` and the name in capitals), then
the default.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import count
from operator import itemgetter
from threading import Lock
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from moto_contacts.simulation.environment import Variable
from moto_contacts.simulation.nearness import meant
from moto_contacts.simulation.state import part
from moto_contacts.simulation.warned import warn_once

ENVIRONMENT_PREFIX = "MOTO_CONTACTS_"
#: The variables that are no settings: of Python's start and of the command line.
NO_SETTINGS = frozenset({"MOTO_CONTACTS_AUTOLOAD", "MOTO_CONTACTS_ENDPOINT_URL"})
#: More than any quota or life time that a test could want, and less than dates can hold.
_MOST = 1_000_000
#: What people write -> what JSON calls it.
_SPELLINGS = {"": "null", "none": "null", "true": "true", "false": "false"}
_serials = count(1)
#: Serial number of a change -> values that stay through all resets; and of what was set at run
#: time, name -> serial number and value. The highest number counts.
kept: dict[int, Mapping[str, Any]] = {}
_run_time: dict[str, tuple[int, Any]] = {}
#: What counts of these: name -> value, and where it comes from. Replaced with every change.
_set: Mapping[str, tuple[Any, str]] = {}
#: Held while any of these is changed.
_lock = Lock()
#: To be called ahead of that: what was put off is done by the settings that it was put off by.
before_change: list[Callable[[], object]] = []

T = TypeVar("T")

if TYPE_CHECKING:
    from moto_contacts.simulation.codes import CodeFormat


class Misconfigured(ValueError):
    """Something that a test has set cannot be done; the message is for whoever wrote the test."""


class UnknownVariable(UserWarning):
    """The environment has a variable that looks like a setting's and is none."""


class SettingError(Misconfigured):
    """A setting that does not exist, or a value that it cannot take."""


#: What is wrong with a text inside of a setting, in the words of a clause; nothing where it fits.
Wrong = Callable[[str], str]


def setting(
    default: Any,
    source: str,
    text: str,
    choices: tuple[str, ...] = (),
    wrong: Wrong = lambda inside: "",
) -> Any:
    """A field of a dataclass of settings.

    ``source`` is that of the default: documented, seen, inferred, or ours (not of AWS).
    ``wrong`` looks at each value of a setting that has values by name.
    """
    about = {"source": source, "help": text, "choices": choices, "wrong": wrong}
    return field(default=default, metadata=about)


class Setting:
    """One setting. As an attribute of a class it reads as its value at this very moment."""

    __slots__ = (
        "_variable", "_wrong", "choices", "default", "help", "name", "source", "types", "variable",
    )  # fmt: skip

    def __init__(self, name: str, default: Any, types: tuple[type, ...], about: Mapping[str, Any]):
        self.name = name
        self.default = default
        self.types = types
        self.source: str = about["source"]
        self.help: str = about["help"]
        self.choices: tuple[str, ...] = about["choices"]
        self._wrong: Wrong = about["wrong"]
        self.variable = ENVIRONMENT_PREFIX + name.upper()
        self._variable = Variable(self.variable)

    def __get__(self, instance: object, owner: object = None) -> Any:
        # Of every request several, so it is seen without a call that nobody has set it, as mostly.
        found = _set.get(self.name)
        if found is not None:
            return found[0]
        try:
            if self._variable.key not in os.environ._data:  # type: ignore[attr-defined]
                return self.default
        except AttributeError:
            pass  # see `Variable`
        return self.look_up()[0]

    def look_up(self) -> tuple[Any, str]:
        """The value, and where it comes from: run time, kept, environment or default."""
        found = _set.get(self.name)
        if found is not None:
            return found
        text = self._variable.get()
        return (self.default, "default") if text is None else (self.told(text), "environment")

    def told(self, text: str) -> Any:
        """The value that its variable says. Raises `SettingError`, which names the variable."""
        try:
            return self.read(text)
        except SettingError as why:
            raise SettingError(f"{self.variable}: {why}") from None

    def read(self, text: str) -> Any:
        """A value from text: true and false, numbers, none, JSON, or the text itself."""
        if str in self.types:
            return self.fit(text or (None if NoneType in self.types else text))
        try:
            value = json.loads(_SPELLINGS.get(text.lower(), text))
        except ValueError:
            value = text
        if bool in self.types and value in (0, 1):
            value = bool(value)
        return self.fit(value)

    def fit(self, value: Any) -> Any:
        """The value, where it is one that the setting takes. Raises `SettingError`."""
        if type(value) is int and float in self.types:
            value = float(value)
        if type(value) not in self.types:
            wanted = " or ".join(
                "None" if kind is NoneType else kind.__name__ for kind in self.types
            )
            raise SettingError(f"The setting {self.name} takes {wanted}, not {value!r}.")
        if self.choices and value not in self.choices:
            wanted = " or ".join(self.choices)
            raise SettingError(f"The setting {self.name} takes {wanted}, not {value!r}.")
        if isinstance(value, (int, float)) and not 0 <= value <= _MOST:
            raise SettingError(
                f"The setting {self.name} takes numbers from 0 to {_MOST}, not {value!r}."
            )
        inside = (
            value.items() if isinstance(value, dict) else [value] if isinstance(value, list) else []
        )
        if not all(type(text) is str for texts in inside for text in texts):
            raise SettingError(
                f"The setting {self.name} takes nothing but text inside, not {value!r}."
            )
        for name, text in value.items() if isinstance(value, dict) else ():
            if why := self._wrong(text):
                raise SettingError(f"The setting {self.name} says {text!r} of {name}, {why}.")
        return value


class Table(Generic[T]):
    """The settings that a frozen dataclass lists, each with ``prefix`` before its name."""

    def __init__(self, kind: type[T], prefix: str = "", codes: CodeFormat | None = None):
        self.prefix = prefix
        #: What the codes of the service look like, where it sends any.
        self.codes = codes
        hints = get_type_hints(kind)
        self.settings = {
            each.name: Setting(
                prefix + each.name, each.default, _types(hints[each.name]), each.metadata
            )
            for each in fields(kind)  # type: ignore[arg-type]  # T is a dataclass
        }
        #: Reads as an instance of ``kind`` whose values are those of this very moment.
        self.current = cast(T, type(kind.__name__, (), dict(self.settings))())


def _types(hint: Any) -> tuple[type, ...]:
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return tuple(get_origin(kind) or kind for kind in kinds)


@dataclass(frozen=True)
class Settings:
    """The settings that are of no service; those of a service are in its ``settings.py``."""

    code: str | None = setting(
        None, "ours", "one code for everything that is sent, instead of random ones"
    )
    codes: dict[str, str] | None = setting(
        None, "ours", "address -> the code that it is sent; JSON in the environment"
    )
    check_answers: bool = setting(
        False, "ours", "check this plugin's own answers against the service models"
    )
    answer_early: bool = setting(
        True,
        "ours",
        "answer boto3 ahead of moto's stubber; false: by moto's own way, which is slower",
    )
    console_origins: list[str] | None = setting(
        None,
        "ours",
        "origins whose pages may use the console as its own page does, a JSON list in the "
        "environment; * for every page",
    )
    console_hosts: list[str] | None = setting(
        None,
        "ours",
        "further names by which a browser may reach the console, a JSON list in the environment",
    )


TABLE = Table(Settings)
current = TABLE.current


class _UntilReset:
    """Hears of moto's next reset, on behalf of what was set at run time."""

    def before_reset(self) -> None:
        """None of that is set any more."""
        with _changing():
            _run_time.clear()


@contextmanager
def _changing() -> Iterator[None]:
    """Holds the lock while something is set; what was set last counts from then on."""
    for finish in before_change:
        finish()
    with _lock:
        yield
        _settle()


def _settle() -> None:
    """What was set last counts, from now on. To be called with the lock held."""
    global _set
    changes = [
        (serial, name, value, "kept")
        for serial, values in kept.items()
        for name, value in values.items()
    ]
    changes += [(serial, name, value, "run time") for name, (serial, value) in _run_time.items()]
    _set = {name: (value, origin) for _, name, value, origin in sorted(changes, key=itemgetter(0))}


#: Finds the tables of the services. The simulation knows none; see `join`.
_finders: list[Callable[[], Iterable[Table[Any]]]] = []


def join(find: Callable[[], Iterable[Table[Any]]]) -> None:
    """From here on the settings that ``find`` finds are known by name; it is called at need."""
    if find not in _finders:
        _finders.append(find)
        known.cache_clear()


@cache
def known() -> Mapping[str, Setting]:
    """Every setting by its whole name: those of no service, then service by service."""
    found = {each.name: each for table in _tables() for each in table.settings.values()}
    for variable in _strange(found):
        close = meant(variable, [name.upper() for name in found], ENVIRONMENT_PREFIX)
        text = f"The variable {variable} is of no setting, and changes nothing.{close}"
        warn_once(text, UnknownVariable)
    return found


def _tables() -> list[Table[Any]]:
    return [TABLE, *(table for find in _finders for table in find())]


def look_at_environment() -> None:
    """Warns of each variable of ours that means nothing. Nobody is asked where all are common."""
    if _strange({each.name for each in TABLE.settings.values()}):
        known()


def check_environment() -> None:
    """Nothing, where each setting can take what its variable says. Raises `SettingError`."""
    if not any(map(_of_a_setting, os.environ)):
        return  # and no service need be imported
    for each in known().values():
        text = os.environ.get(each.variable)
        if text is not None:
            _check_codes({each.name: each.told(text)}, f"{each.variable}: ")


def _strange(names: Container[str]) -> list[str]:
    """The variables that look like those of settings, and are of none of these."""
    return [
        variable
        for variable in os.environ
        if _of_a_setting(variable)
        and variable.removeprefix(ENVIRONMENT_PREFIX).lower() not in names
    ]


def _of_a_setting(variable: str) -> bool:
    """Whether a variable looks like a setting's."""
    return variable.startswith(ENVIRONMENT_PREFIX) and variable not in NO_SETTINGS


def lookup(name: str) -> tuple[Any, str]:
    """A setting's value, and where it comes from. Raises `SettingError` for an unknown name."""
    return _named(name).look_up()


def override(values: Mapping[str, Any]) -> None:
    """Sets values until moto's next reset. Raises `SettingError`, and then sets none of them."""
    values = checked(values)
    part(_UntilReset)
    with _changing():
        serial = next(_serials)
        _run_time.update({name: (serial, value) for name, value in values.items()})


def reset(names: Iterable[str] | None = None) -> None:
    """Forgets what was set at run time, of these names or of all. Raises `SettingError`."""
    names = [_named(name).name for name in (known() if names is None else names)]
    with _changing():
        for name in names:
            _run_time.pop(name, None)


def keep(values: Mapping[str, Any]) -> int:
    """Sets values through every reset of moto's; returns the serial number to `let_go` of them.

    Raises `SettingError`, and then sets none of them.
    """
    values = checked(values)
    with _changing():
        serial = next(_serials)
        kept[serial] = values
    return serial


def let_go(*serials: int) -> None:
    """Forgets values that were kept; those that are gone already stay so."""
    with _changing():
        for serial in serials:
            kept.pop(serial, None)


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, when each one fits its setting. Raises `SettingError`."""
    fitting = {name: _named(name).fit(value) for name, value in values.items()}
    _check_codes(fitting)
    return fitting


def _check_codes(values: Mapping[str, Any], where: str = "") -> None:
    """Raises `SettingError` for a code that no service could send, or for no address."""
    codes = values.get("codes") or {}
    if "*" in codes:  # which is all addresses wherever codes are listed
        raise SettingError(f"{where}codes takes addresses, not '*'; code is for all of them.")
    fixed = [values.get("code"), *codes.values()]
    for code in filter(None, fixed):
        forms = {table.codes for table in _tables() if table.codes is not None}
        if forms and not any(form.fits(code) for form in forms):
            wanted = " or ".join(sorted(map(str, forms)))
            raise SettingError(
                f"{where}No service sends a code such as {code!r}; they are {wanted}."
            )


def read_text(name: str, text: str) -> Any:
    """A setting's value from text, as the environment has it. Raises `SettingError`."""
    return _named(name).read(text)


def _named(name: str) -> Setting:
    found = known().get(name)
    if found is None:
        raise SettingError(f"There is no setting named {name!r}.{meant(name, known())}")
    return found
