"""aiobotocore, on which aioboto3 stands; answers and exception classes are like botocore's."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiobotocore.session import get_session
from botocore import xform_name
from botocore.exceptions import ClientError

from tests.clients.life_cycles import Refused, by_http, expected, live

pytestmark = pytest.mark.clients


@pytest.fixture
def call(server: str) -> Any:
    session = get_session()

    async def ask(service: str, operation: str, **members: Any) -> Any:
        async with session.create_client(service, endpoint_url=server) as client:
            return await getattr(client, xform_name(operation))(**members)

    def call(*request: str, **members: Any) -> Any:
        try:
            return asyncio.run(ask(*request, **members))
        except ClientError as error:
            message = error.response["Error"]["Message"]
            raise Refused(type(error).__name__, message, error.response) from None

    return call


def test_life_cycle(service: str, call: Any, server: str) -> None:
    assert live(service, call, by_http(server)) == expected(service)
