"""The two ways in which AWS services word broken constraints.

Services built on Coral repeat the value and write paths with dots, counting from 1. Services built
on Smithy's server write JSON pointers and give the length instead of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from moto_contacts.gateway.violations import Violation

#: Characters of a value. A request has a thousand times as many, and may break as many rules.
_MOST_ECHOED = 1024


def coral(found: Sequence[Violation]) -> str:
    """One sentence for all violations, as Coral services write it. Source: seen."""
    return _announce(found, ": ", (coral_violation(violation) for violation in found))


def coral_violation(violation: Violation) -> str:
    """One violation as Coral services write it."""
    value = f"'{_shortened(_java(violation.value))}' " if violation.echo else ""
    if violation.kind == "required":
        value = "null "
    return (
        f"Value {value}at '{coral_path(violation)}' failed to satisfy constraint: "
        f"{violation.constraint()}"
    )


def coral_path(violation: Violation) -> str:
    """``tags.1.member.key``: member names in lower camel case, positions from 1."""
    steps = []
    for step in violation.path:
        if isinstance(step, int):
            steps += [str(step + 1), "member"]
        else:
            steps.append(_shortened(step[:1].lower() + step[1:]))
    return ".".join(steps)


def smithy(found: Sequence[Violation]) -> str:
    """One sentence for all violations, as Smithy's server writes it. Source: documented."""
    return _announce(found, ". ", (smithy_violation(violation) for violation in found))


def smithy_violation(violation: Violation) -> str:
    """One violation as Smithy's server writes it."""
    size = f" with length {violation.size()}" if violation.kind == "length" else ""
    path = "".join(f"/{_shortened(str(step))}" for step in violation.path)
    return f"Value{size} at '{path}' failed to satisfy constraint: {_smithy_constraint(violation)}"


def _smithy_constraint(violation: Violation) -> str:
    if violation.kind not in ("length", "range"):
        return violation.constraint()
    least, most = violation.bounds
    measured = "have length " if violation.kind == "length" else "be "
    if least is not None and most is not None:
        return f"Member must {measured}between {least} and {most}, inclusive"
    if least is not None:
        return f"Member must {measured}greater than or equal to {least}"
    return f"Member must {measured}less than or equal to {most}"


def _announce(found: Sequence[Violation], stop: str, sentences: Iterable[str]) -> str:
    errors = "1 validation error" if len(found) == 1 else f"{len(found)} validation errors"
    return f"{errors} detected{stop}{'; '.join(sentences)}"


def _shortened(text: str) -> str:
    """The text, or its beginning. Source: ours; nobody has seen how much AWS repeats."""
    return text if len(text) <= _MOST_ECHOED else f"{text[:_MOST_ECHOED]}..."


def _java(value: Any) -> str:
    """A value as Java's ``toString`` writes it."""
    writers: dict[type, Callable[[Any], str]] = {
        bool: lambda it: "true" if it else "false",
        list: lambda it: f"[{', '.join(map(_java, it))}]",
        dict: lambda it: f"{{{', '.join(f'{name}={_java(item)}' for name, item in it.items())}}}",
        type(None): lambda it: "null",
    }
    return writers.get(type(value), str)(value)
