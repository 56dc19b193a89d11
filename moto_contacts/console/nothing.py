"""Why an outbox may be empty."""

from __future__ import annotations

from contextlib import suppress

from botocore.configprovider import ConfiguredEndpointProvider
from botocore.exceptions import BotoCoreError
from botocore.session import get_session

from moto_contacts.catalogue import CLIENTS
from moto_contacts.console.values import IN_PROCESS
from moto_contacts.simulation.nearness import listed
from moto_contacts.simulation.state import is_mocked


def why_nothing(base_url: str) -> str:
    """Why there may be nothing at all."""
    if base_url != IN_PROCESS:
        return (
            "Nothing was sent by this server since it started or was reset; is it the one that the "
            "sender has as its endpoint?"
        )
    elsewhere = _elsewhere()
    if elsewhere:
        url, clients = next(iter(elsewhere.items()))
        return (
            f"Nothing was sent in this process. AWS_ENDPOINT_URL or the profile leads to {url}: "
            f"outbox({url!r}) reads what is sent there, by {listed(clients)}."
        )
    if not is_mocked():
        return (
            "No mock_aws is active in this process, and no server of it has sent anything. The "
            "outbox of a mock is emptied when it starts and stops; that of a server elsewhere is "
            "outbox(endpoint_url)."
        )
    return (
        "Nothing was sent in this mock; the outbox is emptied when mock_aws starts and stops, and "
        "by /moto-api/reset. What another process sends is in that process, or in the server that "
        "it speaks to: outbox(endpoint_url)."
    )


def _elsewhere() -> dict[str, list[str]]:
    """Where boto3's clients of this process are led to by the environment and by its profile."""
    session = get_session()
    found: dict[str, list[str]] = {}
    with suppress(BotoCoreError):  # no such profile, a file that cannot be read
        if session.get_config_variable("ignore_configured_endpoint_urls"):
            return found
        for client in CLIENTS.values():
            url = ConfiguredEndpointProvider(
                full_config=session.full_config,
                scoped_config=session.get_scoped_config(),
                client_name=client,
            ).provide()
            if url:
                found.setdefault(url, []).append(client)
    return found
