"""moto's own SES, as far as ours reads it; the one file that knows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from moto.ses.exceptions import MissingRenderingAttributeException
from moto.ses.models import ses_backends
from moto.ses.template import parse_template

from moto_contacts.simulation.mail import Mail, cut
from moto_contacts.simulation.state import backend_of

#: Where moto keeps identities; older moto in three lists.
_IDENTITIES = ("email_identities", "addresses", "email_addresses", "domains")


class Template(NamedTuple):
    """The parts of a mail, with blanks for what data say; a part may be missing."""

    subject: str
    text: str
    html: str


class _Untrue(str):
    """What is written like this, and is not so for ``{{#if}}``."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class Rendered(NamedTuple):
    """The mail that a template makes of data."""

    mail: Mail
    #: Why there is none: what the data lack.
    failure: str | None = None


def template(account: str, region: str, name: str) -> Template | None:
    """The template of this name, where there is one."""
    parts: Mapping[str, Any] | None = backend_of(ses_backends, account, region).templates.get(name)
    if parts is None:
        return None
    names = ("subject_part", "text_part", "html_part")
    return Template(*(parts.get(each) or "" for each in names))


def rendered(template: Template, *data: str | None) -> Rendered:
    """The mail that a template makes of data, JSON each; what comes first counts more.

    Raises ``ValueError`` for what is no JSON object.
    """
    values: dict[str, Any] = {}
    for each in reversed(data):
        found = json.loads(each or "{}", parse_int=_number, parse_float=_number)
        if not isinstance(found, dict):
            raise ValueError(f"{each} is no JSON object.")
        values.update(_written(found))
    try:
        subject, text, html = (parse_template(part, values) for part in template)
    except MissingRenderingAttributeException as why:
        return Rendered(Mail(template.subject, ""), str(why.message))
    except Exception as why:  # moto has no words for other templates and data that do not meet
        failure = f"moto cannot render the template with these data: {why}."
        return Rendered(Mail(template.subject, ""), failure)
    return Rendered(Mail(subject, cut(text), cut(html) or None))


def _number(text: str) -> str:
    """A number as it was given."""
    return text if float(text) else _Untrue(text)


def _written(value: Any) -> Any:
    """A value, or what is in it, as text, for moto puts nothing else together."""
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else _Untrue("false")
    return value


def has_identity(account: str, region: str, identity: str) -> bool:
    """Whether this very address or domain is an identity."""
    backend = backend_of(ses_backends, account, region)
    return any(identity in getattr(backend, name, ()) for name in _IDENTITIES)


def may_send(account: str, region: str, source: str) -> bool:
    """Whether the address, or its domain, is an identity."""
    found: bool = backend_of(ses_backends, account, region)._is_verified_address(source)
    return found


def add_identity(account: str, region: str, address: str) -> None:
    """From now on the address is an identity."""
    backend_of(ses_backends, account, region).verify_email_identity(address)


def let_send(account: str, region: str, address: str) -> None:
    """From now on moto says of an identity that it may send, which it says of none by itself."""
    # Older moto has no call that tells.
    identities = getattr(backend_of(ses_backends, account, region), "email_identities", {})
    if address in identities:
        identities[address].verified_for_sending_status = True


def has_configuration_set(account: str, region: str, name: str) -> bool:
    """Whether there is such a configuration set."""
    return name in backend_of(ses_backends, account, region).config_sets


def send(account: str, region: str, source: str, to: Mapping[str, Any], mail: Mail) -> str:
    """Has moto send a mail, as by its own operation; returns the id.

    It counts among what was sent, and whoever waits for feedback gets it.
    """
    backend = backend_of(ses_backends, account, region)
    body = mail.text if mail.html is None else mail.html
    lists = {name: addresses or [] for name, addresses in to.items()}
    sent = backend.send_email(source=source, subject=mail.subject, body=body, destinations=lists)
    found: str = sent.id
    return found
