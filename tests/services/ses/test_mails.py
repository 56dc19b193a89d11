"""What moto's SES sends, read in the outbox."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import Any

import pytest
import requests

from tests.harness import Aws, refused
from tests.services.ses.steps import SENDER, ZOE

TEMPLATE = {
    "TemplateName": "welcome",
    "SubjectPart": "Hello {{name}}",
    "TextPart": "Dear {{name}}, welcome to {{place}}.",
    "HtmlPart": "<p>Dear {{name}}</p>",
}


def message(text: str | None = "Hello", html: str | None = None) -> dict[str, Any]:
    body = {"Text": text, "Html": html}
    return {
        "Subject": {"Data": "News & more"},
        "Body": {name: {"Data": data} for name, data in body.items() if data is not None},
    }


class TestSendEmail:
    @pytest.mark.wire
    def test_in_parts(self, aws: Aws, ses: Any) -> None:
        answer = ses.send_email(
            Source="Shop <shop@example.com>",
            Destination={"ToAddresses": [f"Zoë <{ZOE}>"]},
            Message=message("Hello", "<p>Hello</p>"),
            ReplyToAddresses=["help@example.com"],
        )

        mail = aws.outbox.latest(to=ZOE)
        assert (mail.service, mail.operation, mail.channel) == ("ses", "SendEmail", "EMAIL")
        assert (mail.kind, mail.state, mail.sender) == ("plain", "sent", "Shop <shop@example.com>")
        assert (mail.subject, mail.body, mail.html) == ("News & more", "Hello", "<p>Hello</p>")
        assert mail.headers == (
            ("From", "Shop <shop@example.com>"),
            ("To", f"Zoë <{ZOE}>"),
            ("Reply-To", "help@example.com"),
            ("Subject", "News & more"),
        )
        assert mail.attachments == ()
        assert mail.thread == answer["MessageId"]

    def test_each_recipient_gets_one_and_none_sees_blind_copies(self, aws: Aws, ses: Any) -> None:
        destination = {
            "ToAddresses": [ZOE, "a@example.com"],
            "CcAddresses": ["b@example.com"],
            "BccAddresses": ["c@example.com"],
        }
        answer = ses.send_email(Source=SENDER, Destination=destination, Message=message())

        mails = aws.outbox.messages(thread=answer["MessageId"])
        assert sorted(mail.to for mail in mails) == [
            "a@example.com",
            "b@example.com",
            "c@example.com",
            ZOE,
        ]
        assert all("c@example.com" not in str(mail.headers) for mail in mails)

    def test_to_nobody_but_by_copies(self, aws: Aws, ses: Any) -> None:
        ses.send_email(Source=SENDER, Destination={"CcAddresses": [ZOE]}, Message=message())
        mail = aws.outbox.latest(to=ZOE)
        assert mail.headers == (("From", SENDER), ("Cc", ZOE), ("Subject", "News & more"))

    def test_html_alone(self, aws: Aws, ses: Any) -> None:
        destination = {"ToAddresses": [ZOE]}
        ses.send_email(Source=SENDER, Destination=destination, Message=message(None, "<p>x</p>"))
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.body, mail.html) == ("", "<p>x</p>")

    def test_what_moto_refuses_was_not_sent(self, aws: Aws, ses: Any) -> None:
        error = refused(
            ses.send_email,
            Source="nobody@example.com",
            Destination={"ToAddresses": [ZOE]},
            Message=message(),
        )
        assert error["Error"]["Code"] == "MessageRejected"
        assert aws.outbox.messages() == []


class TestSendRawEmail:
    def mime(self) -> EmailMessage:
        found = EmailMessage()
        found["From"], found["To"], found["Bcc"] = SENDER, ZOE, "c@example.com"
        found["Subject"] = "Ihre Bestellung für Zoë"
        found.set_content("Plain ü")
        found.add_alternative("<p>HTML</p>", subtype="html")
        found.add_attachment(b"%PDF-1.7", "application", "pdf", filename="invoice.pdf")
        return found

    def test_comma_in_an_encoded_name_parts_no_addresses(self, aws: Aws, ses: Any) -> None:
        name = "=?utf-8?q?Doe=2C_Zo=C3=AB?="
        raw = f"From: {SENDER}\nTo: {name} <{ZOE}>, b@example.com\n\nHi".encode()
        ses.send_raw_email(RawMessage={"Data": raw})
        assert {each.to for each in aws.outbox.messages()} == {ZOE, "b@example.com"}
        assert dict(aws.outbox.latest().headers)["To"] == f"Doe, Zoë <{ZOE}>, b@example.com"

    def test_subject_in_utf_8_without_encoded_words(self, aws: Aws, ses: Any) -> None:
        raw = f"From: {SENDER}\nTo: Zoë <{ZOE}>\nSubject: Grüße\n\nHi".encode()
        ses.send_raw_email(RawMessage={"Data": raw})
        assert aws.outbox.latest(to=ZOE).subject == "Grüße"

    def test_mime(self, aws: Aws, ses: Any) -> None:
        answer = ses.send_raw_email(RawMessage={"Data": self.mime().as_bytes()})

        assert {each.to for each in aws.outbox.messages()} == {ZOE, "c@example.com"}
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.body.strip()) == ("Ihre Bestellung für Zoë", "Plain ü")
        assert (mail.html or "").strip() == "<p>HTML</p>"
        assert (mail.sender, mail.thread) == (SENDER, answer["MessageId"])
        assert dict(mail.headers)["To"] == ZOE
        assert "Bcc" not in dict(mail.headers)
        assert "RawMessage" not in mail.parameters

    def test_attachment(self, aws: Aws, ses: Any) -> None:
        ses.send_raw_email(RawMessage={"Data": self.mime().as_bytes()})
        mail = aws.outbox.latest(to=ZOE)
        (attachment,) = mail.attachments
        assert (attachment.name, attachment.content_type, attachment.size) == (
            "invoice.pdf",
            "application/pdf",
            8,
        )
        assert mail.attached() == b"%PDF-1.7"
        with pytest.raises(LookupError, match=r"has 1 attachments, no 1\."):
            mail.attached(1)

    @pytest.mark.parametrize("number", ["1", "-1", "x"])
    def test_attachment_that_is_not_there(self, aws: Aws, ses: Any, number: str) -> None:
        ses.send_raw_email(RawMessage={"Data": self.mime().as_bytes()})
        mail = aws.outbox.latest(to=ZOE)
        base = aws.endpoint or "http://motoapi.amazonaws.com"
        url = f"{base}/moto-api/contacts/messages/{mail.id}/attachments/{number}"
        answer = requests.get(url, timeout=5)
        assert (answer.status_code, answer.json()["error"]) == (404, "NoSuchAttachment")

    def test_to_whom_the_request_says(self, aws: Aws, ses: Any) -> None:
        ses.send_raw_email(
            Source=SENDER,
            Destinations=["other@example.com"],
            RawMessage={"Data": b"Subject: x\n\nHi"},
        )
        assert [each.to for each in aws.outbox.messages()] == ["other@example.com"]


class TestSendTemplatedEmail:
    def test_rendered(self, aws: Aws, ses: Any) -> None:
        ses.create_template(Template=TEMPLATE)
        answer = ses.send_templated_email(
            Source=SENDER,
            Destination={"ToAddresses": [ZOE]},
            Template="welcome",
            TemplateData=json.dumps({"name": "Zoë", "place": "Ulm"}),
        )
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.body) == ("Hello Zoë", "Dear Zoë, welcome to Ulm.")
        assert mail.html == "<p>Dear Zoë</p>"
        assert mail.thread == answer["MessageId"]


class TestSendBulkTemplatedEmail:
    def test_each_with_its_own_data(self, aws: Aws, ses: Any) -> None:
        ses.create_template(Template=TEMPLATE)
        answer = ses.send_bulk_templated_email(
            Source=SENDER,
            Template="welcome",
            DefaultTemplateData=json.dumps({"name": "friend", "place": "Ulm"}),
            Destinations=[
                {
                    "Destination": {"ToAddresses": [ZOE]},
                    "ReplacementTemplateData": json.dumps({"name": "Zoë"}),
                },
                {"Destination": {"ToAddresses": ["a@example.com"]}},
            ],
        )
        zoes, other = aws.outbox.latest(to=ZOE), aws.outbox.latest(to="a@example.com")
        assert zoes.body == "Dear Zoë, welcome to Ulm."
        assert other.body == "Dear friend, welcome to Ulm."
        told = answer.get("Status", [{"MessageId": ""}] * 2)  # moto 5.1.0 tells none
        assert [zoes.thread, other.thread] == [each["MessageId"] for each in told]

    def test_data_that_lack_something(self, aws: Aws, ses: Any) -> None:
        ses.create_template(Template=TEMPLATE)
        ses.send_templated_email(
            Source=SENDER,
            Destination={"ToAddresses": [ZOE]},
            Template="welcome",
            TemplateData=json.dumps({"name": "Zoë"}),
        )
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.state) == ("Hello {{name}}", "failed")
        assert mail.failure == "Attribute 'place' is not present in the rendering data."

    @pytest.mark.parametrize("data", ["{", "null", "[]", '"name"', "5"])
    def test_data_that_are_no_object(self, aws: Aws, ses: Any, data: str) -> None:
        ses.create_template(Template=TEMPLATE)
        ses.send_bulk_templated_email(
            Source=SENDER,
            Destinations=[{"Destination": {"ToAddresses": [ZOE]}}],
            Template="welcome",
            DefaultTemplateData=data,
        )
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.subject, mail.state) == ("Hello {{name}}", "failed")
        assert mail.failure == "The template data are no JSON object."
