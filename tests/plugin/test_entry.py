"""Requests as they come."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

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
