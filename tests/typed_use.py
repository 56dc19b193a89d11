"""What a user's type checker must find of the client; checked by `test_types`, never run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from typing_extensions import assert_type

import moto_contacts
from moto_contacts import Message, aio, client


def blocking() -> None:
    outbox = moto_contacts.outbox("http://localhost:5000")
    assert_type(outbox.latest(to="ops@example.com", since=datetime.now()), Message)
    assert_type(outbox.messages(limit=1)[0].click().refresh(), Message)
    assert_type(outbox.latest(recipient="zoe", thread="arn").reply("123456"), Message)
    assert_type(outbox.latest().fail().unsubscribe(), Message)
    assert_type(outbox.wait_for(since=outbox.latest()).code, str | None)
    assert_type(outbox.code(service="lightsail"), str)
    assert_type(outbox.clear(), int)
    assert_type(outbox.device("+14255550100").expect(code=True), Message)
    assert_type(outbox.device("+14255550100").expect(kind="plain").to, str)
    outbox.device("+14255550100").write("Hello", to="+12065550100")
    assert_type(outbox.messages(kind="link"), list[Message])
    assert_type(moto_contacts.clock().advance(hours=1), datetime)
    assert_type(moto_contacts.settings().all(), dict[str, dict[str, Any]])
    with moto_contacts.faults().put("ThrottlingException", retryAfterSeconds=1) as outage:
        assert_type(outage, client.Fault)
    assert_type(outage.struck, int)
    outbox.latest(colour="red")  # type: ignore[call-arg]
    outbox.latest(to=1)  # type: ignore[arg-type]


def closed_sets() -> None:
    message = moto_contacts.outbox().latest(state="locked", channel="SMS", carries="code")
    assert message.state != "verified"
    moto_contacts.outbox().messages(state="verifed")  # type: ignore[arg-type]
    moto_contacts.outbox().messages(channel="sms")  # type: ignore[arg-type]
    moto_contacts.outbox().messages(kind="codes")  # type: ignore[arg-type]
    with moto_contacts.settings(code="123456", lightsail_link_hours=1):
        moto_contacts.settings().set(codes={"ops@example.com": "123456"})
    moto_contacts.settings(coed="123456")  # type: ignore[call-arg]
    moto_contacts.settings().set(coed="123456")  # type: ignore[call-arg]
    moto_contacts.settings(lightsail_duplicates="loose")  # type: ignore[arg-type]
    assert_type(moto_contacts.clock().advance(timedelta(days=1), hours=2), datetime)
    moto_contacts.clock().advance(hour=1)  # type: ignore[call-arg]


@moto_contacts.mark(code="123456", strict=True, faults=[{"error": "ServiceException"}])
def marked() -> None:
    moto_contacts.mark(coed="123456")  # type: ignore[call-arg]
    moto_contacts.mark(faults=["ServiceException"])  # type: ignore[list-item]
    moto_contacts.mark(faults=[{"eror": "ServiceException"}])  # type: ignore[typeddict-unknown-key]
    moto_contacts.mark(faults=[{"error": "ThrottlingException", "retryAfterSeconds": 1}])
    moto_contacts.mark(strict="no")  # type: ignore[arg-type]
    moto_contacts.outbox().messages(service="ssm")  # type: ignore[arg-type]


def fixtures(
    contacts_outbox: moto_contacts.Outbox,
    contacts_clock: moto_contacts.Clock,
    contacts_faults: moto_contacts.Faults,
) -> None:
    assert_type(contacts_outbox.code(), str)
    assert_type(contacts_outbox.device("+14255550100"), moto_contacts.Device)
    assert_type(contacts_clock.now(), datetime)
    assert_type(contacts_faults.put("ThrottlingException").id, str)
    assert_type(moto_contacts.settings(), moto_contacts.Settings)
    moto_contacts.nonsense()  # type: ignore[attr-defined]


async def awaited() -> None:
    outbox = aio.outbox("http://localhost:5000")
    latest = await outbox.latest(to="ops@example.com", since=datetime.now())
    assert_type(latest, aio.Message)
    assert_type(await latest.click(), aio.Message)
    assert_type(await outbox.messages(limit=1), list[aio.Message])
    assert_type(await outbox.wait_for(since=latest), aio.Message)
    assert_type(await outbox.code(service="lightsail"), str)
    assert_type(await outbox.device("+14255550100").expect(code=True), aio.Message)
    assert_type(await aio.clock().advance(hours=1), datetime)
    assert_type(await aio.settings().all(), dict[str, dict[str, Any]])
    async with await aio.faults().put("ThrottlingException", retryAfterSeconds=1) as outage:
        assert_type(outage, aio.Fault)
    assert_type(await outage.struck, int)
    await outbox.latest(colour="red")  # type: ignore[call-arg]
    _ = outbox.latest().code  # type: ignore[attr-defined]
