"""A life of every family, and every error that state can provoke, in every mode."""

from __future__ import annotations

from pathlib import Path

import pytest
from alibabacloud_tea_openapi.exceptions import ClientException
from botocore.exceptions import ClientError

from moto_contacts import services
from moto_contacts.catalogue import service
from tests.harness import Aws
from tests.lives import PACKAGES, connect, families, life, recorded

FAMILIES = [(package, family) for package in PACKAGES for family in families(package)]
SOURCES = Path(services.__path__[0])


@pytest.mark.parametrize(("package", "family"), FAMILIES)
def test_every_operation_succeeds(aws: Aws, package: str, family: str) -> None:
    called: set[str] = set()
    getattr(life(package), family)(recorded(connect(package, aws), called), aws)
    left_out = set(families(package)[family]) - called
    assert not left_out, f"life.py of {package} does not call {sorted(left_out)}"


def own_errors(package: str) -> set[str]:
    """The declared errors that the service's own code names; the rest can only be ordered."""
    text = "".join(path.read_text() for path in (SOURCES / package).glob("*.py"))
    operations = service(package).model.operations()
    declared = {code for operation in operations for code in operation.errors}
    return {code for code in declared if f'"{code}"' in text}


@pytest.mark.parametrize("package", [each for each in PACKAGES if families(each)])
def test_every_error_of_its_own(aws: Aws, package: str) -> None:
    seen = set()
    for expected, call in life(package).refusals(connect(package, aws), aws):
        with pytest.raises((ClientError, ClientException)) as caught:
            call()
        error = caught.value
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else error.code
        assert code == expected
        seen.add(code)
    left_out = own_errors(package) - seen
    assert not left_out, f"life.py of {package} does not bring about {sorted(left_out)}"
    assert own_errors(package)
