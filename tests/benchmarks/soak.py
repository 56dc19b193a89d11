"""Many threads live whole lives of contacts against a server, and nothing is lost or doubled.

Each thread has an account of its own for what an account can have one of, and shares one with all
others for the rest. An answer that is not the expected one ends the run.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.lives import COMMON, LIVES, Client, delete, listed, messages
from tests.benchmarks.runner import Effort, Row, at_least, at_most
from tests.benchmarks.servers import NO_QUOTAS, netloc_of
from tests.harness import run_process

T = TypeVar("T")
THREADS = 64
#: Seconds after which a run that has not ended is an error.
_LIMIT = 900


class Soak:
    """All threads at once against a server, so many requests in total.

    Raises where anything is lost, doubled or refused that should not be.
    """

    def __init__(self, netloc: str, requests: int, threads: int = THREADS):
        self._netloc = netloc
        self._threads = threads
        self._share = requests // threads
        self._kept: list[dict[str, list[str]]] = []
        #: How many requests there were in fact.
        self.requests = 0

    def live(self) -> None:
        """Lives, half of which do not end; then everything that must be there is, once."""
        clients = [client for both in self._in_threads(self._live) for client in both]
        self.requests = sum(client.requests for client in clients)
        self._kept = [client.kept for client in clients]
        expected: dict[str, list[str]] = {}
        for kept in self._kept:
            for kind, found in kept.items():
                expected.setdefault(kind, []).extend(found)
        with self._client() as looker:
            for kind, found in listed(looker).items():
                assert found == sorted(expected.get(kind, [])), f"{kind}: lost or doubled"
            outbox = messages(looker)
        sent = sum((client.sent for client in clients), Counter())
        assert Counter(message["to"] for message in outbox) == sent
        assert len({message["id"] for message in outbox}) == len(outbox)
        assert {message["state"] for message in outbox} == {"verified"}

    def delete(self) -> None:
        """Deletes what was kept, and the outbox."""
        self._in_threads(self._delete)
        with self._client() as looker:
            assert not any(listed(looker).values())
            assert messages(looker)  # they outlive what they were sent for
            looker.console("DELETE", "messages")
            assert messages(looker) == []

    def _in_threads(self, work: Callable[[int], T]) -> list[T]:
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(work, range(self._threads), timeout=_LIMIT))

    def _client(self, account: str = COMMON) -> contextlib.closing[Client]:
        return contextlib.closing(Client(self._netloc, account))

    def _live(self, thread: int) -> list[Client]:
        with self._client() as common, self._client(f"{thread + 1:012d}") as own:
            for turn in itertools.count(thread):
                life, is_common = LIVES[turn % len(LIVES)]
                life(common if is_common else own, turn // len(LIVES) % 2 == 0)
                if common.requests + own.requests >= self._share:
                    return [common, own]
        raise AssertionError("counting has no end")

    def _delete(self, thread: int) -> None:
        with self._client() as client:
            for kept in self._kept[thread :: self._threads]:
                delete(client, kept)


class Server:
    """A server process that tells of its memory."""

    def __init__(self, script: str):
        self._script = script

    def __enter__(self) -> Server:
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            self._file = Path(folder, "memory")
            module = [sys.executable, "-m", "tests.benchmarks.probed"]
            command = [*module, str(self._file), self._script]
            endpoint, self._process = stack.enter_context(run_process(command, **NO_QUOTAS))
            self.netloc = netloc_of(endpoint)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def memory(self) -> Any:
        """Bytes ``allocated``, and the number of ``objects`` of each class of ours."""
        self._process.send_signal(signal.SIGUSR1)
        for _ in range(1200):
            with contextlib.suppress(FileNotFoundError):
                found = json.loads(self._file.read_text())
                self._file.unlink()
                return found
            time.sleep(0.05)
        raise RuntimeError("the server does not tell how much memory it has")

    def reset(self) -> None:
        """moto's reset."""
        with contextlib.closing(Client(self.netloc)) as client:
            client.http("POST", "/moto-api/reset")


#: What the lives keep, and deletion leaves nothing of.
_KEPT = {
    "moto_contacts.services.notificationscontacts.email_contacts.EmailContact",
    "moto_contacts.services.pinpointsmsvoicev2.verified_destination_number.VerifiedDestinationNumber",
    "moto_contacts.services.resourcedirectorymaster.contact.Contact",
    "moto_contacts.services.ssmcontacts.contact.ContactChannel",
    "moto_contacts.services.ssmcontacts.contact.Contact",
}
#: Those, and what each life deletes by itself.
_DELETED = _KEPT | {"moto_contacts.services.lightsail.contact_methods.ContactMethod"}
#: What only moto's reset leaves nothing of: links, which say that they were used.
_LOGGED = {"moto_contacts.simulation.messages.Sent"}


def soak(effort: Effort) -> Iterator[Row]:
    """The stock server and ours; the first, shorter run warms their caches."""
    threads = min(THREADS, effort.size // 20)
    warming = 10 * threads
    requests = max(effort.size // 5, warming)
    for script in ("moto_server", "moto_contacts_server"):
        with Server(script) as server:
            before = _run(server, warming, threads)[1]
            done, after, left = _run(server, requests, threads)
        what = f"{threads} threads against `{script}`"
        yield Row(f"{what}: requests, all answered as they must be", done, at_least(requests))
        yield Row(
            f"{what}: memory after moto's reset, against that before the run",
            after / before,
            at_most(1.02),
            detail=f"{after / 2**20:.1f} MiB / {before / 2**20:.1f} MiB",
            note=f"after deletion alone {left / done:.0f} bytes a request are left: codes sent, "
            "links and operations of the past",
        )


def _run(server: Server, requests: int, threads: int) -> tuple[int, int, int]:
    """Requests; bytes after the reset; bytes that deletion alone has left beyond those."""
    soak = Soak(server.netloc, requests, threads)
    soak.live()
    missing = (_KEPT | _LOGGED) - server.memory()["objects"].keys()
    assert not missing, f"nothing is there of {missing}"
    soak.delete()
    deleted = server.memory()
    assert not deleted["objects"].keys() & _DELETED, "deletion leaves something"
    server.reset()
    reset = server.memory()
    assert not reset["objects"].keys() & (_DELETED | _LOGGED), "the reset leaves something"
    return soak.requests, reset["allocated"], deleted["allocated"] - reset["allocated"]
