"""What is read from moto's own SES, of which nothing is changed; the one file that knows it."""

from __future__ import annotations

import json

from moto.ses.models import ses_backends
from moto.ses.template import parse_template

from moto_contacts.simulation.mail import Mail, cut


def rendered(account: str, region: str, template: str, *data: str | None) -> Mail:
    """The mail that a template makes of data, JSON each; what comes first counts more.

    Raises ``ValueError`` for what is no JSON, and what moto raises for what the data lack.
    """
    parts = ses_backends[account][region].templates[template]
    values: dict[str, object] = {}
    for each in reversed(data):
        values.update(json.loads(each or "{}"))
    subject, text, html = (
        parse_template(parts.get(name) or "", values)
        for name in ("subject_part", "text_part", "html_part")
    )
    return Mail(subject, cut(text), cut(html) or None)
