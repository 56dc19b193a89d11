"""What the tests of the newer API of SES share."""

from __future__ import annotations

from typing import Any

SENDER = "shop@example.com"
ZOE = "zoe@example.com"
#: A template that is given with the request.
GREETING = {"Subject": "Hello {{name}}", "Text": "Dear {{name}}.", "Html": "<p>{{name}}</p>"}


def state(sesv2: Any, identity: str) -> tuple[str, bool]:
    """Its status, and whether it may send; in lists it is the same."""
    found = sesv2.get_email_identity(EmailIdentity=identity)
    listed = {
        each["IdentityName"]: each for each in sesv2.list_email_identities()["EmailIdentities"]
    }
    told = (found["VerificationStatus"], found["VerifiedForSendingStatus"])
    assert told == (listed[identity]["VerificationStatus"], listed[identity]["SendingEnabled"])
    return told


def email(content: dict[str, Any], **members: Any) -> dict[str, Any]:
    """The members of a mail to Zoe with this content."""
    return {
        "FromEmailAddress": SENDER,
        "Destination": {"ToAddresses": [ZOE]},
        "Content": content,
        **members,
    }


def greeting(data: str = '{"name": "Zoe"}', **members: Any) -> dict[str, Any]:
    """Content that a template makes of data."""
    return {"Template": {"TemplateContent": GREETING, "TemplateData": data, **members}}


def bulk(*data: str, **members: Any) -> dict[str, Any]:
    """The members of mails in bulk, to ``0@example.com`` and so on, each with its own data."""
    entries = [
        {
            "Destination": {"ToAddresses": [f"{number}@example.com"]},
            "ReplacementEmailContent": {"ReplacementTemplate": {"ReplacementTemplateData": own}},
        }
        for number, own in enumerate(data)
    ]
    return {
        "FromEmailAddress": SENDER,
        "DefaultContent": greeting('{"name": "friend"}'),
        "BulkEmailEntries": entries,
        **members,
    }
