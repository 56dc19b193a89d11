"""What people are told when they are paged. The texts are ours; which goes where is documented."""

from __future__ import annotations

from moto_contacts.services.ssmcontacts.engagement import Engagement


def of_page(engagement: Engagement, channel_type: str, code: str) -> dict[str, str]:
    """Subject and body of a page by this type of channel.

    Nothing but the public texts is ever in an SMS. Source: documented.
    """
    return _PAGES[channel_type](engagement, code)


def _mail(engagement: Engagement, code: str) -> dict[str, str]:
    body = f"{engagement.content}\n\nTo acknowledge, use the code {code}."
    return {"subject": engagement.subject, "body": body}


def _short_message(engagement: Engagement, code: str) -> dict[str, str]:
    said = [part for part in (engagement.public_subject, engagement.public_content) if part]
    text = ": ".join(said) or "You are engaged in an incident"
    return {"body": f"{text}\nReply {code} to acknowledge, UNSUBSCRIBE to get no more."}


def _call(engagement: Engagement, code: str) -> dict[str, str]:
    """Spoken: digits are read one by one; run together they would be a number."""
    said = f"{engagement.subject}. {engagement.content}"
    return {"body": f"{said}. To acknowledge, enter {', '.join(code)}."}


#: Type of a channel -> what goes there.
_PAGES = {"EMAIL": _mail, "SMS": _short_message, "VOICE": _call}
