"""Every operation of ours against the installed models: names, arguments, what is named by ARN."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from moto_contacts import catalogue
from moto_contacts.gateway.model import Operation
from moto_contacts.gateway.service import Service

SERVICES = {package: catalogue.service(package) for package in catalogue.SERVICES}
METHODS = [(package, name) for package in SERVICES for name in SERVICES[package].backend.operations]
#: Package, operation -> arguments that older models lack, from the oldest boto3 that is supported.
NEWER: dict[tuple[str, str], set[str]] = {}


def modelled(service: Service, method: str) -> Operation | None:
    return next((each for each in service.model.operations() if each.method == method), None)


@pytest.mark.parametrize(("package", "method"), METHODS)
def test_signature_is_the_models(package: str, method: str) -> None:
    service = SERVICES[package]
    operation = modelled(service, method)
    assert operation is not None, "the model has no such operation"
    family = service.backend.operations[method]
    parameters = dict(inspect.signature(getattr(family, method)).parameters)
    del parameters["self"]

    wanted, taken = operation.arguments.keys(), parameters.keys()
    unknown = taken - wanted - NEWER.get((package, method), set())
    assert not unknown, f"the model lacks {sorted(unknown)}, or the gateway uses them itself"
    assert not wanted - taken, f"{sorted(wanted - taken)} of the model would be left out"
    shape = operation.input_shape
    required = {
        argument
        for argument, member in operation.arguments.items()
        if shape is not None and member in shape.required_members
    }
    without_default = {name for name, each in parameters.items() if each.default is each.empty}
    assert without_default == required, f"the model requires {sorted(required)}"


def strings(shape: Any, name: str = "", seen: frozenset[str] = frozenset()) -> Iterator[Any]:
    """The member and shape of every text in a shape."""
    if shape.type_name == "structure" and shape.name not in seen:
        for inner, member in shape.members.items():
            yield from strings(member, inner, seen | {shape.name})
    elif shape.type_name == "list":
        yield from strings(shape.member, name, seen)
    elif shape.type_name == "string":
        yield name, shape


@pytest.mark.parametrize("package", [each for each in SERVICES if SERVICES[each].references.takes])
def test_every_member_that_takes_an_arn_says_of_what(package: str) -> None:
    service = SERVICES[package]
    operations = service.model.operations()
    for operation in (each for each in operations if each.method in service.backend.operations):
        for member, shape in strings(operation.input_shape):
            takes_arns = "Arn" in shape.name or shape.metadata.get("pattern", "").startswith("arn:")
            known = service.references.takes
            assert not takes_arns or member in known or shape.name in known, (
                operation.name,
                member,
            )
