"""moto's requests in, moto's answers out; who calls and whether they may is asked of moto too."""

from __future__ import annotations

import importlib
import math
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import requests
from botocore.exceptions import ConnectionClosedError
from moto import settings

from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import dispatch
from moto_contacts.gateway.request import DROPPED, Body, Request, Response
from moto_contacts.plugin.hosts import REST
from moto_contacts.simulation import patience
from moto_contacts.simulation.environment import Variable

if TYPE_CHECKING:
    from moto_contacts.gateway.model import Operation
    from moto_contacts.gateway.service import Service

#: What moto expects of a handler: status, headers, body.
Answer = tuple[int, dict[str, str], Body]
Handler = Callable[[Any, str, Any], Answer]


def urls_of(name: str) -> tuple[list[str], dict[str, Handler]]:
    """``url_bases`` and ``url_paths`` of a service: one of each, for moto goes through all."""

    def handle(request: Any, full_url: str, headers: Any) -> Answer:
        environ = getattr(request, "environ", {})
        return to_moto(answer_service(name, read_request(request), environ))

    return [catalogue.urls(name)], {f"{{0}}/{REST}": handle}


_PROXY = Variable("TEST_PROXY_MODE")


def to_moto(response: Response) -> Answer:
    """As moto takes it. moto's proxy closes every connection; clients must be told so."""
    if (_PROXY.get() or "").lower() == "true":  # the proxy sets it, for this process
        response.headers["Connection"] = "close"
    return response.status, response.headers, response.body


def answer_service(name: str, request: Request, environ: dict[str, Any]) -> Response:
    """The service's answer; ``environ`` is empty where no web server has taken the request."""
    return carry(dispatch(catalogue.service(name), request, MOTO), request, environ)


def carry(response: Response, request: Request, environ: dict[str, Any]) -> Response:
    """The response, for a client that still waits; or the end of the connection for `DROPPED`."""
    if patience.GivenUp.ever:
        patience.raise_if_given_up()
    if response is DROPPED:
        return _hang_up(f"{request.scheme}://{request.host}{request.path}", environ)
    return response


class ConnectionDropped(ConnectionClosedError, requests.exceptions.ConnectionError):
    """What botocore raises, and what ``requests`` raises, when a connection ends unanswered."""


def _hang_up(url: str, environ: dict[str, Any]) -> Response:
    """Ends the connection of a server; where there is none, raises what a client would.

    In process that reaches the caller, by way of botocore's retries. moto's proxy answers 502, as
    any proxy does when the host behind it hangs up, and so does a server that keeps the connection
    to itself. Source: ours.
    """
    if _WEB_SERVER not in environ:
        raise ConnectionDropped(endpoint_url=url)  # type: ignore[call-arg]  # botocore's
    for name in _SOCKETS:
        if name in environ:
            environ[name].shutdown(socket.SHUT_RDWR)  # nobody is left to write the answer to
    return Response(502, {"Content-Type": "text/plain"}, _DROPPED)


#: Where web servers put the connection that a request has come by.
_SOCKETS = ("werkzeug.socket", "gunicorn.socket")
_DROPPED = (
    b"A fault of this test drops the connection here. This web server lets no application close "
    b"one, as moto_server does, so it is answered instead.\n"
)
#: Only a web server names itself there; moto's proxy makes up the rest of the environment.
_WEB_SERVER = "SERVER_SOFTWARE"


def answer_console(request: Any, full_url: str, headers: Any) -> Answer:
    """The console's answer to a request under ``/moto-api/contacts/``."""
    from moto_contacts.console.http import answer

    _keep_to_own_origins(request)
    return to_moto(answer(read_request(request)))


def _keep_to_own_origins(request: Any) -> None:
    """Has moto's server add nothing by which pages of every origin could read this answer.

    Flask-CORS, which adds it, leaves alone what it knows as settled already.
    """
    flask = sys.modules.get("flask")
    if flask is None or not flask.has_request_context():
        return
    # A test may ask from within an application of its own, and that is another request.
    if flask.request.environ is not getattr(request, "environ", None):
        return
    from flask_cors.core import FLASK_CORS_EVALUATED

    def settle(response: Any) -> Any:
        setattr(response, FLASK_CORS_EVALUATED, True)
        return response

    flask.after_this_request(settle)


def read_request(request: Any) -> Request:
    """A `Request` from any of the things that moto's versions and modes hand to a handler.

    These are werkzeug's requests (and Flask's proxy of one), botocore's prepared request, and
    that of the ``requests`` library.
    """
    if hasattr(request, "environ"):
        return read_environ(request.environ, request.host, request.headers, _body(request))
    return read_prepared(request)


def read_prepared(request: Any) -> Request:
    """A `Request` from one that botocore, or the ``requests`` library, was about to send."""
    body = request.body or b""
    sent = body if type(body) is bytes else _sent(body)
    to, headers = urlsplit(request.url), Headers(request.headers)
    return Request(request.method, to.scheme, to.netloc, to.path, to.query, headers, sent)


def _sent(body: Any) -> bytes:
    """A body that a handler of the user's has made text, or a file, or something like bytes."""
    read = body.read() if hasattr(body, "read") else body
    return read.encode() if isinstance(read, str) else bytes(read)


def read_environ(
    environ: dict[str, Any], host: str, headers: Mapping[str, str], body: bytes
) -> Request:
    """A `Request` from a WSGI environment, and from what has been read of it already."""
    # WSGI decodes the path; an ARN in it can only be told from its surroundings before that.
    raw = environ.get("RAW_URI") or quote(environ["PATH_INFO"], encoding="latin-1") or "/"
    if "://" in raw:
        raw = urlsplit(raw).path
    served, threads = _WEB_SERVER in environ, environ.get("wsgi.multithread", True)
    return Request(
        method=environ["REQUEST_METHOD"],
        scheme=environ["wsgi.url_scheme"],
        host=host or _address(environ),
        path=raw.partition("?")[0],
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=body,
        streams=served and threads,
        alone=served and not threads,
    )


def _address(environ: dict[str, Any]) -> str:
    """Where the server is; stands in for a ``Host`` that is none, so that links lead somewhere."""
    name = environ["SERVER_NAME"]
    return f"{f'[{name}]' if ':' in name else name}:{environ['SERVER_PORT']}"


def _body(request: Any) -> bytes:
    """The whole body. One in memory needs no guard against a client that sends less or more."""
    stream = request.environ["wsgi.input"]
    body: bytes = stream.getvalue() if type(stream) is BytesIO else request.get_data()
    return body


class Headers(Mapping[str, str]):
    """The headers of a prepared request as text, where botocore has bytes."""

    def __init__(self, headers: Mapping[str, str | bytes]):
        self._headers = headers

    def __getitem__(self, name: str) -> str:
        value = self._headers[name]
        return value.decode() if isinstance(value, bytes) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._headers)

    def __len__(self) -> int:
        return len(self._headers)

    def get(self, name: str, default: Any = None) -> Any:
        """As ever, but with fewer calls on the way: each request asks for several."""
        try:
            value = self._headers[name]
        except KeyError:
            return default
        return value.decode() if isinstance(value, bytes) else value


_ACCOUNT_ID = Variable("MOTO_ACCOUNT_ID")


class MotoHost:
    """Accounts and permissions as moto has them.

    moto's modules are imported at the first request, for this one runs while moto is importing.
    """

    @cached_property
    def _iam(self) -> Any:
        return importlib.import_module("moto.iam.models")

    @cached_property
    def _counter(self) -> Any:
        return importlib.import_module("moto.core.responses").ActionAuthenticatorMixin

    def account(self, request: Request, service: str) -> str:
        """By moto's rules: the environment, the header, the access key, the default account."""
        # Of the keys, for moto counts in Python.
        made = self._iam.iam_backends.keys()
        owner = self._owner(request.credential[0]) if made else None
        account: str = (
            _ACCOUNT_ID.get()
            or request.headers.get("x-moto-account-id")
            or owner
            or self._iam.DEFAULT_ACCOUNT_ID
        )
        if owner is not None:
            key = request.credential[0]
            self._iam.mark_account_as_visited(account, key, service, request.region)
        return account

    def _owner(self, access_key: str) -> str | None:
        """The account that has made the key, if one has; in most tests there is none."""
        for account, partitions in list(self._iam.iam_backends.items()):
            for backend in list(partitions.values()):
                if access_key in backend.access_keys:
                    owner: str = account
                    return owner
        return None

    def authorize(
        self, request: Request, account: str, service: Service, operation: Operation
    ) -> None:
        """By moto's IAM enforcement, where a test has switched it on."""
        free = settings.INITIAL_NO_AUTH_ACTION_COUNT
        if free == math.inf:  # as nearly always: whoever sets it has the count begin anew
            return
        if self._counter.request_count < free:
            self._counter.request_count += 1
            return
        if not request.credential[0]:
            code, message = "MissingAuthenticationToken", "Missing Authentication Token"
            raise service.dialect.refused(code, message, operation.errors)
        from moto.iam.access_control import IAMRequest
        from werkzeug.exceptions import HTTPException

        path = f"{request.path}?{request.query}" if request.query else request.path
        try:
            call = IAMRequest(
                account_id=account,
                method=request.method,
                path=path,
                data={},
                body=request.body,
                # botocore's prepared requests leave the host to the connection; it is signed.
                headers={"Host": request.host, **dict(request.headers.items())},
                action=operation.name,
            )
            call.check_signature()
            call.check_action_permitted("*")
        except HTTPException as refusal:
            code, message = refusal.error_type, refusal.message
            raise service.dialect.refused(code, message, operation.errors) from None


MOTO = MotoHost()
