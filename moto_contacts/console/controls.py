"""Clock, settings and codes, and what the console can tell of itself."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import timedelta
from importlib.resources import files
from math import inf

from moto_contacts import __version__, catalogue
from moto_contacts.console import settings
from moto_contacts.console.values import Json, invalid
from moto_contacts.simulation import clock, outbox


def read_clock(values: Json, base_url: str) -> Json:
    """The simulated time."""
    return {"now": clock.now().isoformat()}


UNITS = ("weeks", "days", "hours", "minutes", "seconds")


def advance_clock(values: Json, base_url: str) -> Json:
    """The time after it was moved forward."""
    if not values or not all(type(value) in (int, float) for value in values.values()):
        raise invalid(f"Give numbers for one or more of {', '.join(UNITS)}.")
    for unit, value in values.items():
        if value != value or value in (inf, -inf):
            raise invalid(f"The clock cannot be moved by {value} {unit}; give a number that ends.")
    try:
        with outbox.clock_moves():
            return {"now": clock.advance(timedelta(**values)).isoformat()}
    except OverflowError:
        raise invalid("That is beyond the year 9000.") from None
    except ValueError as why:
        raise invalid(str(why)) from None


def reset_clock(values: Json, base_url: str) -> Json:
    """The time after all moves were taken back."""
    with outbox.clock_moves():
        return {"now": clock.reset().isoformat()}


def read_settings(values: Json, base_url: str) -> Json:
    """Every setting: its value, where that comes from, its default and the source of that."""
    told = {
        name: {
            **dict(zip(("value", "from"), each.look_up(), strict=True)),
            "default": each.default,
            "source": each.source,
            "help": each.help,
        }
        for name, each in settings.known().items()
    }
    return deepcopy(told)


def forget_settings(values: Json, base_url: str) -> Json:
    """The settings after some or all of what was set was forgotten."""
    names = values.get("names", list(settings.known()))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise invalid(f"names must be a list of text, not {names!r}.")
    try:
        settings.reset(names)
    except settings.SettingError as why:
        raise invalid(str(why), "InvalidSetting") from None
    return read_settings({}, base_url)


def _own(values: Json) -> Json:
    """The values that settings take, out of reach of whoever has given them."""
    return deepcopy(settings.checked(values))


def override_settings(values: Json, base_url: str) -> Json:
    """The settings after some were set."""
    try:
        settings.override(_own(values))
    except settings.SettingError as why:
        raise invalid(str(why), "InvalidSetting") from None
    return read_settings({}, base_url)


def keep_settings(values: Json, base_url: str) -> Json:
    """Sets values through moto's resets; with the id by which they are let go of."""
    try:
        serial = settings.keep(_own(values))
    except settings.SettingError as why:
        raise invalid(str(why), "InvalidSetting") from None
    return {"id": str(serial), "settings": values}


def read_kept_settings(values: Json, base_url: str) -> Json:
    """What is kept, the last first, which wins."""
    last_first = sorted(deepcopy(settings.kept).items(), reverse=True)
    return {"kept": [{"id": str(serial), "settings": each} for serial, each in last_first]}


def let_go_of_settings(kept_id: str, values: Json, base_url: str) -> Json:
    """What is still kept; values that are gone already stay so."""
    settings.let_go(*(serial for serial in settings.kept if str(serial) == kept_id))
    return read_kept_settings({}, base_url)


def let_go_of_all_settings(values: Json, base_url: str) -> Json:
    """Nothing is kept any more."""
    settings.let_go(*settings.kept)
    return read_kept_settings({}, base_url)


CODES = ("code", "codes")


def read_codes(values: Json, base_url: str) -> Json:
    """The codes that are fixed."""
    return deepcopy({name: settings.lookup(name)[0] for name in CODES})


def put_codes(values: Json, base_url: str) -> Json:
    """The codes after they were fixed anew."""
    override_settings({**dict.fromkeys(CODES), **values}, base_url)
    return read_codes({}, base_url)


def forget_codes(values: Json, base_url: str) -> Json:
    """The codes after none is fixed any more."""
    settings.reset(CODES)
    return read_codes({}, base_url)


def health(values: Json, base_url: str) -> Json:
    """That it runs, and how full the outbox is."""
    return {
        "status": "ok",
        "version": __version__,
        "messages": outbox.size(),
        "unread": sum(not each.read for each in outbox.newest_first()),
    }


def description(values: Json, base_url: str) -> Json:
    """All that the console can be asked, in OpenAPI."""
    text = files(__package__).joinpath("openapi.json").read_text("utf-8")
    description: Json = json.loads(text)
    return description


def read_services(values: Json, base_url: str) -> Json:
    """The services, their operations, and the errors that each can answer."""
    return {
        "services": {
            service.name: {
                operation.name: sorted(operation.errors) for operation in service.model.operations()
            }
            for service in catalogue.services()
        }
    }
