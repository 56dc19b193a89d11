"""Requests as they come."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest
from moto.server import DomainDispatcherApplication, create_backend_app

SIGNED = (
    "AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/notifications-contacts/aws4_request, "
    "SignedHeaders=host, Signature=0"
)


def test_request_that_names_its_whole_url(moto_contacts_server: str) -> None:
    """What a client sends that takes the server for a proxy."""
    connection = http.client.HTTPConnection(urlsplit(moto_contacts_server).netloc, timeout=30)
    url = f"{moto_contacts_server}/emailcontacts?maxResults=1"
    connection.request("GET", url, headers={"Authorization": SIGNED})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b'{"emailContacts":[]}')
    connection.close()


@pytest.mark.parametrize(
    "environ",
    [
        {"PATH_INFO": "/bucket/\u3066".encode()},
        {},
        {
            "PATH_INFO": "/",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": "3",
        },
    ],
    ids=["a path of bytes", "no path", "no body"],
)
def test_environment_that_is_not_whole_is_served_as_moto_serves_it(environ: dict[str, Any]) -> None:
    """moto's server, asked in process, needs little of it; moto's own tests do so."""
    application = DomainDispatcherApplication(create_backend_app)
    assert application.get_application({"HTTP_HOST": "localhost", **environ}).service == "s3"
