"""What is sent by the newer API of SES, read in the outbox."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import Any

import pytest
from moto.ses.models import ses_backends

from tests.harness import Aws, refused, status
from tests.services.sesv2.steps import SENDER, ZOE, email, greeting

SIMPLE = {"Subject": {"Data": "News"}, "Body": {"Text": {"Data": "Hi"}, "Html": {"Data": "<b>Hi"}}}


class TestSimple:
    @pytest.mark.wire
    def test_in_parts(self, aws: Aws, sesv2: Any) -> None:
        destination = {"ToAddresses": [ZOE], "BccAddresses": ["blind@example.com"]}
        content = {"Simple": SIMPLE}
        answer = sesv2.send_email(
            **email(content, Destination=destination, ReplyToAddresses=["help@example.com"])
        )

        assert {each.to for each in aws.outbox.messages()} == {ZOE, "blind@example.com"}
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.service, mail.operation, mail.kind) == ("sesv2", "SendEmail", "plain")
        assert (mail.sender, mail.subject, mail.body, mail.html) == (SENDER, "News", "Hi", "<b>Hi")
        assert (mail.thread, mail.shown) == (answer["MessageId"], True)
        assert dict(mail.headers)["Reply-To"] == "help@example.com"
        assert "Content" not in mail.parameters

    def test_headers_and_attachments(self, aws: Aws, sesv2: Any) -> None:
        more = {
            "Headers": [{"Name": "X-Order", "Value": "7"}],
            "Attachments": [
                {"FileName": "a.txt", "RawContent": b"one", "ContentType": "text/plain"},
                {"FileName": "b.bin", "RawContent": b"\x00", "ContentId": "logo"},
            ],
        }
        sesv2.send_email(**email({"Simple": {**SIMPLE, **more}}))

        mail = aws.outbox.latest(to=ZOE)
        assert dict(mail.headers)["X-Order"] == "7"
        text, logo = mail.attachments
        assert (text.name, text.content_type, text.size) == ("a.txt", "text/plain", 3)
        assert (logo.content_type, logo.content_id) == ("application/octet-stream", "logo")
        assert mail.attached(0) == b"one"

    def test_what_moto_refuses_was_not_sent(self, aws: Aws, sesv2: Any) -> None:
        request = email({"Simple": SIMPLE}, FromEmailAddress="nobody@example.org")
        error = refused(sesv2.send_email, **request)
        assert error["Error"]["Code"] == "MessageRejected"
        assert aws.outbox.messages() == []


class TestRaw:
    def test_mime(self, aws: Aws, sesv2: Any) -> None:
        mime = EmailMessage()
        mime["From"], mime["To"], mime["Subject"] = SENDER, ZOE, "Für Zoë"
        mime.set_content("Plain")
        mime.add_attachment(b"%PDF", "application", "pdf", filename="invoice.pdf")
        answer = sesv2.send_email(Content={"Raw": {"Data": mime.as_bytes()}})

        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.body.strip(), mail.sender) == ("Für Zoë", "Plain", SENDER)
        assert (mail.thread, mail.attached()) == (answer["MessageId"], b"%PDF")

    def test_to_whom_the_request_says(self, aws: Aws, sesv2: Any) -> None:
        raw = {"Raw": {"Data": b"Subject: x\nTo: other@example.com\n\nHi"}}
        sesv2.send_email(**email(raw))
        assert aws.outbox.messages()[-1].to == ZOE


class TestTemplate:
    @pytest.mark.wire
    def test_given_with_the_request(self, aws: Aws, sesv2: Any) -> None:
        answer = sesv2.send_email(**email(greeting()))
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.body, mail.html) == ("Hello Zoe", "Dear Zoe.", "<p>Zoe</p>")
        assert mail.thread == answer["MessageId"]

    @pytest.mark.parametrize("key", ["TemplateName", "TemplateArn"])
    def test_of_a_name(self, aws: Aws, sesv2: Any, key: str) -> None:
        template = {"TemplateName": "it", "SubjectPart": "{{n}}", "TextPart": "{{n}} items"}
        aws.client("ses").create_template(Template=template)
        name = "it" if key == "TemplateName" else "arn:aws:ses:us-east-1:123456789012:template/it"
        content = {"Template": {key: name, "TemplateData": json.dumps({"n": 2})}}
        sesv2.send_email(**email(content))
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.body, mail.html) == ("2", "2 items", None)

    def test_counts_among_what_moto_has_sent(self, aws: Aws, sesv2: Any) -> None:
        answer = sesv2.send_email(**email(greeting()))
        (sent,) = ses_backends["123456789012"]["us-east-1"].sent_messages
        assert (sent.id, sent.body) == (answer["MessageId"], "<p>Zoe</p>")
        assert aws.client("ses").get_send_quota()["SentLast24Hours"] == 1

    def test_data_that_lack_something(self, aws: Aws, sesv2: Any) -> None:
        sesv2.send_email(**email(greeting(data="{}")))
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.state) == ("Hello {{name}}", "failed")
        assert mail.failure == "Attribute 'name' is not present in the rendering data."

    @pytest.mark.parametrize(
        ("value", "text"),
        [(True, "true: yes"), (False, "false: no"), (0, "0: no"), (1.5, "1.5: yes")],
    )
    def test_values_that_are_no_text(self, aws: Aws, sesv2: Any, value: Any, text: str) -> None:
        words = {"Subject": "x", "Text": "{{x}}: {{#if x}}yes{{else}}no{{/if}}"}
        data = json.dumps({"x": value})
        sesv2.send_email(**email(greeting(data, TemplateContent=words)))
        assert aws.outbox.latest(to=ZOE).body == text

    @pytest.mark.parametrize("words", ["{{x}}", "{{#each x}}{{this}}{{/each}}", "{{x"])
    def test_what_moto_cannot_render(self, aws: Aws, sesv2: Any, words: str) -> None:
        content = greeting('{"x": ["a"]}', TemplateContent={"Subject": "x", "Text": words})
        sesv2.send_email(**email(content))
        mail = aws.outbox.latest(to=ZOE)
        assert mail.state == "failed"
        assert str(mail.failure).startswith("moto cannot render the template with these data: ")

    def test_sender_that_is_not_verified(self, aws: Aws, sesv2: Any) -> None:
        request = email(greeting(), FromEmailAddress="Shop <nobody@example.org>")
        error = refused(sesv2.send_email, **request)
        assert (error["Error"]["Code"], status(error)) == ("MessageRejected", 400)
        assert error["Error"]["Message"] == (
            "Email address is not verified. The following identities failed the check in region "
            "US-EAST-1: nobody@example.org"
        )
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        ("content", "code", "text"),
        [
            ({"TemplateName": "none", "TemplateData": "{}"}, "NotFoundException", "none"),
            ({"TemplateData": "{}"}, "BadRequestException", "Template name"),
            ({"TemplateContent": {}, "TemplateData": "[1"}, "BadRequestException", "valid JSON"),
        ],
    )
    def test_no_template(
        self, aws: Aws, sesv2: Any, content: dict[str, Any], code: str, text: str
    ) -> None:
        error = refused(sesv2.send_email, **email({"Template": content}))
        assert error["Error"]["Code"] == code
        assert text in error["Error"]["Message"]
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        ("members", "text"),
        [
            ({"FromEmailAddress": None}, "Missing required header 'From'."),
            ({"Destination": {"ToAddresses": ["zoe"]}}, "Missing final '@domain'"),
            ({"Destination": {"ToAddresses": [ZOE] * 51}}, "Recipient count exceeds 50."),
        ],
    )
    def test_wrong_request(self, aws: Aws, sesv2: Any, members: dict[str, Any], text: str) -> None:
        request = {k: v for k, v in email(greeting(), **members).items() if v is not None}
        error = refused(sesv2.send_email, **request)
        assert (error["Error"]["Code"], error["Error"]["Message"]) == ("BadRequestException", text)
        assert aws.outbox.messages() == []
