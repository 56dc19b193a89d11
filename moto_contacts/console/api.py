"""What the console can be asked, as JSON in and JSON out; HTTP and this process both call it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from moto_contacts.console import controls, fault_rules, marks, messages
from moto_contacts.console.messages import FILTERS
from moto_contacts.console.values import (
    IN_PROCESS,
    ConsoleError,
    Json,
    invalid,
    not_allowed,
    refuse_unknown,
)
from moto_contacts.simulation import clock
from moto_contacts.simulation.settings import Misconfigured


def call(
    method: str, path: str, values: Json, base_url: str = IN_PROCESS, peek: bool = False
) -> Json:
    """The answer of the console. ``values`` are the query's for GET and the body's for the rest.

    With ``peek`` nothing counts as read by it. Errors: `ConsoleError`.
    """
    steps = path.split("/")
    fitting = {template for _, template, *_ in ROUTES if _fits(template, steps)}
    if not fitting:
        raise ConsoleError(404, "NotFound", f"There is no /moto-api/contacts/{path}.")
    closest = min(fitting, key=lambda template: template.count("*"))
    methods = {
        each: (handler, known) for each, template, handler, known in ROUTES if template == closest
    }
    if method not in methods:
        raise not_allowed(method, ", ".join(sorted(methods)))
    handler, known = methods[method]
    if known is not None:
        refuse_unknown(values, known)
        values = {**values, "peek": True} if peek and "peek" in known else values
    labels = [step for step, name in zip(steps, closest, strict=True) if name == "*"]
    perform = partial(handler, *labels, values, base_url)
    try:
        if method == "DELETE":
            return _taken_back(perform)
        clock.catch_up()
        answer = perform()
        clock.catch_up()
        return answer
    except Misconfigured as why:
        raise invalid(str(why)) from None


def _taken_back(perform: Callable[[], Json]) -> Json:
    """What the handler answers, called though what is due fails, maybe by what it takes back."""
    try:
        clock.catch_up()
    finally:
        answer = perform()
    return answer


def _fits(template: tuple[str, ...], steps: list[str]) -> bool:
    return len(template) == len(steps) and all(
        step and name in ("*", step) for name, step in zip(template, steps, strict=True)
    )


#: Method, path with a star for each label, handler, and which values there may be: None for those
#: that the handler knows.
ROUTES: tuple[tuple[str, tuple[str, ...], Callable[..., Json], tuple[str, ...] | None], ...] = (
    ("GET", ("messages",), messages.list_messages, (*FILTERS, "limit", "token", "peek")),
    ("DELETE", ("messages",), marks.delete_messages, (*FILTERS, "ids")),
    ("GET", ("messages", "latest"), messages.latest_message, (*FILTERS, "peek")),
    ("GET", ("messages", "wait"), messages.wait_for_message, (*FILTERS, "timeout", "peek")),
    ("GET", ("messages", "unread"), messages.unread_messages, ("discarded",)),
    ("GET", ("messages", "*"), messages.one_message, ("peek",)),
    ("DELETE", ("messages", "*"), marks.delete_message, ()),
    ("POST", ("messages", "*", "unread"), marks.mark_unread, ()),
    ("GET", ("messages", "*", "attachments", "*"), messages.one_attachment, ()),
    ("POST", ("messages", "read"), marks.mark_read, (*FILTERS, "ids")),
    ("POST", ("messages", "*", "expire"), messages.expire, ()),
    ("POST", ("messages", "*", "click"), messages.click_link, ()),
    ("POST", ("messages", "*", "reply"), messages.reply, ("text",)),
    ("POST", ("messages", "*", "fail"), messages.fail, ("reason",)),
    ("POST", ("messages", "*", "unsubscribe"), messages.unsubscribe, ()),
    ("POST", ("replies",), messages.answer, ("from", "to", "text")),
    ("POST", ("texts",), messages.write, ("from", "to", "text")),
    ("GET", ("filters",), messages.list_filters, ()),
    ("GET", ("codes",), controls.read_codes, ()),
    ("PUT", ("codes",), controls.put_codes, controls.CODES),
    ("DELETE", ("codes",), controls.forget_codes, ()),
    ("GET", ("health",), controls.health, ()),
    ("GET", ("services",), controls.read_services, ()),
    ("GET", ("openapi.json",), controls.description, ()),
    ("GET", ("clock",), controls.read_clock, ()),
    ("POST", ("clock",), controls.advance_clock, controls.UNITS),
    ("DELETE", ("clock",), controls.reset_clock, ()),
    ("GET", ("settings",), controls.read_settings, ()),
    ("PATCH", ("settings",), controls.override_settings, None),
    ("DELETE", ("settings",), controls.forget_settings, ("names",)),
    ("GET", ("settings", "kept"), controls.read_kept_settings, ()),
    ("POST", ("settings", "kept"), controls.keep_settings, None),
    ("DELETE", ("settings", "kept"), controls.let_go_of_all_settings, ()),
    ("DELETE", ("settings", "kept", "*"), controls.let_go_of_settings, ()),
    ("GET", ("faults",), fault_rules.list_faults, ()),
    ("POST", ("faults",), fault_rules.put_fault, fault_rules.NAMES),
    ("PUT", ("faults",), fault_rules.replace_faults, ("faults",)),
    ("DELETE", ("faults",), fault_rules.reset_faults, ()),
    ("GET", ("faults", "*"), fault_rules.one_fault, ()),
    ("DELETE", ("faults", "*"), fault_rules.remove_fault, ()),
    ("POST", ("faults", "*", "keep"), fault_rules.keep_fault, ()),
)
