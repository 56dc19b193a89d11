"""What the console can be asked, as JSON in and JSON out; HTTP and this process both call it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from moto_contacts.console import controls, fault_rules, marks, messages
from moto_contacts.console.values import IN_PROCESS, ConsoleError, Json, invalid, not_allowed
from moto_contacts.simulation import clock
from moto_contacts.simulation.settings import Misconfigured


def call(method: str, path: str, values: Json, base_url: str = IN_PROCESS) -> Json:
    """The answer of the console. ``values`` are the query's for GET and the body's for the rest.

    Errors: `ConsoleError`.
    """
    steps = path.split("/")
    fitting = {template for _, template, _ in ROUTES if _fits(template, steps)}
    if not fitting:
        raise ConsoleError(404, "NotFound", f"There is no /moto-api/contacts/{path}.")
    closest = min(fitting, key=lambda template: template.count("*"))
    handlers = {each: handler for each, template, handler in ROUTES if template == closest}
    if method not in handlers:
        raise not_allowed(method, ", ".join(sorted(handlers)))
    labels = [step for step, name in zip(steps, closest, strict=True) if name == "*"]
    perform = partial(handlers[method], *labels, values, base_url)
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


#: Method, path with a star for each label, handler.
ROUTES: tuple[tuple[str, tuple[str, ...], Callable[..., Json]], ...] = (
    ("GET", ("messages",), messages.list_messages),
    ("DELETE", ("messages",), marks.delete_messages),
    ("GET", ("messages", "latest"), messages.latest_message),
    ("GET", ("messages", "wait"), messages.wait_for_message),
    ("GET", ("messages", "unread"), messages.unread_messages),
    ("GET", ("messages", "*"), messages.one_message),
    ("DELETE", ("messages", "*"), marks.delete_message),
    ("POST", ("messages", "*", "unread"), marks.mark_unread),
    ("GET", ("messages", "*", "attachments", "*"), messages.one_attachment),
    ("POST", ("messages", "read"), marks.mark_read),
    ("POST", ("messages", "*", "expire"), messages.expire),
    ("POST", ("messages", "*", "click"), messages.click_link),
    ("POST", ("messages", "*", "reply"), messages.reply),
    ("POST", ("messages", "*", "fail"), messages.fail),
    ("POST", ("messages", "*", "unsubscribe"), messages.unsubscribe),
    ("POST", ("replies",), messages.answer),
    ("POST", ("texts",), messages.write),
    ("GET", ("filters",), messages.list_filters),
    ("GET", ("codes",), controls.read_codes),
    ("PUT", ("codes",), controls.put_codes),
    ("DELETE", ("codes",), controls.forget_codes),
    ("GET", ("health",), controls.health),
    ("GET", ("services",), controls.read_services),
    ("GET", ("openapi.json",), controls.description),
    ("GET", ("clock",), controls.read_clock),
    ("POST", ("clock",), controls.advance_clock),
    ("DELETE", ("clock",), controls.reset_clock),
    ("GET", ("settings",), controls.read_settings),
    ("PATCH", ("settings",), controls.override_settings),
    ("DELETE", ("settings",), controls.forget_settings),
    ("GET", ("settings", "kept"), controls.read_kept_settings),
    ("POST", ("settings", "kept"), controls.keep_settings),
    ("DELETE", ("settings", "kept"), controls.let_go_of_all_settings),
    ("DELETE", ("settings", "kept", "*"), controls.let_go_of_settings),
    ("GET", ("faults",), fault_rules.list_faults),
    ("POST", ("faults",), fault_rules.put_fault),
    ("PUT", ("faults",), fault_rules.replace_faults),
    ("DELETE", ("faults",), fault_rules.reset_faults),
    ("GET", ("faults", "*"), fault_rules.one_fault),
    ("DELETE", ("faults", "*"), fault_rules.remove_fault),
    ("POST", ("faults", "*", "keep"), fault_rules.keep_fault),
)
