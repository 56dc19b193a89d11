"""What tests know of all services: from the catalogue, the models, and the lives of contacts.

How its contacts live says `tests/services/<service>/life.py`. There a function a family calls each
of its operations, which succeeds; ``refusals`` brings about every error that the service itself
knows. For the services of AWS that verify anything, ``verify`` is the way from a new contact to a
verified one, and ``SEEN`` what any client must see of that.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from moto_contacts.catalogue import CLIENTS, NEIGHBOURS, SERVICES, service

#: A client: a function of an operation and its members, in wire spelling; returns the answer's.
Call = Callable[..., dict[str, Any]]
#: An error's name, and the call that must end in it.
Refusal = tuple[str, Callable[[], object]]
#: Reads the latest message to an address.
Latest = Callable[[str], dict[str, Any]]
#: What reads the status, what must be refused, and what verifies.
Steps = tuple[Callable[[], str], Callable[[], Any], Callable[[], Any]]

PACKAGES = tuple(SERVICES)
#: Client of boto3 -> package.
AWS = {client: package for package, client in CLIENTS.items()}
#: The clients whose requests are all ours: moto lacks the service.
OURS = tuple(client for client, package in AWS.items() if package not in NEIGHBOURS)


@cache
def shapes(client: str) -> ServiceModel:
    """The model of a client, as botocore has it."""
    return ServiceModel(Loader().load_service_model(client, "service-2"), client)


def signing_name(client: str) -> str:
    """What the requests of a client are signed for, which is what its hosts begin with."""
    metadata = service(AWS[client]).model.metadata
    name: str = metadata.get("signingName") or metadata["endpointPrefix"]
    return name


#: X-Amz-Target prefix, version and signing name of the JSON services, by the name of their client.
JSON_SERVICES = {
    client: (metadata["targetPrefix"], metadata["jsonVersion"], signing_name(client))
    for client, package in AWS.items()
    if (metadata := service(package).model.metadata)["protocol"] == "json"
}


def life(package: str) -> Any:
    """How the contacts of a service live."""
    return importlib.import_module(f"tests.services.{package}.life")


@cache
def families(package: str) -> dict[str, list[str]]:
    """Module of each family of a service -> the names of its operations, as the wire has them."""
    of = service(package)
    backend = of.backends["123456789012"][of.place("us-east-1")]
    found: dict[str, list[str]] = {}
    for operation in sorted(of.model.operations(), key=lambda each: each.name):
        method = backend.method(operation.method)
        if method is not None:
            module = type(method.__self__).__module__.rpartition(".")[2]
            found.setdefault(module, []).append(operation.name)
    return found


def implemented(package: str) -> list[str]:
    """The names of all operations of a service that we have."""
    return sorted(name for names in families(package).values() for name in names)


def first(client: str, *verbs: str, needs_nothing: bool = False) -> str:
    """The first operation of a service of AWS whose name begins so, by name."""
    model = service(AWS[client]).model
    required = {
        operation.name: operation.input_shape and operation.input_shape.required_members
        for operation in model.operations()
    }
    for name in implemented(AWS[client]):
        if name.startswith(verbs) and not (needs_nothing and required[name]):
            return name
    raise LookupError(f"{client} has no operation that begins with {' or '.join(verbs)}")


def read(client: str) -> str:
    """The name, in boto3, of a call that needs nothing and changes nothing."""
    name: str = xform_name(first(client, "Get", "List", "Describe", needs_nothing=True))
    return name


def connect(package: str, aws: Any) -> Call:
    """A client of a service that calls an operation by its name: boto3's, or another's."""
    if package not in CLIENTS:
        call: Call = life(package).connect(aws)
        return call
    client = aws.client(CLIENTS[package])
    return lambda operation, **members: getattr(client, xform_name(operation))(**members)


def recorded(call: Call, names: set[str]) -> Call:
    """The same, which adds the name of each operation that has succeeded."""

    def once(operation: str, **members: Any) -> dict[str, Any]:
        answer = call(operation, **members)
        names.add(operation)
        return answer

    return once


def _reads(client: str) -> bool:
    try:
        return bool(read(client))
    except LookupError:
        return False


#: The clients of services in which a call of ours needs nothing and changes nothing.
ASKED = tuple(filter(_reads, AWS))
