"""Messages that the account sends: what is kept of each, and every change of its status."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple, cast

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.services.pinpointsmsvoicev2 import checks, incoming, simulator
from moto_contacts.services.pinpointsmsvoicev2.events import Events
from moto_contacts.services.pinpointsmsvoicev2.identities import AWS_OWNED, own
from moto_contacts.services.pinpointsmsvoicev2.incoming import Arrived
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.spend_limits import SpendLimits
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.ids import uuid4
from moto_contacts.simulation.inboxes import open_inbox
from moto_contacts.simulation.messages import Sent, ended


class Status(NamedTuple):
    """What is told of a message that has reached a status."""

    description: str
    #: What the outbox calls it where it is the last; None for those that never are.
    state: str | None = None

    @property
    def failure(self) -> str | None:
        """Why it has not arrived, where it has not."""
        return None if self.state == "delivered" else self.description


#: Every status that a message can reach. Source: documented (names), seen (what phones and
#: carriers accept, what is blocked), ours (the other texts).
STATUSES = {
    "QUEUED": Status("Message is queued to be sent"),
    "PENDING": Status("Message has been handed to the carrier"),
    "SUCCESSFUL": Status("Message has been accepted by phone carrier", "delivered"),
    "DELIVERED": Status("Message has been accepted by phone", "delivered"),
    "UNREACHABLE": Status("The phone cannot be reached", "failed"),
    "CARRIER_UNREACHABLE": Status("The carrier cannot be reached", "failed"),
    "BLOCKED": Status("The phone takes no such messages", "failed"),
    "CARRIER_BLOCKED": Status("The carrier takes no such messages", "failed"),
    "SPAM": Status("The message is taken for spam", "failed"),
    "INVALID": Status("There is no such phone number", "failed"),
    "INVALID_MESSAGE": Status("The message cannot be sent as it is", "failed"),
    "UNKNOWN": Status("What has become of the message is not known", "failed"),
    "TTL_EXPIRED": Status("The time to live of the message is over", "expired"),
    "PROTECT_BLOCKED": Status("Message blocked by protect configuration", "blocked"),
    "FILE_INACCESSIBLE": Status("The media file cannot be read", "failed"),
    "FILE_SIZE_EXCEEDED": Status("The media file is too large", "failed"),
    "FILE_TYPE_UNSUPPORTED": Status("The media file is of a type that cannot be sent", "failed"),
    "INITIATED": Status("The call was begun"),
    "RINGING": Status("The phone rings"),
    "ANSWERED": Status("Somebody has answered the call"),
    "COMPLETED": Status("The call has ended", "delivered"),
    "NO_ANSWER": Status("Nobody has answered the call", "failed"),
    "BUSY": Status("Somebody else was on the phone", "failed"),
    "FAILED": Status("The call could not be made", "failed"),
}


class Life(NamedTuple):
    """The statuses through which messages of a channel come to their ends."""

    #: At once.
    begins: tuple[str, ...]
    #: At once, where it reaches its destination.
    on_its_way: tuple[str, ...]
    success: str
    failure: str
    #: The other statuses in which it can fail.
    failures: frozenset[str]
    #: Whether what is on its way has reached somebody already, and can come too late no more.
    is_reached: bool = False


_FAILURES = frozenset(
    ["BLOCKED", "CARRIER_BLOCKED", "CARRIER_UNREACHABLE", "INVALID", "INVALID_MESSAGE", "SPAM",
     "UNKNOWN"]
)  # fmt: skip
#: What becomes of a call. Source: inferred.
_CALL = Life(
    ("INITIATED", "RINGING"),
    ("ANSWERED",),
    "COMPLETED",
    "NO_ANSWER",
    frozenset({"BUSY", "FAILED"}),
    is_reached=True,
)
#: Who says that a message has arrived -> what becomes of it. Source: seen (what carriers say, and
#: that it may be the last or not), inferred (the rest).
_WRITTEN = {
    "PHONE": Life(("QUEUED",), ("PENDING",), "DELIVERED", "UNREACHABLE", _FAILURES),
    "CARRIER": Life(("QUEUED",), ("PENDING",), "SUCCESSFUL", "UNREACHABLE", _FAILURES),
    "BOTH": Life(("QUEUED",), ("PENDING", "SUCCESSFUL"), "DELIVERED", "UNREACHABLE", _FAILURES),
}
#: In seconds. Source: documented.
_LONGEST_CALL_IN_SANDBOX = 30
#: Channel -> what the outbox calls it.
_CHANNELS = {"TEXT": "SMS", "MEDIA": "SMS", "VOICE": "VOICE"}


class Outgoing(Family):
    """The messages that were accepted; it has no operations."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._spend_limits = backend.family(SpendLimits)
        self._events = backend.family(Events)
        self._account = checks.Account(self.scope, self.registry, self._spend_limits)
        #: By their IDs.
        self.messages: dict[str, OutgoingMessage] = {}

    def listen(self, number: PhoneNumber) -> None:
        """From now on people can write to the number first."""

        def receive(phone: str, text: str) -> None:
            incoming.receive(self, Arrived(phone, text, to=own(number)))

        open_inbox(number.phone_number, self.scope.lock, receive)

    def accept(
        self,
        message: OutgoingMessage,
        end: str | None = None,
        code: str | None = None,
        hours: float | None = None,
        about: str | None = None,
        replaces: Sent | None = None,
    ) -> OutgoingMessage:
        """The message, whose life has begun. Errors: those of `checks.STEPS`.

        ``end`` is the status in which it ends, where that is not for its destination to say.
        Its ``code`` counts for ``hours``, and ``replaces`` that of another; ``about`` is the ARN of
        what it verifies. What is only tried is neither sent, kept nor paid for.
        """
        checks.check(self._account, message)
        message.id = uuid4()
        if message.dry_run:
            return message
        self._begin(message, end)
        # Last, so that whoever reads the outbox finds it as far as it comes at once.
        write = partial(self._write, message, code, hours, about, replaces)
        if code is None and not message.to_come:
            self.scope.later(write, len(message.body or ""))
        else:
            write()
        return message

    def change(
        self, message: OutgoingMessage, at: datetime, *statuses: str, final: bool = False
    ) -> None:
        """The message passes through statuses: the one place through which all of them do."""
        for status in statuses:
            message.status = status
            reached, sent = STATUSES[status], message.sent
            if final and sent is not None and reached.state is not None:
                sent.advance(reached.state, at, reached.failure)
            if message.configuration_set is not None:
                told = reached.description
                self._events.tell(message, message.configuration_set, told, at, final)

    def end(self, message: OutgoingMessage, status: str, at: datetime) -> None:
        """The message reaches its last status, and not the one that it was to reach later."""
        for entry in message.to_come:
            entry.cancel()
        message.to_come = ()
        self.change(message, at, status, final=True)

    def reply(self, sent: Sent, text: str) -> None:
        """The recipient of a message has written back to what it came from."""
        message = _of(sent)
        arrived = Arrived(message.destination, text, to=message.source, answers=message.id)
        incoming.receive(self, arrived)

    def fail(self, sent: Sent, reason: str) -> None:
        """It has not arrived: it ends in the status that is the reason, if one of that name is."""
        message = _of(sent)
        life = _life(message.channel)
        self.end(message, reason if reason in life.failures else life.failure, clock.now())

    def unsubscribe(self, sent: Sent) -> None:
        """Its recipient wants nothing more from what it came from."""
        self.reply(sent, incoming.STOP)

    def _begin(self, message: OutgoingMessage, end: str | None) -> None:
        """It is paid for, and lives."""
        self.messages[message.id] = message
        blocked = message.protection is not None and message.protection.blocked
        if blocked:
            message.price = Decimal(0)
        self._spend_limits.spend(message.channel, message.price, message.requested_at)
        if message.channel == "VOICE":
            self._account.calls.add(message.destination, message.requested_at)
        if blocked:
            self.change(message, message.requested_at, "PROTECT_BLOCKED", final=True)
        else:
            self._live(message, end)

    def _write(
        self,
        message: OutgoingMessage,
        code: str | None,
        hours: float | None,
        about: str | None,
        replaces: Sent | None,
    ) -> None:
        """Puts it in the outbox. No lock is taken, for whoever looks may hold the outbox's."""
        identity, sender = message.source.identity, message.source.sender
        status = STATUSES[message.status]
        end = {}
        if status.state is not None and not message.to_come and code is None:
            end = ended(status.state, message.requested_at, status.failure)
        message.sent = self.scope.message(
            channel=_CHANNELS[message.channel],
            to=message.destination,
            sender=sender,
            about=message,
            answers=self,
            one_way=not _answerable(message),
            thread=f"{sender} {message.destination}",
            created_at=message.requested_at,
            resource_arn=about or (identity.arn if identity else ""),
            body=message.body or "",
            code=code,
            **end,
        )
        outbox.send(message.sent, hours, replaces)

    def _live(self, message: OutgoingMessage, end: str | None) -> None:
        """It goes out at once; it arrives when the settings say, or too late."""
        life, now = _life(message.channel), message.requested_at
        if end is None and simulator.fails(message.destination):
            end = life.failure
        takes: float = current.delivery_seconds
        if message.channel == "VOICE" and current.account_tier == "SANDBOX":
            takes = min(takes, _LONGEST_CALL_IN_SANDBOX)
        is_late = takes > message.time_to_live
        if end is None and not (is_late and life.is_reached):
            self.change(message, now, *life.begins, *life.on_its_way)
        else:
            self.change(message, now, *life.begins)
        end = end or life.success
        if is_late:
            takes, end = message.time_to_live, "TTL_EXPIRED"
        if not takes:
            self.change(message, now, end, final=True)
            return
        due = clock.later(now, timedelta(seconds=takes))
        last = end
        entry = self.scope.at(due, lambda: self.end(message, last, clock.now()))
        message.to_come = (entry,)


def _of(sent: Sent) -> OutgoingMessage:
    return cast(OutgoingMessage, sent.about)


def _life(channel: str) -> Life:
    return _CALL if channel == "VOICE" else _WRITTEN[current.delivery_receipts]


def _answerable(message: OutgoingMessage) -> bool:
    """Whether its recipient can write back: not to a voice, nor to a name. Source: documented."""
    identity, sender = message.source.identity, message.source.sender
    numbered = isinstance(identity, PhoneNumber) or sender == AWS_OWNED
    return message.channel != "VOICE" and numbered
