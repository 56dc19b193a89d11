"""Mails as MIME has them: well made ones, and whatever else comes."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.simulation import mail


def message(**headers: str) -> EmailMessage:
    found = EmailMessage()
    for name, text in headers.items():
        found[name] = text
    return found


class TestRead:
    def test_texts_and_attachments(self) -> None:
        sent = message(Subject="Grüße", To="Zoë <zoe@example.com>, b@example.com")
        sent.set_content("Plain äöü")
        sent.add_alternative('<p>HTML <img src="cid:logo"></p>', subtype="html")
        html = sent.get_payload()[1]  # type: ignore[index]
        html.add_related(b"PNG", "image", "png", cid="<logo>")  # type: ignore[union-attr]
        sent.add_attachment(b"%PDF", "application", "pdf", filename="Rechnung ü.pdf")

        found = mail.read(sent.as_bytes())

        assert (found.subject, found.text.strip()) == ("Grüße", "Plain äöü")
        assert found.html is not None
        assert "cid:logo" in found.html
        assert found.addresses("to", "cc") == ["zoe@example.com", "b@example.com"]
        image, invoice = found.attachments
        assert (image.content_type, image.content_id, image.content) == (
            "image/png",
            "logo",
            b"PNG",
        )
        assert (invoice.name, invoice.size, invoice.content) == ("Rechnung ü.pdf", 4, b"%PDF")

    @pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
    def test_encodings(self, encoding: str) -> None:
        sent = message()
        sent.set_content("äöü €", cte=encoding)
        assert mail.read(sent.as_bytes()).text.strip() == "äöü €"

    def test_another_charset(self) -> None:
        sent = message()
        sent.set_content("äöü", charset="iso-8859-1")
        assert mail.read(sent.as_bytes()).text.strip() == "äöü"

    def test_charset_that_nobody_knows(self) -> None:
        raw = b"Content-Type: text/plain; charset=klingon\n\nHello"
        assert mail.read(raw).text == "Hello"

    def test_header_that_is_broken(self) -> None:
        found = mail.read(b"Subject: =?klingon?q?a?=\nX-Two: a\n b\n\nHello")
        assert found.header("subject") == found.subject == "=?klingon?q?a?="
        assert found.header("x-two") == "a b"
        assert found.header("none") == ""

    def test_encoded_words_in_addresses_part_none(self) -> None:
        name = "=?utf-8?q?Doe=2C_Zo=C3=AB_=40_=22home?="
        found = mail.read(f"To: {name} <zoe@example.com>,\n b@example.com\n\nHello".encode())
        assert found.addresses("To") == ["zoe@example.com", "b@example.com"]
        assert found.header("To") == 'Doe, Zoë @ "home <zoe@example.com>, b@example.com'

    def test_headers_in_utf_8_without_encoded_words(self) -> None:
        kind = 'Content-Type: text/csv; name="Größe.csv"'
        found = mail.read(f"Subject: Grüße\nTo: Zoë <zoe@exämple.com>\n{kind}\n\na;b".encode())
        assert found.subject == "Grüße"
        assert found.addresses("To") == ["zoe@exämple.com"]
        assert [each.name for each in found.attachments] == ["Größe.csv"]

    def test_second_text_is_attached(self) -> None:
        sent = message()
        sent.set_content("one")
        sent.add_attachment("two", filename=None)
        found = mail.read(sent.as_bytes())
        assert found.text.strip() == "one"
        assert [each.content.strip() for each in found.attachments] == [b"two"]

    def test_attached_mail_is_one_attachment(self) -> None:
        inner = message(Subject="Inner")
        inner.set_content("Inner text")
        inner.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf")
        sent = message(Subject="Outer")
        sent.make_mixed()
        sent.add_attachment(inner, filename="inner.eml")
        found = mail.read(sent.as_bytes())
        assert (found.text, len(found.attachments)) == ("", 1)
        attached = found.attachments[0]
        assert (attached.name, attached.content_type) == ("inner.eml", "message/rfc822")
        again = mail.read(attached.content)
        assert (again.subject, again.text.strip()) == ("Inner", "Inner text")

    def test_attached_mail_without_the_parts_that_it_tells_of(self) -> None:
        inner = b"Content-Type: multipart/mixed; boundary=x\n\nZo\xc3\xab"
        (attached,) = mail.read(b"Content-Type: message/rfc822\n\n" + inner).attachments
        assert attached.content.startswith(inner[:45])

    def test_attached_text_without_a_name_is_no_text_of_the_mail(self) -> None:
        sent = message()
        sent.make_mixed()
        sent.add_attachment("attached")
        sent.attach(text := EmailMessage())
        text.set_content("Hello")
        found = mail.read(sent.as_bytes())
        assert found.text.strip() == "Hello"
        assert [each.content.strip() for each in found.attachments] == [b"attached"]

    @given(st.binary(max_size=300), st.sampled_from(["", "message/rfc822", "message/partial"]))
    def test_anything_is_a_mail(self, raw: bytes, kind: str) -> None:
        of_kind = f"Content-Type: {kind}\n\n".encode() if kind else b""
        found = mail.read(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + of_kind + raw)
        found.text.encode()
        for name, text in mail.read(raw).headers:
            f"{name}{text}".encode()

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mail, "_MOST", 3)
        sent = message()
        sent.set_content("abcdef")
        sent.add_attachment(b"12345", "application", "pdf", filename="it")
        found = mail.read(sent.as_bytes())
        assert found.text.startswith("abc\n[moto_contacts has cut this text, which had 7 ch")
        assert (found.attachments[0].size, found.attachments[0].content) == (5, b"")


@given(st.text("a1.-+_@", max_size=8) | st.text('ab@. <>()",;\\\n', max_size=12))
def test_bare_address_is_the_parsers(text: str) -> None:
    assert mail.bare_address(text) == parseaddr(text)[1]
