"""What messages say, and what is told of addresses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.cognitoidp import templates
from tests.harness import Aws
from tests.services.cognitoidp.steps import EMAIL, PHONE, make

USER, CODE = "zoe", "123456"


@pytest.mark.parametrize(
    ("config", "subject", "body"),
    [
        ({}, "Your verification code", f"Your verification code is {CODE}."),
        ({"EmailVerificationMessage": "{####}", "EmailVerificationSubject": "S"}, "S", CODE),
        (
            {"VerificationMessageTemplate": {"EmailMessage": "{####}", "EmailSubject": "{####}"}},
            CODE,
            CODE,
        ),
        ({"EmailVerificationMessage": "{username}: {####} {####}"}, None, f"zoe: {CODE} {CODE}"),
        ({"EmailVerificationMessage": "{##x {####}"}, None, f"{{##x {CODE}"),
        ({"EmailVerificationMessage": None, "VerificationMessageTemplate": None}, None, None),
    ],
)
def test_mail_with_a_code(config: dict[str, Any], subject: str | None, body: str | None) -> None:
    text = templates.verification(config, "EMAIL", USER, CODE)
    assert text.subject == (subject or "Your verification code")
    assert text.body == (body or f"Your verification code is {CODE}.")
    assert text.html is None


def test_sms_with_a_code() -> None:
    config = {"SmsVerificationMessage": "{####} for {username}"}
    assert templates.verification(config, "SMS", USER, CODE).body == f"{CODE} for zoe"
    template = {"VerificationMessageTemplate": {"SmsMessage": "<{####}>"}}
    assert templates.verification(template, "SMS", USER, CODE).body == f"<{CODE}>"


def test_html_has_a_text() -> None:
    html = (
        "<html><head><style>p {color: red}</style><title>x</title></head><body>"
        "<h1>Hi  {username}</h1><p>Your &lt;code&gt;:<br>{####}</p></style>"
        '<a href="https://shop.example/?code={####}">Open</a> <a name="x">here</a></a>.'
        "</body></html>"
    )
    text = templates.verification({"EmailVerificationMessage": html}, "EMAIL", USER, CODE)
    assert text.body == (
        f"Hi zoe\nYour <code>:\n{CODE}\nOpen (https://shop.example/?code={CODE}) here."
    )
    assert text.html is not None
    assert f"<br>{CODE}</p>" in text.html


@pytest.mark.parametrize(
    ("template", "found"),
    [
        (None, None),
        ({"DefaultEmailOption": "CONFIRM_WITH_CODE"}, None),
        ({"DefaultEmailOption": "CONFIRM_WITH_LINK"}, "Verify Email"),
        (
            {
                "DefaultEmailOption": "CONFIRM_WITH_LINK",
                "EmailMessageByLink": "{####} {##one##} {##two##}",
            },
            "two",
        ),
    ],
)
def test_mail_with_a_link(template: Any, found: str | None) -> None:
    text = templates.verification_link({"VerificationMessageTemplate": template}, USER)
    if found is None:
        assert text is None
    else:
        assert text is not None
        assert text.html is not None
        assert text.html.endswith(f'<a href="{{link}}">{found}</a>')


@given(st.text(), st.text())
def test_any_template_makes_a_text(template: str, username: str) -> None:
    config = {"EmailVerificationMessage": template + "{####}"}
    text = templates.verification(config, "EMAIL", username, CODE)
    assert CODE in (text.html or text.body)


def test_moto_keeps_what_a_pool_was_told(aws: Aws, cognito: Any) -> None:
    """As one or the other of the ways in which a pool can be told it."""
    pool = make(cognito, EmailVerificationMessage="first {####}", EmailVerificationSubject="F")
    pool.sign_up(email=EMAIL)
    message = aws.outbox.latest(to=EMAIL)
    assert (message.subject, message.body) == ("F", f"first {message.code}")

    cognito.update_user_pool(
        UserPoolId=pool.id,
        AutoVerifiedAttributes=["phone_number", "email"],
        VerificationMessageTemplate={"EmailMessage": "second {####}", "SmsMessage": "sms {####}"},
        EmailConfiguration={"From": "Shop <shop@example.com>"},
    )
    pool.sign_up("noah", email=EMAIL)
    message = aws.outbox.latest(to=EMAIL)
    assert (message.sender, message.body) == ("Shop <shop@example.com>", f"second {message.code}")
    pool.sign_up("ada", phone_number=PHONE)
    message = aws.outbox.latest(to=PHONE)
    assert message.body == f"sms {message.code}"
