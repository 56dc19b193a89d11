"""What a request says of itself."""

from __future__ import annotations

import pytest

from moto_contacts.gateway.request import Request

SIGNED = "AWS4-HMAC-SHA256 Credential=AKID/20261120/eu-west-1/lightsail/aws4_request, Signature=0"


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("lightsail.us-west-2.amazonaws.com", "us-west-2"),
        ("sms-voice.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("sms-voice-fips.us-gov-west-1.api.aws:443", "us-gov-west-1"),
        ("sms-voice.cn-north-1.api.amazonwebservices.com.cn", "cn-north-1"),
        ("lightsail.us-west-2.amazonaws.com.", "us-west-2"),
        ("ssm-contacts.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
        ("lightsail.eu-isoe-west-1.api.cloud-aws.adc-e.uk", "eu-isoe-west-1"),
        ("localhost:5000", "eu-west-1"),
        ("moto.staging.api.example.com", "eu-west-1"),
        ("moto.amazonaws.example.com", "eu-west-1"),
    ],
)
def test_region(host: str, region: str) -> None:
    request = Request("POST", "https", host, "/", "", {"Authorization": SIGNED}, b"")
    assert request.region == region


@pytest.mark.parametrize("signed", ["", "Bearer x", "AWS4-HMAC-SHA256 Credential=a/b, x"])
def test_without_a_signature(signed: str) -> None:
    request = Request("POST", "http", "localhost", "/", "", {"Authorization": signed}, b"")
    assert (request.region, request.credential[0]) == ("us-east-1", "")
