"""A service as botocore's installed model describes it, loaded once and compiled lazily."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from botocore.model import ServiceModel, StructureShape

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.validation import Compiler
from moto_contacts.gateway.violations import Violation

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

    from moto_contacts.gateway.references import Reference


#: Code -> status of errors that the services' models leave out. Source: documented, as the errors
#: that are common to all actions.
AWS_ERRORS = {
    "InternalFailure": 500,
    "RequestExpired": 400,
    "ServiceUnavailable": 503,
    "ThrottlingException": 400,
}
#: The same of services with the query protocol. Source: documented.
QUERY_ERRORS = {
    "InternalFailure": 500,
    "InvalidClientTokenId": 403,
    "MissingAuthenticationToken": 403,
    "RequestExpired": 400,
    "ServiceUnavailable": 503,
    "SignatureDoesNotMatch": 403,
    "Throttling": 400,
    "ThrottlingException": 400,
    "ValidationError": 400,
}


#: Operation -> a paginator as botocore has it.
Paginators = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Pages:
    """How requests and answers of an operation speak of pages."""

    #: Arguments of the request; a blank where its caller cannot say the size.
    token: str
    size: str
    #: Members of the answer.
    next_token: str
    values: str


#: The pages and the argument that is its token, if they are not the method's; and argument ->
#: member, of those that it does not take.
Left = tuple[Pages | None, str | None, dict[str, str]]


class Operation:
    """One operation: its shapes, its HTTP traits, and its compiled validator."""

    def __init__(
        self,
        shape: OperationModel,
        compiler: Compiler,
        common_errors: Mapping[str, StructureShape],
        tokens: frozenset[str],
        paginator: Mapping[str, Any] | None,
    ):
        self.name: str = shape.name
        self.method: str = xform_name(shape.name)
        self.http: dict[str, Any] = shape.http
        self.input_shape: StructureShape | None = shape.input_shape
        self.output_shape: StructureShape | None = shape.output_shape
        #: Code -> shape of every error that it can answer.
        self.errors: dict[str, StructureShape] = {
            **common_errors,
            **{error.error_code: error for error in shape.error_shapes},
        }
        self._compiler = compiler
        self.pages = None if paginator is None else _pages(paginator)
        members = {} if self.input_shape is None else self.input_shape.members
        #: Members that are in the path, and those in the query string: with what they are called
        #: there, and their shapes.
        self.in_path = list(_located(members, "uri"))
        self.in_query = list(_located(members, "querystring"))
        #: The argument that tells a repeated request, if there is one.
        self.token = next((xform_name(name) for name in members if name in tokens), None)
        #: Argument -> member, of all that a method is to take; the gateway uses the others itself.
        own = {self.token, *((self.pages.token, self.pages.size) if self.pages else ())}
        self.arguments = {
            argument: name for name in members if (argument := xform_name(name)) not in own
        }
        #: What its method leaves to the gateway, and the places at which its members name
        #: resources; each None until that is found out.
        self.left: Left | None = None
        self.references: list[Reference] | None = None

    def leave(self, parameters: frozenset[str]) -> Left:
        """What a method with these parameters leaves to the gateway, from now on."""
        pages, token = self.pages, self.token
        # A newer model may have these where a method does without or sees to it itself.
        self.left = (
            None if pages is None or pages.token in parameters else pages,
            None if token in parameters else token,
            {
                argument: name
                for argument, name in self.arguments.items()
                if argument not in parameters
            },
        )
        return self.left

    def ordered(
        self, code: str, message: str, members: Mapping[str, Any], otherwise: str
    ) -> ServiceError:
        """An error that it can answer, with members that fit its shape, as JSON has them.

        Without a message it says what the model has it say, and ``otherwise`` where that is silent.
        """
        shape = self.errors[code]
        if not message and not shape.metadata.get("error", {}).get("message"):
            message = otherwise
        return ServiceError(code, message, **self._compiler.members(shape, members))

    @cached_property
    def accept(self) -> Callable[[Any, list[Violation]], Any]:
        """Takes decoded members, appends what is wrong, returns keyword arguments."""
        return self._compiler.input(self.input_shape)


class Model:
    """The operations and errors of one service."""

    def __init__(
        self,
        name: str,
        amendments: dict[str, dict[str, Any]] | None = None,
        search_path: str | None = None,
        common_errors: Mapping[str, int] = AWS_ERRORS,
        paginators: Paginators | None = None,
    ):
        self.name = name
        loader = Loader(extra_search_paths=[search_path] if search_path else [])
        description = loader.load_service_model(name, "service-2")
        self._service = ServiceModel(description, name)
        #: The members that the model calls tokens of idempotency, in whichever operation: not every
        #: operation with such a member has the trait at it.
        self._tokens = frozenset(
            member
            for shape in description["shapes"].values()
            for member, traits in shape.get("members", {}).items()
            if traits.get("idempotencyToken")
        )
        #: Whether times in bodies are text, in all of them; else they are numbers.
        self.times_are_text = any(
            traits.get("timestampFormat") == "iso8601"
            for traits in description["shapes"].values()
            if traits["type"] == "timestamp"
        )
        self._paginators = {**_paginators(loader, name), **(paginators or {})}
        self.compiler = Compiler(amendments)
        self._common_errors = {
            code: StructureShape(
                code, {"type": "structure", "members": {}, "error": {"httpStatusCode": status}}
            )
            for code, status in common_errors.items()
        }
        self._operations: dict[str, Operation] = {}
        self.metadata: dict[str, Any] = self._service.metadata
        self.operation_names = frozenset(self._service.operation_names)

    def operation(self, name: str) -> Operation | None:
        """The operation of this name, or None where the model has none."""
        found = self._operations.get(name)
        if found is None and name in self.operation_names:
            found = self._operations[name] = Operation(
                self._service.operation_model(name),
                self.compiler,
                self._common_errors,
                self._tokens,
                self._paginators.get(name),
            )
        return found

    def operations(self) -> Iterator[Operation]:
        """All operations."""
        return (found for name in self.operation_names if (found := self.operation(name)))

    def routes(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Name, method and path of all operations, none of which is compiled for it."""
        return ((name, self._service.operation_model(name).http) for name in self.operation_names)

    def error(self, code: str) -> StructureShape | None:
        """The shape of an error, or None where no operation has one of this code."""
        shape: StructureShape | None = self._service.shape_for_error_code(code)
        return shape or self._common_errors.get(code)


def _located(members: Mapping[str, Shape], location: str) -> Iterator[tuple[str, str, Shape]]:
    for name, member in members.items():
        if member.serialization.get("location") == location:
            yield name, member.serialization.get("name", name), member


def _paginators(loader: Loader, name: str) -> Paginators:
    try:
        found: Paginators = loader.load_service_model(name, "paginators-1")["pagination"]
    except UnknownServiceError:
        return {}
    return found


def _pages(paginator: Mapping[str, Any]) -> Pages:
    size = paginator.get("limit_key")
    return Pages(
        token=xform_name(paginator["input_token"]),
        size=xform_name(size or ""),
        next_token=paginator["output_token"],
        values=paginator["result_key"],
    )
