"""The settings as a type checker can know them: a file of the package, made from their tables."""

from __future__ import annotations

from pathlib import Path
from types import NoneType

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.console import settings
from moto_contacts.simulation.settings import Setting

FILE = Path(moto_contacts.__path__[0]) / "client" / "setting_values.py"
_INSIDE: dict[type, str] = {dict: "dict[str, str]", list: "list[str]", NoneType: "None"}


def text() -> str:
    """What the file must say."""
    lines = [_line(f"    {each.name}: {_type(each)}") for each in settings.known().values()]
    return "\n".join(
        [
            '"""What has many names, for type checkers: written by ``python -m tests.docs``."""',
            "",
            "from __future__ import annotations",
            "",
            "from typing import Any, Literal, TypeAlias, TypedDict",
            "",
            *_services(),
            "",
            "",
            "class SettingValues(TypedDict, total=False):",
            '    """Values by the names of settings."""',
            "",
            *lines,
            "",
            "",
            "class ErrorMembers(TypedDict, total=False):",
            '    """Further members of errors, as the models spell them."""',
            "",
            *(f"    {name}: Any" for name in _members()),
            "",
        ]
    )


def _services() -> list[str]:
    """What messages call the services."""
    names = (f'    "{name}",' for name in catalogue.names())
    return ["ServiceName: TypeAlias = Literal[", *names, "]"]


def _members() -> list[str]:
    """What errors of all services have besides their text, by name."""
    shapes = [
        shape
        for service in catalogue.services()
        for operation in service.model.operations()
        for shape in operation.errors.values()
    ]
    return sorted({name for shape in shapes for name in shape.members} - {"message", "Message"})


def _line(line: str) -> str:
    """The line, divided as ruff divides one that is too long."""
    head, bracket, rest = line.partition("[")
    if len(line) <= 100:
        return line
    return f"{head}{bracket}\n        {rest[:-1]}\n    ]"


def _type(setting: Setting) -> str:
    if setting.choices:
        choices = ", ".join(f'"{each}"' for each in setting.choices)
        names = [f"Literal[{choices}]", *(["None"] if NoneType in setting.types else [])]
    else:
        names = [_INSIDE.get(kind, kind.__name__) for kind in setting.types]
    return " | ".join(names)
