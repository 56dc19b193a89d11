"""The tables: services, operations, settings and commands, as Markdown from the code."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from moto_contacts import catalogue
from moto_contacts.cli import main as command_line
from moto_contacts.console import settings as every_setting
from moto_contacts.gateway.model import Operation
from moto_contacts.simulation.settings import Setting

#: What parts a docstring has after its first sentences, in this order or the other.
_PART = re.compile(r"(?:^| )(Errors|Source): ")


def services() -> str:
    """A row a service: where its page is, what it verifies, how many operations it has."""
    return _table(
        ("service", "what is verified", "operations"),
        (
            (
                f"[`{catalogue.service(package).name}`](docs/services/{package}.md)",
                _package_docstring(package),
                len(implemented(package)),
            )
            for package in catalogue.SERVICES
        ),
    )


def operations(package: str) -> str:
    """A row an operation, from the docstring of its method."""
    return _table(
        ("operation", "here", "errors", "basis"),
        ((f"`{operation.name}`", *told(package, operation)) for operation in implemented(package)),
    )


def settings(package: str | None = None) -> str:
    """A row a setting, of a service or of all."""
    if package is None:
        found = every_setting.known()
    else:
        module = importlib.import_module(f"moto_contacts.services.{package}.settings")
        found = module.TABLE.settings
    return _table(
        ("setting", "default", "basis", ""),
        ((f"`{each.name}`", _default(each), each.source, each.help) for each in found.values()),
    )


def commands() -> str:
    """A row a command, with its options."""
    return _table(("command", "", "options"), _commands("moto_contacts", command_line))


def resource_types() -> str:
    """A row a type of CloudFormation, by name."""
    found = [row for package in catalogue.services() for row in package.resource_types]
    return _table(
        ("type", "required", "optional", "of which a change replaces", "`Ref`", "`Fn::GetAtt`"),
        (
            (
                f"`{row.name}`",
                *map(_code, (row.required, row.optional, row.create_only, row.identifiers)),
                _code(row.attributes),
            )
            for row in sorted(found, key=lambda row: row.name)
        ),
    )


OF_ALL = {
    "services": services,
    "settings": settings,
    "commands": commands,
    "resource types": resource_types,
}
OF_ONE_SERVICE = {"operations": operations, "settings": settings}


def implemented(package: str) -> list[Operation]:
    """The operations of a service that this plugin has, by name."""
    service = catalogue.service(package)
    backend = _backend(package)
    found = [each for each in service.model.operations() if backend.method(each.method)]
    return sorted(found, key=lambda operation: operation.name)


def told(package: str, operation: Operation) -> tuple[str, str, str]:
    """What the first paragraph of an operation's docstring says, its errors, and its source."""
    text = inspect.cleandoc(_backend(package).method(operation.method).__doc__ or "")
    summary = _PART.split(_line(text.partition("\n\n")[0]))[0]
    _, *parts = _PART.split(_line(text))
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    return summary, named.get("Errors", "").rstrip("."), named.get("Source", "").rstrip(".")


def _backend(package: str) -> Any:
    backends = catalogue.service(package).backends
    account = backends["123456789012"]
    return account[next(iter(account.regions))]  # type: ignore[attr-defined]


def _package_docstring(package: str) -> str:
    """The title of the product and what is verified there."""
    docstring = importlib.import_module(f"moto_contacts.services.{package}").__doc__ or ""
    return docstring.strip().rstrip(".")


def _commands(prefix: str, group: click.Group) -> Iterable[tuple[str, str, str]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(f"{prefix} {name}", command)
            continue
        shown = [each for each in command.params if isinstance(each, click.Option)]
        arguments = [each for each in command.params if isinstance(each, click.Argument)]
        words = [each.make_metavar(click.Context(command)) for each in arguments]
        options = ", ".join(f"`{each.opts[-1]}`" for each in shown)
        yield f"`{' '.join([prefix, name, *words])}`", _line(command.help or ""), options


def _default(each: Setting) -> str:
    if each.default is None:
        return "none"
    return each.default if isinstance(each.default, str) else str(each.default).lower()


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    rule = "|" + "---|" * len(head)
    return "\n".join([_row(head), rule, *map(_row, rows)]) + "\n"


def _row(cells: Sequence[object]) -> str:
    """What is code in reStructuredText is code in Markdown, too."""
    texts = [str(cell).replace("``", "`").replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(texts)} |".replace("|  |", "| |")
