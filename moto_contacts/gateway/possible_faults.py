"""Which calls an ordered fault can strike, by the models: one that could strike none is refused."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Literal

from botocore.session import get_session

from moto_contacts.gateway.patterns import Matcher, UnsupportedPattern, compile_pattern
from moto_contacts.gateway.patterns.syntax import Choice, Node, Repeat, Run, read
from moto_contacts.simulation.nearness import listed, meant
from moto_contacts.simulation.state import has_region

if TYPE_CHECKING:
    from botocore.model import StructureShape

    from moto_contacts.gateway.model import Model, Operation
    from moto_contacts.gateway.service import Service
    from moto_contacts.gateway.violations import Violation
    from moto_contacts.simulation.faults import Fault


#: Places in a regular expression; what prepares it takes less than a second for so many.
_LONGEST = 300
#: Of how many services it is said what they lack.
_FEW = 2


class Impossible(ValueError):
    """A fault that no call could show; says what would be possible."""


def calls(services: Sequence[Service], fault: Fault) -> frozenset[tuple[str, str]]:
    """The service and operation of every call that the fault fits and that can end in it.

    Raises `Impossible` where there is none.
    """
    fitting = _operations(_in_region(_named(services, fault), fault), fault)
    if fault.error is None:
        return frozenset((service.name, operation.name) for service, operation in fitting)
    able = [pair for pair in fitting if fault.error in pair[1].errors]
    if not able:
        known = sorted({code for _, operation in fitting for code in operation.errors})
        raise Impossible(
            f"{fault.error!r} is no error of what this fits."
            f"{meant(fault.error, known)} Possible are {listed(known)}."
        )
    wrong = {
        (service.name, operation.name): _wrong_members(
            service.model, operation.errors[fault.error], fault
        )
        for service, operation in able
    }
    possible = frozenset(call for call, found in wrong.items() if found is None)
    if not possible:
        texts = [text for _, text in sorted({found for found in wrong.values() if found})]
        more = f" So it is of {len(texts) - _FEW} more services." if len(texts) > _FEW else ""
        raise Impossible(f"{' '.join(texts[:_FEW])}{more}")
    return possible


def _named(services: Sequence[Service], fault: Fault) -> list[Service]:
    found = [each for each in services if fnmatchcase(each.name, fault.service)]
    if not found:
        names = [each.name for each in services]
        raise Impossible(
            f"There is no service {fault.service!r}.{meant(fault.service, names)} "
            f"Possible are {listed(names)}."
        )
    return found


def _in_region(services: list[Service], fault: Fault) -> list[Service]:
    if fault.region == "*":
        return services
    # A region of no partition is one all the same where moto is told to allow it.
    regions = [name for name in _regions() if fnmatchcase(name, fault.region)] or [fault.region]
    found = [each for each in services if any(_has(each, region) for region in regions)]
    if not found:
        names = " and ".join(each.name for each in services)
        known = [name for name in _regions() if any(_has(each, name) for each in services)]
        raise Impossible(
            f"There is no region {fault.region!r} of {names}.{meant(fault.region, known)}"
        )
    return found


def _has(service: Service, region: str) -> bool:
    return has_region(service.backends, service.place(region))


@cache
def _regions() -> list[str]:
    session = get_session()
    return [
        region
        for partition in session.get_available_partitions()
        for region in session.get_available_regions("ec2", partition)
    ]


def _operations(services: list[Service], fault: Fault) -> list[tuple[Service, Operation]]:
    fits = _pattern(fault.operation)
    found = [
        (service, operation)
        for service in services
        for operation in service.model.operations()
        if fits(operation.name)
    ]
    if not found:
        known = {name for service in services for name in service.model.operation_names}
        names = " or ".join(each.name for each in services)
        raise Impossible(
            f"There is no operation {fault.operation!r} of {names}.{meant(fault.operation, known)}"
        )
    return found


def _pattern(text: str) -> Matcher:
    """What tells the names that a regular expression fits, in time that is bounded.

    It is a user's: by ``re`` a few characters of it could keep the process busy for years.
    """
    try:
        if _size(read(text).body) > _LONGEST:
            raise UnsupportedPattern(f"more than {_LONGEST} characters, with all repeats")
        return compile_pattern(text)
    except (UnsupportedPattern, RecursionError) as why:
        raise Impossible(f"operation is no regular expression that is taken here: {why}") from None


def _size(node: Node) -> int:
    """For how many characters it has a place when its counted repeats are written out."""
    if isinstance(node, Repeat):
        return _size(node.body) * max(node.low, node.high or 1)
    if isinstance(node, Run):
        return sum(map(_size, node.items))
    return sum(map(_size, node.branches)) if isinstance(node, Choice) else 1


def _wrong_members(
    model: Model, shape: StructureShape, fault: Fault
) -> tuple[Literal["value", "without"], str] | None:
    """What is wrong with the members that were ordered, or None; none of them is required.

    A wrong value sorts before a member that there is not.
    """
    unknown = sorted(fault.members.keys() - shape.members.keys())
    if unknown:
        known = ", ".join(shape.members) or "none"
        return "without", (
            f"{fault.error} of {model.name} has no member {', '.join(unknown)}; its members: "
            f"{known}."
        )
    found: list[Violation] = []
    model.compiler.input(shape)(dict(fault.members), found)
    broken = [each for each in found if each.kind != "required"]
    if not broken:
        return None
    path = ".".join(map(str, broken[0].path))
    return "value", (
        f"{path}={broken[0].value!r} does not fit {fault.error} of {model.name}: "
        f"{broken[0].constraint()}."
    )
