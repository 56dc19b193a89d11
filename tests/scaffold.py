"""``python -m tests.scaffold SERVICE OPERATION``: what a new operation begins with, from the model.

Prints the method for its family, the errors that the model declares for it, and tests that fail
until they are written; CONTRIBUTING.md says where each of them goes. SERVICE is the name of its
client or of its package.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

from botocore import xform_name

from moto_contacts.catalogue import CLIENTS, SERVICES
from moto_contacts.catalogue import service as service_of
from moto_contacts.gateway.model import Operation
from moto_contacts.gateway.protocols.base import status
from moto_contacts.gateway.service import Service

PACKAGES = {
    **{package: package for package in SERVICES},
    **{CLIENTS[each]: each for each in CLIENTS},
}
_TYPES = {
    "string": "str",
    "character": "str",
    "integer": "int",
    "long": "int",
    "float": "float",
    "double": "float",
    "boolean": "bool",
    "timestamp": "datetime",
    "blob": "bytes",
    "structure": "dict[str, Any]",
    "document": "Any",
}
_SAMPLES: dict[str, Any] = {
    "integer": 1,
    "long": 1,
    "float": 1.0,
    "double": 1.0,
    "boolean": True,
    "timestamp": "2026-01-01T00:00:00Z",
    "blob": b"something",
    "map": {},
    "document": {},
}


def scaffold(package: str, name: str) -> str:
    """The Python that an operation of a service begins with. Raises `LookupError`."""
    service = service_of(package)
    operation = service.model.operation(name)
    if operation is None:
        near = difflib.get_close_matches(name, service.model.operation_names, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise LookupError(f"The model of {service.name} has no operation {name}.{hint}")
    family = _family(name)
    module = xform_name(family)
    parts = [
        f"# moto_contacts/services/{package}/{module}.py, or the family that it belongs to",
        _method(service, operation, family),
        f"# moto_contacts/services/{package}/errors.py, as the errors there are written",
        _errors(service, operation),
        f"# tests/services/{package}/test_{module}.py, and a call in life.py",
        _tests(package, service, operation),
    ]
    return _formatted("\n\n".join(parts))


def _method(service: Service, operation: Operation, family: str) -> str:
    required = _required(operation)
    parameters = sorted(operation.arguments.items(), key=lambda each: each[1] not in required)
    shapes = {} if operation.input_shape is None else operation.input_shape.members
    texts = [
        f"{argument}: {type_of(shapes[member])}"
        if member in required
        else f"{argument}: {type_of(shapes[member])} | None = None"
        for argument, member in parameters
    ]
    errors = "; ".join(_declared(service, operation)) or "none"
    if operation.pages is not None:
        answer = "Listing[int, Any]"
    else:
        answer = "dict[str, Any]" if _answer(operation) else "None"
    signature = ", ".join(["self", *texts])
    told = textwrap.fill(f"Errors: {errors}.", 88)
    docstring = f'"""What the caller gets.\n\n{told}\nSource: say which.\n"""'
    lines = [
        f"class {family}(Family):",
        '    """What these operations do, and to what."""',
        "",
        "    @operation",
        f"    def {operation.method}({signature}) -> {answer}:",
        textwrap.indent(docstring, " " * 8),
        "        raise NotImplementedError",
    ]
    body = "\n".join(lines)
    imports = [
        "from datetime import datetime\n" if "datetime" in signature else "",
        "from typing import Any\n\n" if "Any" in body else "",
        "from moto_contacts.gateway.backend import Family, operation\n",
        "from moto_contacts.gateway.listing import Listing\n" if operation.pages else "",
    ]
    return "".join(imports) + "\n\n" + body


def _errors(service: Service, operation: Operation) -> str:
    """Each declared error with a value for each of its members, so that none is forgotten."""
    lines = ["from moto_contacts.gateway.errors import ServiceError\n\nDECLARED = ["]
    for code in _declared(service, operation):
        shape = operation.errors[code]
        members = {
            name: member for name, member in shape.members.items() if name.lower() != "message"
        }
        lines.append(f"    # {status(shape, default=400)}")
        for name, member in members.items():
            if member.type_name == "string" and member.enum:
                sentence = f"{name}: {', '.join(member.enum)}"
                lines += [f"    # {line}" for line in textwrap.wrap(sentence, 90)]
        values = "".join(f", {name}={sample(member)!r}" for name, member in members.items())
        lines.append(f'    ServiceError("{code}", "What has happened"{values}),')
    return "\n".join([*lines, "]"])


def _tests(package: str, service: Service, operation: Operation) -> str:
    """Each of them fails, whether the operation is there or not, until its last line is gone."""
    name = operation.name
    request = f"_{xform_name(name).upper()}"  # several may come to stand in one file
    call = f'connect("{package}", aws)("{name}", **{request})'
    answered = _answer(operation)
    lines = [
        "from typing import Any\n",
        "import pytest\n",
        "from tests.harness import Aws",
        "from tests.lives import connect\n",
        f"{request}: dict[str, Any] = {_request(package, operation)!r}\n\n",
        f"class Test{name}:",
        "    def test_answers(self, aws: Aws) -> None:",
        f"        answer = {call}\n",
        *(
            [f"        assert answer.keys() >= {{{', '.join(map(repr, answered))}}}"]
            if answered
            else []
        ),
        *_unwritten(f"check what {name} answers, and what it has changed"),
    ]
    for code in _declared(service, operation):
        lines += [
            "",
            f"    def test_{re.sub(r'[^a-z0-9]+', '_', xform_name(code))}(self, aws: Aws) -> None:",
            f'        with pytest.raises(Exception, match="{re.escape(code)}"):'.replace(
                "\\", r"\\"
            ),
            f"            {call}",
            *_unwritten(f"say when {name} answers {code}, or delete this"),
        ]
    return "\n".join(lines)


def _unwritten(sentence: str) -> Iterator[str]:
    yield f'        pytest.fail("{sentence}")'


def _declared(service: Service, operation: Operation) -> list[str]:
    return [code for code in operation.errors if code not in service.common_errors]


def _required(operation: Operation) -> list[str]:
    shape = operation.input_shape
    return [] if shape is None else list(shape.required_members)


def _answer(operation: Operation) -> list[str]:
    shape = operation.output_shape
    pages = operation.pages
    own = {"RequestId", pages.next_token if pages else ""}
    return [] if shape is None else [name for name in shape.members if name not in own]


def _request(package: str, operation: Operation) -> dict[str, Any]:
    """The least that the model's types allow, as the client of the tests has its arguments."""
    spelled = str if package in CLIENTS else xform_name
    shapes = {} if operation.input_shape is None else operation.input_shape.members
    return {spelled(name): sample(shapes[name]) for name in _required(operation)}


def type_of(shape: Any) -> str:
    """The type of an argument."""
    if shape.type_name == "list":
        return f"list[{type_of(shape.member)}]"
    if shape.type_name == "map":
        return f"dict[str, {type_of(shape.value)}]"
    return _TYPES[shape.type_name]


def sample(shape: Any, seen: tuple[str, ...] = ()) -> Any:
    """A value of the right type; only the required members of a structure."""
    if shape.type_name in ("string", "character"):
        return shape.enum[0] if shape.enum else "something"
    if shape.type_name == "list":
        return [] if shape.name in seen else [sample(shape.member, (*seen, shape.name))]
    if shape.type_name == "structure":
        return {name: sample(shape.members[name], seen) for name in shape.required_members}
    return _SAMPLES[shape.type_name]


def _family(operation: str) -> str:
    """Rotations, of CreateRotation."""
    noun = re.sub(r"^[A-Z][a-z0-9]+", "", operation) or operation
    return noun if noun.endswith("s") else f"{noun}s"


def _formatted(code: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", "scaffold.py", "-"]
    return subprocess.run(command, input=code, capture_output=True, text=True, check=True).stdout


def main(arguments: list[str] | None = None) -> None:
    """Prints it."""
    parser = argparse.ArgumentParser(prog="python -m tests.scaffold", description=__doc__)
    parser.add_argument("service", choices=PACKAGES, metavar="SERVICE")
    parser.add_argument("operation", metavar="OPERATION")
    options = parser.parse_args(arguments)
    try:
        sys.stdout.write(scaffold(PACKAGES[options.service], options.operation))
    except LookupError as why:
        parser.error(str(why))


if __name__ == "__main__":
    main()
