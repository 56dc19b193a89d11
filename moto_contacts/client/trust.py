"""Which certificates a server is known by, and why one could not be asked."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

#: False: none is looked at; a path: only by those in a file or folder; None: as `trusted` says.
Verify: TypeAlias = "bool | str | os.PathLike[str] | None"

#: Variables that name a file of certificates, as the AWS CLI and ``requests`` know them.
_BUNDLES = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def trusted(verify: Verify) -> bool | str:
    """Whether a certificate is looked at, or the path of those that it may be signed by.

    Where nothing was said, the environment is asked, and then the authorities of the world count.
    Raises ``ValueError`` for a path at which there is nothing.
    """
    if isinstance(verify, bool):
        return verify
    path = verify or next(filter(None, map(os.environ.get, _BUNDLES)), None)
    if path is None:
        return True
    if not Path(path).exists():
        raise ValueError(f"There is no file or folder of certificates at {os.fspath(path)}.")
    return os.fspath(path)


def unreachable(endpoint: str | None, why: Exception) -> ConnectionError:
    """What is the matter with a server that could not be asked, the cause first."""
    causes = list(_causes(why))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ConnectionError(
                f"The certificate of {endpoint} is not trusted: {cause.verify_message}. Say by "
                "verify= (--ca-bundle, AWS_CA_BUNDLE) which file holds it or who has signed it, "
                "or by verify=False (--no-verify-ssl) that it does not matter."
            )
        if isinstance(cause, ssl.SSLError):
            return ConnectionError(
                f"There is no TLS with {endpoint}: {cause}. It may be a server without it "
                "(http://), or what was named as certificates holds none."
            )
    return ConnectionError(
        f"No server answers at {endpoint}: {causes[-1]}. Start one with moto_server, or leave out "
        "the endpoint for a mock_aws in this process."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what has led to it, the first cause last."""
    # Not its context: that can be an error of the test's own, which is being handled.
    found: BaseException | None = error
    while found is not None:
        yield found
        told = (found.__cause__, *found.args)  # requests and urllib3 have it among these
        found = next((each for each in told if isinstance(each, BaseException)), None)
