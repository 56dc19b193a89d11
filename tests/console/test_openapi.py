"""The description of the console is true: schemathesis asks a server for all that it promises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, assume, settings

import moto_contacts
from moto_contacts.console.api import ROUTES
from moto_contacts.simulation.filters import FILTERS
from moto_contacts.simulation.kinds import KINDS, KindName, State
from tests.harness import run_server
from tests.messages import send

TEXT = (Path(__file__).parents[2] / "moto_contacts/console/openapi.json").read_text()
DESCRIPTION = json.loads(TEXT)
#: What the console answers with something else than JSON; `http` knows these, the table does not.
PAGES = {("GET", ""), ("GET", "page/*"), ("GET", "links/*"), ("GET", "stream")}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own, for all its settings will be tried."""
    with run_server("moto_server") as endpoint:
        yield f"{endpoint}/moto-api/contacts"


def without_what_is_dear(described: dict[str, Any]) -> dict[str, Any]:
    """To find a regular expression of 301 characters takes ten seconds in all that read this file.

    `test_console` has one refused.
    """
    dear = ("maxLength",) if described.get("format") == "regex" else ()
    return {name: value for name, value in described.items() if name not in dear}


ASKED = json.loads(TEXT, object_hook=without_what_is_dear)
schema = schemathesis.openapi.from_dict(ASKED).exclude(path="/stream")  # it does not end


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_it(case: schemathesis.Case[Any], server: str) -> None:
    if case.path == "/messages/wait" and is_long(case.query.get("timeout", 10)):
        case.query["timeout"] = 0  # as good as a longer one, where that need not be refused
    # A path with line breaks never reaches us: moto's server answers it in its own HTML.
    assume(all(len(f"{label}.".splitlines()) == 1 for label in case.path_parameters.values()))
    # Which settings there are, which names exclude each other and how far the clock goes is said
    # in words, so what fits the schema may be refused; with the 400 that is described.
    refusals: Any = schemathesis.checks.CHECKS.get_one("positive_data_acceptance")
    case.call_and_validate(base_url=server, excluded_checks=[refusals])


def is_long(timeout: object) -> bool:
    """Whether the console takes a time that these tests have not, be it a number or text."""
    try:
        return 0.1 < float(str(timeout)) <= 60
    except ValueError:
        return False


def test_it_has_every_route_and_no_other() -> None:
    described = {
        (method.upper(), re.sub(r"\{\w+\}", "*", path.strip("/")))
        for path, operations in DESCRIPTION["paths"].items()
        for method in operations
    }
    assert described == {(method, "/".join(path)) for method, path, *_ in ROUTES} | PAGES


def test_it_has_every_kind_and_every_state() -> None:
    told = DESCRIPTION["components"]["schemas"]
    states = {state: None for kind in KINDS.values() for state in kind.states}
    assert (told["Kind"]["enum"], told["State"]["enum"]) == (list(KINDS), list(states))
    assert (set(get_args(KindName)), set(get_args(State))) == (set(KINDS), set(states))


def choices(schema: dict[str, Any]) -> list[str] | None:
    """What a value may be, by the one schema that says so wherever it is met."""
    (referred, *_) = schema.get("anyOf", [schema])
    if "$ref" not in referred:
        return None
    name = referred["$ref"].rpartition("/")[2]
    told: list[str] = DESCRIPTION["components"]["schemas"][name]["enum"]
    return told


def test_it_has_every_filter_wherever_one_may_filter() -> None:
    components = DESCRIPTION["components"]
    told = {
        "help": {name: components["parameters"][name]["description"] for name in FILTERS},
        # Which services there are is the catalogue's affair.
        "closed": {
            name: choices(components["parameters"][name]["schema"])
            for name in FILTERS
            if name != "service"
        },
        "body": {
            name: choices(each)
            for name, each in components["schemas"]["Filters"]["properties"].items()
            if name in FILTERS and name != "service"
        },
    }
    closed = {
        name: None if each.closed is None else list(each.closed())
        for name, each in FILTERS.items()
        if name != "service"
    }
    helps = {name: each.help for name, each in FILTERS.items()}
    assert told == {"help": helps, "closed": closed, "body": closed}
    references = [{"$ref": f"#/components/parameters/{name}"} for name in FILTERS]
    for path in ("/messages", "/messages/latest", "/messages/wait"):
        asked = DESCRIPTION["paths"][path]["get"]["parameters"]
        assert [each for each in asked if each in references] == references


@pytest.mark.parametrize(
    "values", [{}, {"redirects": ("https://a.example/", "https://b.example/")}]
)
def test_link_is_what_it_says(moto_contacts_server: str, values: Any) -> None:
    said = DESCRIPTION["paths"]["/links/{token}"]["get"]["responses"]
    send("link", **values)
    link = moto_contacts.outbox(moto_contacts_server).latest().link
    answer = requests.get(str(link), allow_redirects=False, timeout=30)
    promised = said[str(answer.status_code)]
    assert ("Location" in promised.get("headers", ())) == ("Location" in answer.headers)
    assert ("content" in promised) == bool(answer.content)


def test_stream_is_what_it_says(moto_contacts_server: str) -> None:
    said = DESCRIPTION["paths"]["/stream"]["get"]["responses"]["200"]["content"]
    url = f"{moto_contacts_server}/moto-api/contacts/stream"
    with requests.get(url, stream=True, timeout=30) as answer:
        assert [answer.headers["Content-Type"]] == list(said)
