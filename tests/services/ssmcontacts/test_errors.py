"""The tables of errors."""

from __future__ import annotations

from dataclasses import fields

from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.settings import SsmContactsSettings


def test_every_quota_is_a_setting_and_has_its_code() -> None:
    quotas = {each.name for each in fields(SsmContactsSettings) if "_per_" in each.name}
    assert errors._QUOTAS.keys() == quotas
