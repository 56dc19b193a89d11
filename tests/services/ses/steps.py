"""What the tests of SES share."""

from __future__ import annotations

from typing import Any

SENDER = "shop@example.com"
ZOE = "zoe@example.com"
SUCCESS, FAILURE = "https://shop.example.com/welcome?a=b", "https://shop.example.com/sorry"


def template(name: str = "welcome", **members: Any) -> dict[str, Any]:
    """The members of a template of custom verification mails."""
    return {
        "TemplateName": name,
        "FromEmailAddress": SENDER,
        "TemplateSubject": "Please confirm",
        "TemplateContent": '<h1 style="color: red">Welcome</h1>',
        "SuccessRedirectionURL": SUCCESS,
        "FailureRedirectionURL": FAILURE,
        **members,
    }
