"""moto's requests in, moto's answers out; who calls and whether they may is asked of moto too."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from botocore.exceptions import ConnectionClosedError

from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import dispatch
from moto_contacts.gateway.errors import Dropped, ServiceError
from moto_contacts.gateway.request import Body, Request, Response

#: What moto expects of a handler: status, headers, body.
Answer = tuple[int, dict[str, str], Body]
Handler = Callable[[Any, str, Any], Answer]


def urls_of(name: str) -> tuple[list[str], dict[str, Handler]]:
    """``url_bases`` and ``url_paths`` of a service: one of each, for moto goes through all."""

    def handle(request: Any, full_url: str, headers: Any) -> Answer:
        response = answer_service(name, read_request(request), getattr(request, "environ", {}))
        return response.status, response.headers, response.body

    return [catalogue.HOSTS[name]], {"{0}/(?P<path>.*)$": handle}


def answer_service(name: str, request: Request, environ: dict[str, Any]) -> Response:
    """The service's answer; ``environ`` is empty where no web server has taken the request."""
    try:
        return dispatch(catalogue.service(name), request, MOTO)
    except Dropped:
        return _hang_up(f"{request.scheme}://{request.host}{request.path}", environ)


class ConnectionDropped(ConnectionClosedError, requests.exceptions.ConnectionError):
    """What botocore raises, and what ``requests`` raises, when a connection ends unanswered."""


def _hang_up(url: str, environ: dict[str, Any]) -> Response:
    """Ends the connection of moto's server; where there is none, raises what a client would.

    In process that reaches the caller, by way of botocore's retries. moto's proxy answers 502, as
    any proxy does when the host behind it hangs up. Source: ours.
    """
    connection = environ.get("werkzeug.socket")
    if connection is None:
        raise ConnectionDropped(endpoint_url=url)  # type: ignore[call-arg]  # botocore's
    connection.shutdown(socket.SHUT_RDWR)
    return Response(502, {}, b"")  # werkzeug finds nobody to write it to


def answer_console(request: Any, full_url: str, headers: Any) -> Answer:
    """The console's answer to a request under ``/moto-api/contacts/``."""
    from moto_contacts.console.http import answer

    response = answer(read_request(request))
    return response.status, response.headers, response.body


def read_request(request: Any) -> Request:
    """A `Request` from any of the things that moto's versions and modes hand to a handler.

    These are werkzeug's requests (and Flask's proxy of one), botocore's prepared request, and
    that of the ``requests`` library.
    """
    if not hasattr(request, "environ"):
        body = request.body or b""
        sent = body.encode() if isinstance(body, str) else body
        return Request.to(request.url, request.method, request.headers, sent)
    return read_environ(request.environ, request.host, request.headers, request.get_data())


def read_environ(
    environ: dict[str, Any], host: str, headers: Mapping[str, str], body: bytes
) -> Request:
    """A `Request` from a WSGI environment, and from what has been read of it already."""
    # WSGI decodes the path; an ARN in it can only be told from its surroundings before that.
    raw = environ.get("RAW_URI") or quote(environ["PATH_INFO"], encoding="latin-1") or "/"
    if "://" in raw:
        raw = urlsplit(raw).path
    return Request(
        method=environ["REQUEST_METHOD"],
        scheme=environ["wsgi.url_scheme"],
        host=host,
        path=raw.partition("?")[0],
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=body,
        # Only a web server names itself there; moto_proxy makes up the rest of the environment.
        streams="SERVER_SOFTWARE" in environ,
    )


class MotoHost:
    """Accounts and permissions as moto has them."""

    def account(self, request: Request, service: str) -> str:
        """By moto's rules: the environment, the header, the access key, the default account."""
        from moto.iam.models import get_account_id_from, mark_account_as_visited

        access_key = request.credential[0]
        account: str = (
            os.environ.get("MOTO_ACCOUNT_ID")
            or request.headers.get("x-moto-account-id")
            or get_account_id_from(access_key)
        )
        mark_account_as_visited(account, access_key, service, request.region)
        return account

    def authorize(self, request: Request, account: str, operation: str) -> None:
        """By moto's IAM enforcement, where a test has switched it on.

        Errors: ``AccessDeniedException``, ``UnrecognizedClientException``,
        ``InvalidSignatureException`` and ``MissingAuthenticationTokenException``, as AWS services
        with a JSON protocol answer them.
        """
        from moto import settings
        from moto.core.responses import ActionAuthenticatorMixin

        if ActionAuthenticatorMixin.request_count < settings.INITIAL_NO_AUTH_ACTION_COUNT:
            ActionAuthenticatorMixin.request_count += 1
            return
        if not request.credential[0]:
            raise ServiceError(
                "MissingAuthenticationTokenException", "Missing Authentication Token"
            )
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
                action=operation,
            )
            call.check_signature()
            call.check_action_permitted("*")
        except HTTPException as refusal:
            code = refusal.error_type
            raise ServiceError(_REFUSALS.get(code, code), refusal.message) from None


#: What moto calls a refusal -> what a service with a JSON protocol calls it.
_REFUSALS = {
    "AccessDenied": "AccessDeniedException",
    "AuthFailure": "AccessDeniedException",
    "InvalidClientTokenId": "UnrecognizedClientException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
}

MOTO = MotoHost()
