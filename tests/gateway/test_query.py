"""The query protocol, held to botocore's own serializer and parser over the models that have it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

import pytest
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from hypothesis import given, settings
from hypothesis import strategies as st

from moto_contacts.gateway.errors import QueryDialect, ServiceError
from moto_contacts.gateway.model import Model
from moto_contacts.gateway.protocols.base import Unreadable
from moto_contacts.gateway.protocols.query import QueryProtocol
from moto_contacts.gateway.request import Request
from moto_contacts.gateway.violations import Violation
from tests.lives import shapes

#: Lists and maps, flattened (the last of them) and not, with names of their own and without.
CLIENTS = ("sns", "ses", "rds", "sdb")
MODELS = {client: Model(client) for client in CLIENTS}
NAMES = {client: sorted(model.operation_names) for client, model in MODELS.items()}
#: As much as XML can have: no control characters, no half of a pair.
TEXT = st.text(
    st.characters(codec="utf-8", min_codepoint=32, exclude_characters="\ufffe\uffff"),
    max_size=8,
)
MOMENTS = st.datetimes(
    datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(timezone.utc)
).map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXT,
    "integer": st.integers(-(1 << 31), (1 << 31) - 1),
    "long": st.integers(-(1 << 63), (1 << 63) - 1),
    "boolean": st.booleans(),
    "double": st.integers(-1000, 1000).map(lambda number: number / 4),
    "float": st.integers(-1000, 1000).map(lambda number: number / 4),
    "timestamp": MOMENTS,
    "blob": st.just("aGVsbG8="),
}


def values(shape: Any, seen: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    """What a shape can hold; never an empty container, which the wire cannot always tell."""
    kind = shape.type_name
    if kind == "structure":
        members = {
            name: values(member, (*seen, shape.name))
            for name, member in shape.members.items()
            if member.name not in (*seen, shape.name)
            and not (member.type_name == "structure" and not member.members)
        }
        return st.fixed_dictionaries({}, optional=members).filter(bool) if members else st.nothing()
    if kind == "list":
        return st.lists(values(shape.member, (*seen, shape.name)), min_size=1, max_size=3)
    if kind == "map":
        held = values(shape.value, (*seen, shape.name))
        return st.dictionaries(TEXT, held, min_size=1, max_size=3)
    return SCALARS[kind]


def form(request: dict[str, Any]) -> Request:
    body = urlencode(request["body"]).encode()
    return Request("POST", "https", "host", "/", "", {}, body)


def epochs(value: Any) -> Any:
    """Times as a decoded request has them."""
    if isinstance(value, dict):
        return {name: epochs(each) for name, each in value.items()}
    if isinstance(value, list):
        return [epochs(each) for each in value]
    return value.timestamp() if isinstance(value, datetime) else value


def model_of(client: str) -> ServiceModel:
    return shapes(client)


@pytest.mark.parametrize("client", CLIENTS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_request_is_read_as_botocore_writes_it(client: str, data: Any) -> None:
    name = data.draw(st.sampled_from(NAMES[client]))
    operation = model_of(client).operation_model(name)
    members = {}
    if operation.input_shape is not None and operation.input_shape.members:
        members = data.draw(values(operation.input_shape))
    request = form(
        create_serializer("query", False).serialize_to_request(_bytes(members), operation)
    )
    protocol = QueryProtocol(MODELS[client])

    found, labels = protocol.route(request)

    assert found is not None
    assert found.name == name
    assert protocol.decode(found, labels, request) == epochs(members)


def _bytes(value: Any) -> Any:
    """Blobs as botocore's client is given them."""
    if isinstance(value, dict):
        return {name: _bytes(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_bytes(each) for each in value]
    return b"hello" if value == "aGVsbG8=" else value


@pytest.mark.parametrize("client", CLIENTS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_answer_is_read_by_botocore_as_it_was(client: str, data: Any) -> None:
    name = data.draw(st.sampled_from(NAMES[client]))
    shape = model_of(client).operation_model(name).output_shape
    result = data.draw(values(shape)) if shape is not None and shape.members else {}
    protocol = QueryProtocol(MODELS[client])
    operation = MODELS[client].operation(name)
    assert operation is not None

    response = protocol.encode(operation, result, form({"body": {}}))
    told = {"status_code": 200, "headers": response.headers, "body": response.body}
    parsed = create_parser("query").parse(told, shape)

    metadata = parsed.pop("ResponseMetadata")
    assert metadata["RequestId"] == response.headers["x-amzn-requestid"]
    assert {name: each for name, each in parsed.items() if name in result} == _bytes(result)


class TestErrors:
    def encoded(self, error: ServiceError, client: str = "sns") -> tuple[int, dict[str, Any]]:
        response = QueryProtocol(MODELS[client]).encode_error(error, form({"body": {}}))
        told = {"status_code": response.status, "headers": {}, "body": response.body}
        parsed: dict[str, Any] = create_parser("query").parse(told, None)
        return response.status, parsed["Error"]

    def test_code_and_status_of_the_model(self) -> None:
        told = self.encoded(ServiceError("NotFound", "no <topic>\r\n"))
        assert told == (
            404,
            {"Type": "Sender", "Code": "NotFound", "Message": "no <topic>\r\n"},
        )

    def test_fault_of_the_service(self) -> None:
        status, error = self.encoded(ServiceError("InternalError", "oh"))
        assert (status, error["Type"]) == (500, "Receiver")

    def test_code_that_the_model_lacks(self) -> None:
        assert self.encoded(ServiceError("Other", "oh"))[0] == 400

    def test_further_members(self) -> None:
        _, error = self.encoded(ServiceError("VerificationException", "oh", Status="Pending"))
        assert error["Status"] == "Pending"

    def test_characters_that_xml_lacks(self) -> None:
        _, error = self.encoded(ServiceError("NotFound", "a\x00b\ud800c\ufffe"))
        assert error["Message"] == "a?b?c?"


def read(client: str, name: str, body: str, query: str = "") -> Any:
    operation = MODELS[client].operation(name)
    assert operation is not None
    request = Request("POST", "https", "host", "/", query, {}, body.encode("latin-1"))
    return QueryProtocol(MODELS[client]).decode(operation, {}, request)


class TestReading:
    def test_members_may_be_in_the_query_string(self) -> None:
        protocol = QueryProtocol(MODELS["sns"])
        query = "Action=ConfirmSubscription&TopicArn=x"
        request = Request("GET", "https", "host", "/", query, {}, b"")
        operation, labels = protocol.route(request)
        assert operation is not None
        assert protocol.decode(operation, labels, request) == {"TopicArn": "x"}

    @pytest.mark.parametrize("body", ["", "Version=2010-03-31", "Action=", "Action=Nothing"])
    def test_no_operation(self, body: str) -> None:
        request = Request("POST", "https", "host", "/", "", {}, body.encode())
        assert QueryProtocol(MODELS["sns"]).route(request) == (None, {})

    def test_other_path(self) -> None:
        request = Request("POST", "https", "host", "/x", "", {}, b"Action=ListTopics")
        assert QueryProtocol(MODELS["sns"]).route(request) == (None, {})

    def test_gaps_are_closed_and_numbers_are_in_order(self) -> None:
        body = "TagKeys.member.10=c&TagKeys.member.2=b&TagKeys.member.x=d&TagKeys.member.0=e"
        assert read("sns", "UntagResource", body) == {"TagKeys": ["b", "c"]}

    def test_empty_list(self) -> None:
        assert read("sns", "UntagResource", "TagKeys=") == {"TagKeys": []}

    @pytest.mark.parametrize(("text", "value"), [("-0.5", -0.5), ("8", 8.0), ("half", "half")])
    def test_number_with_a_fraction(self, text: str, value: object) -> None:
        body = f"ServerlessV2ScalingConfiguration.MinCapacity={text}"
        told = read("rds", "ModifyDBCluster", body)["ServerlessV2ScalingConfiguration"]
        assert told == {"MinCapacity": value}

    def test_what_the_model_lacks_is_left_out(self) -> None:
        assert read("sns", "ListTopics", "Nothing=x&NextToken=y&NextToken.z=1") == {
            "NextToken": "y"
        }

    @pytest.mark.parametrize("text", ["", "x", "1.5", "1" * 30])
    def test_what_is_no_number_is_left_for_the_validator(self, text: str) -> None:
        members = read("sns", "ListSMSSandboxPhoneNumbers", f"MaxResults={text}")
        assert members == {"MaxResults": text}

    @pytest.mark.parametrize("name", ["NextToken", "MaxResults"])
    def test_structure_without_a_text(self, name: str) -> None:
        assert read("sns", "ListSMSSandboxPhoneNumbers", f"{name}.x=1") == {name: None}

    def test_names_and_texts_may_be_quoted(self) -> None:
        assert read("sns", "ListTopics", "Next%54oken=a+b%C3%A9%") == {"NextToken": "a bé%"}

    def test_times(self) -> None:
        name = "DescribeEvents"
        assert read("rds", name, "StartTime=2026-11-26T00:00:00") == {
            "StartTime": datetime(2026, 11, 26, tzinfo=timezone.utc).timestamp()
        }
        assert read("rds", name, "StartTime=today") == {"StartTime": "today"}

    def test_body_that_is_no_text(self) -> None:
        with pytest.raises(Unreadable):
            read("sns", "ListTopics", "a=\xff")

    def test_name_of_a_thousand_parts(self) -> None:
        assert read("sns", "ListTopics", f"NextToken{'.x' * 1000}=1") == {}


class TestDialect:
    """What a service with the protocol says that has no words of its own."""

    def test_whatever_is_wrong_is_one_error(self) -> None:
        dialect = QueryDialect()
        wrong = dialect.violations([Violation(("Name",), "required", None, True)])
        assert (wrong.code, wrong.message) == (
            "ValidationError",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: "
            "Member must not be null",
        )
        assert dialect.not_found(None, "zoe").message == "There is no zoe."

    @pytest.mark.parametrize(
        ("code", "declared", "told"),
        [
            ("AccessDenied", {"AuthorizationError"}, "AuthorizationError"),
            ("AccessDenied", {"Other"}, "AccessDenied"),
            ("SignatureDoesNotMatch", {"AuthorizationError"}, "SignatureDoesNotMatch"),
        ],
    )
    def test_denial_has_the_code_that_the_service_declares(
        self, code: str, declared: set[str], told: str
    ) -> None:
        error = QueryDialect().refused(code, "no", declared)
        assert (error.code, error.message) == (told, "no")
