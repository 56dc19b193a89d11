"""What all operations of moto's have in common that ours look at."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import xform_name

from moto_contacts import catalogue
from tests.harness import refused
from tests.scaffold import sample

COGNITO = catalogue.service("cognitoidp")
#: In place of what fits the type alone.
ABSENT = {"UserPoolId": "us-east-1_none", "MfaConfiguration": "OFF", "AuthFlow": "CUSTOM_AUTH"}


@pytest.mark.parametrize("name", sorted({*COGNITO.gated, *COGNITO.shown}))
def test_pool_or_client_or_token_that_there_is_not(cognito: Any, checked: None, name: str) -> None:
    shape = cognito.meta.service_model.operation_model(name).input_shape
    members = {**sample(shape), **{each: ABSENT[each] for each in ABSENT if each in shape.members}}
    error = refused(getattr(cognito, xform_name(name)), **members)
    assert error["Error"]["Code"] in ("ResourceNotFoundException", "NotAuthorizedException")
