"""One service's verification by aioboto3: aioboto3_life_cycle ENDPOINT FAMILY.

Prints as JSON what aioboto3 saw of it; the codes are read by `moto_contacts.aio`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import aioboto3
from botocore import xform_name
from botocore.exceptions import ClientError

from moto_contacts import aio
from tests.clients.life_cycles import Refused, live

endpoint, service = sys.argv[1:]
session = aioboto3.Session()


async def ask(service: str, operation: str, members: dict[str, Any]) -> Any:
    async with session.client(service, endpoint_url=endpoint) as client:
        return await getattr(client, xform_name(operation))(**members)


def call(service: str, operation: str, **members: Any) -> Any:
    try:
        return asyncio.run(ask(service, operation, members))
    except ClientError as error:
        message = error.response["Error"]["Message"]
        raise Refused(type(error).__name__, message, error.response) from None


def latest(to: str) -> dict[str, Any]:
    return vars(asyncio.run(aio.outbox(endpoint).latest(to=to)))


json.dump(live(service, call, latest), sys.stdout)
