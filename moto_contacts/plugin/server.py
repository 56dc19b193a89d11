"""moto's server, faster: our requests are answered ahead of Flask, connections are kept alive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from threading import Thread, local
from typing import Any

from moto.moto_api import recorder
from moto.settings import DISABLE_GLOBAL_CORS

from moto_contacts.catalogue import NEIGHBOURS, SERVICES
from moto_contacts.console import http as console
from moto_contacts.console import origins, settings
from moto_contacts.gateway.request import Request, Response
from moto_contacts.plugin.entry import answer_service, read_environ
from moto_contacts.plugin.extras import needs
from moto_contacts.plugin.registration import service_of
from moto_contacts.simulation.log import logger

with needs("moto_contacts_server", "server"):
    from flask import Response as WsgiResponse
    from moto import server as motos
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.datastructures import EnvironHeaders
    from werkzeug.serving import BaseWSGIServer, make_server, run_simple
    from werkzeug.wsgi import get_host

    from moto_contacts.plugin.connections import RequestHandler

#: What moto's server tells those who are in no browser; the others it asks for their origin.
_CORS = {} if DISABLE_GLOBAL_CORS else {"Access-Control-Allow-Origin": "*"}
#: What is not by moto's own paths, where the gate stands.
OURS = SERVICES.keys() - set(NEIGHBOURS)
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"})


class Application:
    """moto's application; what it would hand to us is answered by the same functions, only sooner.

    What moto does around an answer is left to moto where it does anything: recording, and the
    headers for requests of a browser.
    """

    def __init__(self, moto: Callable[..., Iterable[bytes]]):
        self._moto = moto

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = self._answers(environ)
        if answer is None:
            return self._moto(environ, start_response)
        body = environ["wsgi.input"].read()
        response = answer(read_environ(environ, get_host(environ), EnvironHeaders(environ), body))
        headers = response.headers if answer is console.answer else {**response.headers, **_CORS}
        content = response.body
        if isinstance(content, bytes) and content and "Content-Type" in headers:
            length = ("Content-Length", f"{len(content)}")
            start_response(_status(response.status), [*headers.items(), length])
            return [content]
        # A stream, a redirection, or nothing at all, whose length may have to be left out.
        wsgi: Callable[..., Iterable[bytes]] = WsgiResponse(content, response.status, headers)
        return wsgi(environ, start_response)

    def _answers(self, environ: dict[str, Any]) -> Callable[[Request], Response] | None:
        if (
            "HTTP_ORIGIN" in environ
            or environ["REQUEST_METHOD"] not in _METHODS
            or recorder._user_enabled
        ):
            return None
        if environ["PATH_INFO"].startswith(console.ROOT):
            return console.answer
        name = service_of(environ)
        return partial(answer_service, name, environ=environ) if name in OURS else None


@cache
def _status(code: int) -> str:
    line: str = WsgiResponse(status=code).status
    return line


def main(
    arguments: list[str] | None = None, listening: Callable[[str], None] = lambda url: None
) -> None:
    """``moto_server``, with its arguments and all it does, and this application and connections.

    ``listening`` is told the URL once requests can come.
    """
    # What it ends with; this process does nothing else.
    motos.run_simple = partial(_run, listening)
    motos.main(arguments)


def _run(
    listening: Callable[[str], None], host: str, port: int, application: Any, **options: Any
) -> None:
    origins.bound.add(host.lower())
    say = BaseWSGIServer.log_startup

    def log_startup(server: BaseWSGIServer) -> None:
        say(server)
        listening(_url(server))

    BaseWSGIServer.log_startup = log_startup  # it is called then
    run_simple(
        host, port, Application(application), **options | {"request_handler": RequestHandler}
    )


def _url(server: BaseWSGIServer) -> str:
    """Where whoever is on this machine finds it."""
    host = "localhost" if server.host in ("0.0.0.0", "::") else server.host
    shown = f"[{host}]" if ":" in host else host
    scheme = "http" if server.ssl_context is None else "https"
    return f"{scheme}://{shown}:{server.port}"


#: Whether a thread is one of a server whose process is somebody else's.
_serving = local()


class _Guest(RequestHandler):
    """That of a server in a process of somebody else's, who reads no log of requests there."""

    def handle(self) -> None:
        """Answers the requests of a connection, in a thread of its own."""
        _serving.here = True
        super().handle()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


logger.addFilter(lambda record: not getattr(_serving, "here", False))


@contextmanager
def running(host: str = "127.0.0.1") -> Iterator[str]:
    """The URL of such a server, on a free port, in a thread of this process, whose log it spares.

    What goes wrong in it is logged all the same. Raises ``ValueError`` for a setting
    that cannot take what the environment says.
    """
    settings.check_environment()
    origins.bound.add(host.lower())
    application = Application(DomainDispatcherApplication(create_backend_app))
    server = make_server(host, 0, application, threaded=True, request_handler=_Guest)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.port}"
    finally:
        server.shutdown()
        thread.join()
