"""How a server is asked: by which certificates it is known, and why it could not be."""

from __future__ import annotations

import os
import re
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from moto_contacts.client.verbs import hidden

if TYPE_CHECKING:
    import requests

__tracebackhide__ = hidden

#: False: none is looked at; a path: only by those in a file or folder; None: as `trusted` says.
Verify: TypeAlias = "bool | str | os.PathLike[str] | None"

#: Variables that name a file of certificates, as the AWS CLI and ``requests`` know them.
_BUNDLES = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
#: Packages that speak to servers; what stands above them is faked by some tests.
_NETWORK = ("httpcore", "urllib3")


class Unreachable(ConnectionError):
    """A server could not be asked."""

    #: The sentence for whoever asks by Python.
    _text: str

    def __init__(self, endpoint: str | None, why: str):
        super().__init__(self._text.format(endpoint=endpoint, why=why))
        self.endpoint = endpoint
        self.why = why


class NoServer(Unreachable):
    """None answers there."""

    _text = (
        "No server answers at {endpoint}: {why}. Start one with moto_server, or leave out the "
        "endpoint for a mock_aws in this process."
    )


class NotTrusted(Unreachable):
    """Its certificate is nobody's that is known."""

    _text = (
        "The certificate of {endpoint} is not trusted: {why}. Say by verify= (--ca-bundle, "
        "AWS_CA_BUNDLE) which file holds it or who has signed it, or by verify=False "
        "(--no-verify-ssl) that it does not matter."
    )


class NoTls(Unreachable):
    """It speaks another language."""

    _text = (
        "There is no TLS with {endpoint}: {why}. It may be a server without it (http://), or what "
        "was named as certificates holds none."
    )


class NotLetOut(Unreachable):
    """Something in this process, which fakes or forbids HTTP, has raised an error of its own."""

    _text = "{endpoint} could not be asked: {why}."


def request(
    endpoint: str, verify: Verify, method: str, path: str, **options: Any
) -> requests.Response:
    """The answer of a server, whichever it is.

    Raises `Unreachable`, and ``ValueError`` where no certificates are at the path of those.
    """
    import requests

    certificates = trusted(verify, endpoint)
    try:
        with requests.Session() as session, unwarned(verify):
            session.trust_env = False  # the endpoint is near; a proxy would not find it
            return session.request(method, endpoint + path, verify=certificates, **options)
    except Exception as why:  # what fakes HTTP, or forbids it, raises anything
        raise unreachable(endpoint, why) from None


@contextmanager
def unwarned(verify: Verify) -> Iterator[None]:
    """Keeps urllib3 from warning of a certificate that nobody is to look at."""
    if verify is not False:
        yield
        return
    from urllib3.exceptions import InsecureRequestWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InsecureRequestWarning)
        yield


def check_endpoint(url: str) -> str:
    """The URL of a server, maybe told by one of its pages, without a slash at its end.

    Raises ``ValueError`` for what is none.
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
        port = parts.port  # of which ``urlsplit`` complains when it is asked for
        (parts.hostname or "").encode("idna")  # which complains of a..b
    except ValueError as why:
        raise ValueError(f"The endpoint {url!r} is no URL: {why}.") from None
    if not known or port == 0:
        bare = url.rpartition("//")[2] or "localhost:5000"
        raise ValueError(f"The endpoint {url!r} is no URL of a server, as http://{bare} is.")
    return re.split("/moto-api|[?#]", url)[0].rstrip("/")


def trusted(verify: Verify, endpoint: str) -> bool | str:
    """Whether a certificate is looked at, or the path of those that it may be signed by.

    Where nothing was said, the environment is asked, and then the authorities of the world count.
    Raises ``ValueError`` for a path at which there is nothing, if the endpoint has a certificate.
    """
    if isinstance(verify, bool):
        return verify
    if urlsplit(endpoint).scheme == "http":
        return True
    path = verify or next(filter(None, map(os.environ.get, _BUNDLES)), None)
    if path is None:
        return True
    if not Path(path).exists():
        raise ValueError(f"There is no file or folder of certificates at {os.fspath(path)}.")
    return os.fspath(path)


def unreachable(endpoint: str | None, why: Exception) -> Unreachable:
    """What is the matter with a server that could not be asked, the cause first."""
    causes = list(_causes(why))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotTrusted(endpoint, cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return NoTls(endpoint, str(cause))
    reason = _reason(causes)
    if reason is None:
        told = f"{type(causes[-1]).__name__}: {causes[-1]}".rstrip(".: ")
        return NotLetOut(endpoint, told)
    return NoServer(endpoint, reason)


def _reason(causes: list[BaseException]) -> str | None:
    """Why nothing was answered, by the system, else by the network; None where neither says so."""
    told = [each for each in causes if isinstance(each, OSError) and each.strerror]
    if told:
        last = told[-1]  # asyncio words what has a number in its own way
        return os.strerror(last.errno) if last.errno and last.errno > 0 else str(last.strerror)
    slow = any("timeout" in type(each).__name__.lower() for each in causes)
    if slow:
        return "it does not answer in time"
    network = any(type(each).__module__.startswith(_NETWORK) for each in causes)
    return str(causes[-1]) if network else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what has led to it, the first cause last."""
    # Not its context: that can be an error of the test's own, which is being handled.
    found: BaseException | None = error
    while found is not None:
        yield found
        told = (found.__cause__, *found.args)  # requests and urllib3 have it among these
        found = next((each for each in told if isinstance(each, BaseException)), None)
