"""What messages say: the pool's own templates, or those of Cognito's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple

from moto_contacts.simulation.messages import LINK

#: Where a template wants the code, the user's name, and a link with its text.
_CODE = "{####}"
_USERNAME = "{username}"
_LINK = re.compile(r"\{##([^{}]+?)##\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

#: Source: documented, but for the subjects, and for what mails with a link say: inferred.
_VERIFICATION = "Your verification code is {####}. "
_VERIFICATION_SUBJECT = "Your verification code"
_LINK_MAIL = "Please click the link below to verify your email address. {##Verify Email##} "
_LINK_SUBJECT = "Your verification link"
_AUTHENTICATION = "Your authentication code is {####}. "
_AUTHENTICATION_SUBJECT = "Your authentication code"
_INVITATION = "Your username is {username} and temporary password is {####}. "
_INVITATION_SUBJECT = "Your temporary password"

Config = Mapping[str, Any]


class Text(NamedTuple):
    """What one message says, in which `LINK` stands for its link."""

    body: str
    subject: str = ""
    #: Of a mail whose template has tags or a link.
    html: str | None = None


def verification(config: Config, medium: str, username: str, code: str) -> Text:
    """What a code comes in that confirms a sign-up, verifies an attribute or resets a password."""
    template = config.get("VerificationMessageTemplate") or {}
    if medium == "SMS":
        text = config.get("SmsVerificationMessage") or template.get("SmsMessage")
        return _sms(text or _VERIFICATION, username, code)
    # Either what the pool was told as such, or, by moto, what is in the template.
    text = config.get("EmailVerificationMessage") or template.get("EmailMessage")
    subject = config.get("EmailVerificationSubject") or template.get("EmailSubject")
    return _mail(text or _VERIFICATION, subject or _VERIFICATION_SUBJECT, username, code)


def verification_link(config: Config, username: str) -> Text | None:
    """The mail with a link that confirms a sign-up; None for a pool that sends codes."""
    template = config.get("VerificationMessageTemplate") or {}
    if template.get("DefaultEmailOption") != "CONFIRM_WITH_LINK":
        return None
    text = template.get("EmailMessageByLink") or _LINK_MAIL
    return _mail(text, template.get("EmailSubjectByLink") or _LINK_SUBJECT, username, "")


def invitation(config: Config, medium: str, username: str, password: str) -> Text:
    """What invites a user whom an administrator has made."""
    template = (config.get("AdminCreateUserConfig") or {}).get("InviteMessageTemplate") or {}
    if medium == "SMS":
        return _sms(template.get("SMSMessage") or _INVITATION, username, password)
    text = template.get("EmailMessage") or _INVITATION
    return _mail(text, template.get("EmailSubject") or _INVITATION_SUBJECT, username, password)


def authentication(config: Config, medium: str, username: str, code: str) -> Text:
    """What the code of a sign-in comes in."""
    if medium == "SMS":
        return _sms(config.get("SmsAuthenticationMessage") or _AUTHENTICATION, username, code)
    text = config.get("EmailAuthenticationMessage") or _AUTHENTICATION
    subject = config.get("EmailAuthenticationSubject") or _AUTHENTICATION_SUBJECT
    return _mail(text, subject, username, code)


def _filled(template: str, username: str, code: str) -> str:
    return template.replace(_CODE, code).replace(_USERNAME, username)


def _sms(template: str, username: str, code: str) -> Text:
    return Text(_filled(template, username, code).strip())


def _mail(template: str, subject: str, username: str, code: str) -> Text:
    """Cognito's mails are HTML; one without any tag reads the same as text."""
    if _LINK.search(template) is not None:
        template = _LINK.sub(rf'<a href="{LINK}">\1</a>', template)
    template, subject = template.strip(), _filled(subject, username, code)
    filled = _filled(template, username, code).strip()
    if "<" not in template or _TAG.search(template) is None:
        return Text(filled, subject)
    # A name or a password with a bracket is no tag.
    return Text(_filled(_plain(template), username, code), subject, filled)


def _plain(html: str) -> str:
    """The text of HTML, a line a block, each link's address behind its words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects texts."""

    _BLOCKS = frozenset(
        ("br", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "p", "tr")
    )
    _UNREAD = frozenset(("head", "script", "style", "title"))

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._addresses: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line."""
        if tag in self._UNREAD:
            self._hidden += 1
        if tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """And ends one; behind a link comes its address."""
        if tag in self._UNREAD and self._hidden:
            self._hidden -= 1
        if tag == "a" and self._addresses:
            address = self._addresses.pop()
            self.parts.append(f" ({address})" if address else "")
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Text that is to be read."""
        if not self._hidden:
            self.parts.append(data)
