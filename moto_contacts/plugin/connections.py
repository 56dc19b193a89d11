"""How moto's server speaks HTTP where connections are kept alive between requests."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterable
from contextlib import suppress
from email.utils import formatdate
from functools import lru_cache
from time import time
from typing import Any

from moto.moto_server import werkzeug_app
from werkzeug.exceptions import BadRequest, InternalServerError, RequestEntityTooLarge
from werkzeug.serving import WSGIRequestHandler
from werkzeug.test import run_wsgi_app

from moto_contacts.plugin.bodies import read_body
from moto_contacts.plugin.heads import REQUEST_LINE, take_head

#: Newer moto has its own, for headers that werkzeug drops.
_RequestHandler: Any = getattr(werkzeug_app, "MotoRequestHandler", WSGIRequestHandler)
_PIECE = 1 << 16
#: Bytes that are read of what a client goes on sending after it was refused, and seconds between.
_MOST_DISCARDED = 1 << 22
_LINGERING = 1.0


class RequestHandler(_RequestHandler):
    """werkzeug's, which closes the connection after each answer, without that.

    It closes because it could not find the next request behind a body that nobody has read, and an
    answer of unknown length has no other end. So here a body is read before anybody is asked, and
    every answer has a length or comes in chunks.
    """

    protocol_version = "HTTP/1.1"
    #: Seconds without a byte from a client, after which its connection, and its thread, end.
    timeout = 60
    #: More than a body may have. It is held in memory, here and by moto.
    most_bytes = 1 << 30
    #: A chunk must not wait for the client to acknowledge the one before.
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        """Reads the head of a request: what is plain by ourselves, the rest as Python's server."""
        line = REQUEST_LINE.fullmatch(self.raw_requestline)
        head = None if line is None else take_head(self.rfile)
        if line is None or head is None:
            return bool(super().parse_request())
        told: str = line[1].decode()
        self.requestline = told
        self.command, self.path, self.request_version = told.split(" ")
        self.headers = head
        self.close_connection = head.get("Connection", "").lower() == "close"
        return head.get("Expect", "").lower() != "100-continue" or self.handle_expect_100()

    def run_wsgi(self) -> None:
        """Answers one request, by the server's application."""
        if self.server.socket.fileno() < 0:  # the server has been stopped
            self.close_connection = True
            return
        self.environ = environ = self.make_environ()
        application = self.server.app
        if "Transfer-Encoding" in self.headers and environ.pop("CONTENT_LENGTH", None) is not None:
            # Nothing counts beside chunks; who is between us and the client may have counted it.
            self.close_connection = True
        try:
            environ["wsgi.input"] = read_body(self.headers, self.rfile, self.most_bytes)
        except (BadRequest, RequestEntityTooLarge) as refusal:
            self.close_connection = True
            self._send(*run_wsgi_app(refusal, environ))
            self._linger()
            return
        try:
            answer = run_wsgi_app(application, environ)
        except Exception:
            self.server.log("error", f"Error on request:\n{traceback.format_exc()}")
            self.close_connection = True
            answer = run_wsgi_app(InternalServerError(), environ)
        self._send(*answer)

    def _linger(self) -> None:
        """Lets a client read why it was refused, which a reset of the connection would forbid.

        It is reset where a connection is closed before all was read that has come by it.
        """
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_LINGERING)
            for _ in range(_MOST_DISCARDED // _PIECE):
                if not self.connection.recv(_PIECE):
                    break

    def _send(self, pieces: Iterable[bytes], status: str, headers: Any) -> None:
        try:
            self._write(pieces, status, headers)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()

    def _write(self, pieces: Iterable[bytes], status: str, headers: Any) -> None:
        empty = self.command == "HEAD" or status.startswith(("1", "204", "304"))
        left = 0 if empty else headers.get("Content-Length", type=int)
        modern = self.request_version >= "HTTP/1.1"
        chunked = left is None and modern
        if chunked:
            headers["Transfer-Encoding"] = "chunked"
        if not modern:  # nothing older knows of connections that stay
            self.close_connection = True
        if self.close_connection:
            headers["Connection"] = "close"
        self.log_request(status.partition(" ")[0])
        # Together with the first piece: a second small packet would be held back.
        waiting = self._head(status, headers)
        for piece in () if empty else pieces:
            if left is not None:
                piece = piece[:left]
                left -= len(piece)
            if piece:
                waiting += b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece
                self.wfile.write(waiting)
                waiting = b""
        self.wfile.write(waiting + (b"0\r\n\r\n" if chunked else b""))
        if left:  # less than was announced; the client must not take the next answer for it
            self.close_connection = True

    def _head(self, status: str, headers: Any) -> bytes:
        lines = [
            f"{self.protocol_version} {status}",
            f"Server: {self.version_string()}",
            f"Date: {_date(int(time()))}",
            *(f"{name}: {value}" for name, value in headers),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def log_error(self, format: str, *args: Any) -> None:
        """Nothing of a connection that has been idle for too long; it is no error."""
        if not (args and isinstance(args[0], TimeoutError)):
            super().log_error(format, *args)


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)
