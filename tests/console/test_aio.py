"""The twins that are awaited, in every mode, under asyncio and trio."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import anyio
import anyio.lowlevel
import anyio.to_thread
import pytest
from moto import mock_aws

from moto_contacts import NoSuchMessage, aio, client
from moto_contacts.client.verbs import finish
from moto_contacts.simulation import outbox
from tests.console.conftest import Send
from tests.console.test_console import ADDRESS
from tests.console.test_waiting import sent
from tests.harness import Aws

pytestmark = pytest.mark.anyio


async def soon(verb: Callable[..., Any], *arguments: Any, found: list[Any], **filters: Any) -> None:
    """Runs a verb as a task, which has no other way to return anything."""
    found.append(await verb(*arguments, **filters))


class TestOutbox:
    async def test_reads(self, aws: Aws, send: Send) -> None:
        read = aio.outbox(aws.endpoint)
        send()
        send()
        second, first = await read.messages(to=ADDRESS)
        assert (await read.latest(since=first)) == second
        assert (await read.message(first.id)).superseded_by == second.id
        assert await read.code(service="notificationscontacts") == second.code
        assert "_carrier" not in repr(first)

    async def test_follows_a_message(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        message = await aio.outbox(aws.endpoint).latest()
        assert (await message.click()).state == "verified"
        assert (await message.refresh()).history[-1].event == "verified"

    async def test_expires_a_message(self, aws: Aws, send: Send) -> None:
        send()
        message = await aio.outbox(aws.endpoint).latest()
        assert (await message.expire()).state == "expired"
        with pytest.raises(ValueError, match="is expired, not pending"):
            await message.expire()

    async def test_clears(self, aws: Aws, send: Send) -> None:
        send()
        assert await aio.outbox(aws.endpoint).clear(to=ADDRESS) == 1
        assert aws.outbox.messages() == []

    async def test_miss(self, aws: Aws, send: Send) -> None:
        send()
        with pytest.raises(NoSuchMessage, match=r"Did you mean ops@example\.com\?"):
            await aio.outbox(aws.endpoint).wait_for(to="opps@example.com", timeout=0)

    async def test_waits(self, aws: Aws, send: Send) -> None:
        found: list[aio.Message] = []
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(lambda: soon(aio.outbox(aws.endpoint).wait_for, found=found))
            await anyio.lowlevel.checkpoint()
            send()
        assert {message.code for message in found} == {aws.outbox.code()}

    async def test_device(self, aws: Aws, send: Send) -> None:
        device = aio.outbox(aws.endpoint).device(ADDRESS)
        send()
        await device.ignore()
        await device.reject()
        found: list[aio.Message] = []
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lambda: soon(device.expect, True, found=found))
            await anyio.lowlevel.checkpoint()
            send()
        assert found[0].code == aws.outbox.code()
        with pytest.raises(AssertionError, match=r"^Expected a link to ops@example.com within 0 s"):
            await device.expect(code=False, within=0)


class TestControls:
    async def test_clock(self, aws: Aws) -> None:
        clock = aio.clock(aws.endpoint)
        before = await clock.now()
        assert await clock.advance(hours=2) - before >= timedelta(hours=2)
        assert await clock.reset() - before < timedelta(hours=1)

    async def test_settings(self, aws: Aws) -> None:
        settings = aio.settings(aws.endpoint)
        await settings.set(code="111111")
        async with aio.settings(
            aws.endpoint, code="222222", ssm_contacts_codes_per_channel=1
        ) as inner:
            assert (await inner.all())["code"]["value"] == "222222"
        assert (await settings.all())["code"]["value"] == "111111"
        assert (await settings.all())["ssm_contacts_codes_per_channel"]["from"] == "default"
        await settings.reset()
        assert (await settings.all())["code"]["from"] == "default"

    async def test_settings_of_a_coroutine_function(self, aws: Aws) -> None:
        @aio.settings(aws.endpoint, code="222222")
        async def fixed() -> Any:
            return (await aio.settings(aws.endpoint).all())["code"]["value"]

        assert await fixed() == "222222"
        assert aws.settings().all()["code"]["value"] is None

    async def test_refused_settings(self, aws: Aws) -> None:
        with pytest.raises(ValueError, match="no setting named 'colour'"):
            async with aio.settings(aws.endpoint, code="222222", colour="red"):  # type: ignore[call-arg]
                pass
        assert aws.settings().all()["code"]["value"] is None

    async def test_faults(self, aws: Aws) -> None:
        lightsail = aws.client("lightsail")
        faults = aio.faults(aws.endpoint)
        async with await faults.put("ServiceException", times=5) as outage:
            with pytest.raises(lightsail.exceptions.ServiceException):
                lightsail.get_contact_methods()
            assert [rule["id"] for rule in await faults.all()] == [outage.id]
        assert await outage.struck == 1
        assert await faults.all() == []

    async def test_faults_without_a_block(self, aws: Aws) -> None:
        faults = aio.faults(aws.endpoint)
        first = await faults.put(drop=True)
        await faults.put(latency=1)
        await first.remove()
        assert [rule["drop"] for rule in aws.faults.all()] == [False]
        await faults.reset()
        assert aws.faults.all() == []

    async def test_cancelled_block_ends_all_the_same(self, aws: Aws) -> None:
        with anyio.CancelScope() as scope:
            async with (
                aio.settings(aws.endpoint, code="222222"),
                await aio.faults(aws.endpoint).put(drop=True),
            ):
                scope.cancel()
                await anyio.sleep_forever()
        assert scope.cancelled_caught
        assert aws.settings().all()["code"]["value"] is None
        assert aws.faults.all() == []


class TestWaitingInThisProcess:
    @pytest.fixture(params=["in process", "by server"])
    def endpoint(self, request: pytest.FixtureRequest, moto_contacts_server: str) -> str | None:
        return moto_contacts_server if request.param == "by server" else None

    async def test_can_be_cancelled(
        self, endpoint: str | None, waiting: threading.Semaphore
    ) -> None:
        with mock_aws():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(lambda: aio.outbox(endpoint).wait_for(timeout=60))
                await anyio.to_thread.run_sync(waiting.acquire)
                tasks.cancel_scope.cancel()
        assert tasks.cancel_scope.cancelled_caught

    async def test_many_at_once(self, waiting: threading.Semaphore) -> None:
        """More than the threads that a loop has for everything."""
        found: list[aio.Message] = []
        with mock_aws():
            async with anyio.create_task_group() as tasks:
                for _ in range(50):
                    tasks.start_soon(lambda: soon(aio.outbox().wait_for, found=found, timeout=60))
                for _ in range(50):
                    await anyio.to_thread.run_sync(waiting.acquire)
                outbox.send(sent(ADDRESS))
        assert len(found) == 50


class TestWhoIsAsked:
    async def test_no_server(self) -> None:
        with pytest.raises(ConnectionError, match=r"No server answers at http://127\.0\.0\.1:1: "):
            await aio.outbox("http://127.0.0.1:1").messages()

    async def test_moto_without_the_plugin(self, moto_contacts_server: str) -> None:
        with pytest.raises(ConnectionError, match="is no moto server with moto_contacts"):
            await aio.outbox(f"{moto_contacts_server}/bucket").messages()


@pytest.mark.parametrize(
    "name", ["Clock", "Device", "Fault", "Faults", "Message", "Outbox", "Settings"]
)
def test_twins_have_the_same_verbs(name: str) -> None:
    blocking, awaited = getattr(client, name), getattr(aio, name)
    verbs = {each for each in dir(blocking) if not each.startswith("_")}
    assert verbs == {each for each in dir(awaited) if not each.startswith("_")}
    for each in verbs:
        one, other = getattr(blocking, each), getattr(awaited, each)
        assert one.__doc__ == other.__doc__
        if callable(one):
            assert not inspect.iscoroutinefunction(one)
            assert inspect.signature(one).parameters == inspect.signature(other).parameters


def test_blocking_verb_cannot_give_way() -> None:
    with pytest.raises(RuntimeError, match=r"sleep.* waits where nobody lets it go on"):
        finish(asyncio.sleep(0))


def test_without_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "moto_contacts.aio")
    with pytest.raises(
        ImportError,
        match=r"aio needs httpx, which is not installed: pip install 'moto-contacts\[async\]",
    ):
        importlib.import_module("moto_contacts.aio")
