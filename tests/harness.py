"""How the behaviour suite reaches moto: one `Carrier` a mode, and `Aws`, which tests hold."""

from __future__ import annotations

import contextlib
import functools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TextIO

import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.core.models import responses_mock
from moto.moto_proxy import __file__ as moto_proxy_file

import moto_contacts
from moto_contacts.sessions import new_session
from tests.lives import JSON_SERVICES, OURS


class LastingMock:
    """A ``mock_aws`` that stays up from test to test: to start it takes longer than most tests."""

    def __init__(self) -> None:
        self._mock: Any = None

    @contextlib.contextmanager
    def emptied(self) -> Iterator[None]:
        """What ``with mock_aws()`` gives: nothing is there before, and nothing is left."""
        if self._mock is None:
            self._mock = mock_aws()
            self._mock.start()
        else:
            BackendDict.reset()
        yield
        BackendDict.reset()
        reset_model_data()
        responses_mock.calls.reset()

    def stop(self) -> None:
        """Before a test that wants no mock, or one of its own."""
        if self._mock is not None:
            self._mock.stop()
            self._mock = None


lasting_mock = LastingMock()


class Carrier:
    """In process, under ``mock_aws``."""

    endpoint: str | None = None

    def mock(self) -> AbstractContextManager[None]:
        return lasting_mock.emptied()

    def client_arguments(self) -> dict[str, Any]:
        return {}

    def url(self, host: str) -> str:
        return f"https://{host}"

    def request_arguments(self) -> dict[str, Any]:
        return {}

    @functools.cached_property
    def clients(self) -> dict[tuple[Any, ...], Any]:
        """Clients are dear to make and hold no state of a test."""
        return {}


class OrdinaryCarrier(Carrier):
    """In process, by moto's stubber instead of the early door."""

    @contextlib.contextmanager
    def mock(self) -> Iterator[None]:
        with super().mock(), moto_contacts.settings(answer_early=False):
            yield


class ServerCarrier(Carrier):
    """The stock ``moto_server`` in a process of its own."""

    def __init__(self, endpoint: str):
        self.endpoint = endpoint

    @contextlib.contextmanager
    def mock(self) -> Iterator[None]:
        requests.post(f"{self.endpoint}/moto-api/reset", timeout=30)
        yield

    def client_arguments(self) -> dict[str, Any]:
        return {"endpoint_url": self.endpoint}

    def url(self, host: str) -> str:
        return str(self.endpoint)


class ProxyCarrier(ServerCarrier):
    """The stock ``moto_proxy`` in a process of its own."""

    def client_arguments(self) -> dict[str, Any]:
        return {"verify": self._certificate}

    def url(self, host: str) -> str:
        return f"https://{host}"

    def request_arguments(self) -> dict[str, Any]:
        return {"proxies": self.proxies, "verify": self._certificate}

    @property
    def proxies(self) -> dict[str, str]:
        return {"http": str(self.endpoint), "https": str(self.endpoint)}

    @property
    def _certificate(self) -> str:
        return str(Path(moto_proxy_file).with_name("ca.crt"))


@contextlib.contextmanager
def open_carrier(mode: str) -> Iterator[Carrier]:
    in_process = {"decorator": Carrier, "ordinary": OrdinaryCarrier}
    if mode in in_process:
        yield in_process[mode]()
        return
    kind = ProxyCarrier if mode == "proxy" else ServerCarrier
    with run_server(f"moto_{mode}") as endpoint:
        yield kind(endpoint)


@contextlib.contextmanager
def run_server(script: str, *arguments: str, **environment: str) -> Iterator[str]:
    """Starts a console script of this environment on a free port; yields its URL."""
    command = [str(Path(sys.executable).with_name(script)), *arguments]
    with run_process(command, **environment) as (endpoint, _):
        yield endpoint


@contextlib.contextmanager
def run_process(
    command: list[str], **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Starts a server on a free port; yields its URL and its process."""
    # A file, not a pipe: the server writes a line a request, and blocks when a pipe is full.
    with tempfile.TemporaryFile("w+") as log:
        endpoint, process = _start(command, environment, log)
        try:
            yield endpoint, process
        finally:
            process.terminate()
            process.wait(timeout=30)


def _start(
    command: list[str], environment: dict[str, str], log: TextIO
) -> tuple[str, subprocess.Popen[bytes]]:
    """A server that answers. Raises ``RuntimeError`` with what the process has said at its end."""
    scheme = "http" if {"-s", "-c"}.isdisjoint(command) else "https"
    said = ""
    for _ in range(3):  # somebody may take the port that was free
        port = free_port()
        process = subprocess.Popen(
            [*command, "-p", str(port)],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        endpoint = f"{scheme}://localhost:{port}"
        try:
            if _is_up(process, endpoint):
                return endpoint, process
        except BaseException:
            process.kill()
            process.wait(timeout=30)
            raise
        log.seek(0)
        said = log.read()
        if "in use" not in said:
            break
    raise RuntimeError(f"{command!r} has ended: {said}")


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_up(process: subprocess.Popen[bytes], endpoint: str) -> bool:
    """Waits for an answer; False if the process has ended."""
    for _ in range(600):
        if process.poll() is not None:
            return False
        try:
            requests.get(f"{endpoint}/moto-api/data.json", timeout=30)
            return True
        except requests.exceptions.SSLError:
            return True  # it has shown a certificate
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError(f"{endpoint} does not answer")


class Aws:
    """Clients and raw HTTP in the mode of the run, and the simulation behind them."""

    def __init__(self, carrier: Carrier):
        self._carrier = carrier
        self.endpoint = carrier.endpoint
        self.outbox = moto_contacts.outbox(carrier.endpoint)
        self.clock = moto_contacts.clock(carrier.endpoint)
        self.faults = moto_contacts.faults(carrier.endpoint)

    def settings(self, **values: Any) -> Any:
        """A context manager that sets settings."""
        return moto_contacts.settings(self.endpoint, **values)

    def client(self, service: str, region: str = "us-east-1", **credentials: str) -> Any:
        """A boto3 client that does not retry and does not validate what it sends."""
        key = (service, region, *sorted(credentials.items()))
        if key not in self._carrier.clients:
            self._carrier.clients[key] = self.new_client(
                service, region, {"total_max_attempts": 1}, **credentials
            )
        return self._carrier.clients[key]

    def new_client(
        self, service: str, region: str = "us-east-1", retries: Any = None, **credentials: str
    ) -> Any:
        """A boto3 client that retries as told and does not validate what it sends."""
        config = Config(
            retries=retries,
            parameter_validation=False,
            proxies=getattr(self._carrier, "proxies", None),
        )
        client = new_session().client(
            service, region, config=config, **self._carrier.client_arguments(), **credentials
        )
        if isinstance(self._carrier, ProxyCarrier) and service not in OURS:
            # moto_proxy closes connections; ours alone say so, and not every client retries.
            client.meta.events.register(
                "request-created.*", lambda **_: client._endpoint.http_session.close()
            )
        return client

    def post(
        self, service: str, operation: str, body: Any, region: str = "us-east-1", **headers: str
    ) -> requests.Response:
        """A raw call of a JSON service; ``body`` is text or bytes, sent as it is."""
        prefix, version, signing_name = JSON_SERVICES[service]
        return self.http(
            "POST",
            f"{signing_name}.{region}.amazonaws.com",
            "/",
            body,
            signing_name,
            region,
            **{
                "X-Amz-Target": f"{prefix}.{operation}",
                "Content-Type": f"application/x-amz-json-{version}",
                **headers,
            },
        )

    def http(
        self,
        method: str,
        host: str,
        path: str,
        body: Any = b"",
        signing_name: str = "",
        region: str = "us-east-1",
        **headers: str,
    ) -> requests.Response:
        """A raw request with a signature that only says where it belongs."""
        headers.setdefault(
            "Authorization",
            f"AWS4-HMAC-SHA256 Credential=testing/20261120/{region}/{signing_name}/aws4_request, "
            "SignedHeaders=host, Signature=0",
        )
        return requests.request(
            method,
            self._carrier.url(host) + path,
            data=body,
            headers=headers,
            timeout=60,
            **self._carrier.request_arguments(),
        )


def refused(call: Callable[..., Any], **parameters: Any) -> dict[str, Any]:
    """The ``response`` of the error that a call must end in; ``Error``, members, status and all."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    response: dict[str, Any] = caught.value.response
    name = response["Error"]["Code"]
    classes = (name, f"{name}Exception", "ClientError")
    assert type(caught.value).__name__ in classes, "not the modelled exception class"
    return response


def status(response: dict[str, Any]) -> int:
    code: int = response["ResponseMetadata"]["HTTPStatusCode"]
    return code


def wrong(code: str) -> str:
    """A code that looks like this one and is not."""
    return ("1" if code[0] != "1" else "2") + code[1:]
