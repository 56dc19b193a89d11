"""The services' verification by aiobotocore and by aioboto3, which stands on it.

A line of the endpoint and of a service as JSON is answered by one of what each of them saw of it;
the codes are read by `moto_contacts.aio`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import aioboto3
import requests
from aiobotocore.session import get_session
from botocore import xform_name
from botocore.exceptions import ClientError

from moto_contacts import aio
from tests.clients.life_cycles import Refused, live

#: What makes a client of a service -> under the name of its library.
CLIENTS = {"aiobotocore": get_session().create_client, "aioboto3": aioboto3.Session().client}


def seen(library: str, endpoint: str, service: str) -> dict[str, Any]:
    async def ask(service: str, operation: str, members: dict[str, Any]) -> Any:
        async with CLIENTS[library](service, endpoint_url=endpoint) as client:
            return await getattr(client, xform_name(operation))(**members)

    def call(service: str, operation: str, **members: Any) -> Any:
        try:
            return asyncio.run(ask(service, operation, members))
        except ClientError as error:
            message = error.response["Error"]["Message"]
            raise Refused(type(error).__name__, message, error.response) from None

    def latest(to: str) -> dict[str, Any]:
        return vars(asyncio.run(aio.outbox(endpoint).latest(to=to)))

    requests.post(f"{endpoint}/moto-api/reset", timeout=30).raise_for_status()
    return live(service, call, latest)


for line in sys.stdin:
    json.dump({library: seen(library, *json.loads(line)) for library in CLIENTS}, sys.stdout)
    sys.stdout.write("\n")
    sys.stdout.flush()
