"""Templates as requests name or bring them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses import motos
from moto_contacts.services.ses.motos import Rendered, Template
from moto_contacts.services.sesv2 import errors


def find(scope: Scope, given: Mapping[str, Any]) -> Template:
    """The template that the structure ``Template`` means: by name, by ARN, or what is in it.

    Errors: NotFoundException; BadRequestException where it means none. Source: documented.
    """
    content = given.get("TemplateContent")
    if content is not None:
        return Template(*(content.get(name) or "" for name in ("Subject", "Text", "Html")))
    name = given.get("TemplateName") or (given.get("TemplateArn") or "").rpartition("/")[2]
    if not name:
        raise errors.invalid("Template name, template ARN or template content is required.")
    found = motos.template(scope.account, scope.region, name)
    if found is None:
        raise errors.no_template(name)
    return found


def rendered(template: Template, *data: str | None) -> Rendered:
    """The mail that a template makes of data; what comes first counts more.

    Where the data lack something, there is none, and nobody is told but by an event. Errors:
    BadRequestException for what is no JSON. Source: documented.
    """
    try:
        return motos.rendered(template, *data)
    except ValueError:
        raise errors.invalid("Template data is not valid JSON.") from None
