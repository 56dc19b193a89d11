"""What a reader does with messages in the box: marks them as read or unread, and takes them out."""

from __future__ import annotations

from moto_contacts.console.messages import by_id, matching, show, wanted_of
from moto_contacts.console.values import Json, invalid
from moto_contacts.simulation import discarded, outbox
from moto_contacts.simulation.messages import Sent


def mark_read(values: Json, base_url: str) -> Json:
    """What fits counts as read; of all messages, that goes for those that moto has thrown away."""
    found = _chosen(values)
    if all(value is None for value in values.values()):
        discarded.forget()
    return {"read": outbox.mark_read(found)}


def mark_unread(message_id: str, values: Json, base_url: str) -> Json:
    """A message, which from now on counts as one that nobody has read."""
    message = by_id(message_id)
    outbox.mark_unread(message)
    return show(message, base_url)


def delete_messages(values: Json, base_url: str) -> Json:
    """Deletes what fits."""
    return _delete(_chosen(values))


def delete_message(message_id: str, values: Json, base_url: str) -> Json:
    """Deletes one message."""
    return _delete([by_id(message_id)])


def _delete(found: list[Sent]) -> Json:
    outbox.remove(set(found))
    return {"deleted": len(found)}


def _chosen(values: Json) -> list[Sent]:
    """The messages that fit; of these alone, where ids are named."""
    found = list(matching(wanted_of(values)))
    ids = values.get("ids")
    if ids is None:
        return found
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise invalid(f"ids must be a list of text, not {str(ids)[:20]!r}.")
    named = set(ids)
    return [message for message in found if message.id in named]
