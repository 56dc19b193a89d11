"""ssm-incidents as it is on the wire, and what is missing of it."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import xform_name

from tests.harness import Aws, refused
from tests.lives import implemented, shapes
from tests.services.ssmincidents.steps import says_invalid

HOST = "ssm-incidents.us-east-1.amazonaws.com"


class TestStatus:
    def test_success(self, aws: Aws) -> None:
        made = aws.http("POST", HOST, "/createReplicationSet", b'{"regions": {"us-east-1": {}}}',
                        "ssm-incidents")  # fmt: skip
        assert (made.status_code, list(made.json())) == (201, ["arn"])
        arn = made.json()["arn"]
        gone = aws.http("POST", HOST, f"/deleteReplicationSet?arn={arn}", b"", "ssm-incidents")
        assert (gone.status_code, gone.content) == (204, b"")
        assert "Content-Length" not in gone.headers

    def test_times_are_numbers(self, aws: Aws, arn: str) -> None:
        """As the model has them, which names no format; boto3 would read both."""
        answer = aws.http("GET", HOST, f"/getReplicationSet?arn={arn}", b"", "ssm-incidents")

        found = answer.json()["replicationSet"]
        assert type(found["createdTime"]) is float
        assert type(found["regionMap"]["us-east-1"]["statusUpdateDateTime"]) is float

    def test_error(self, aws: Aws) -> None:
        answer = aws.http("POST", HOST, "/createReplicationSet", b"{}", "ssm-incidents")

        assert answer.status_code == 400
        assert answer.headers["x-amzn-errortype"] == "ValidationException"
        assert "'regions'" in answer.json()["message"]

    def test_unknown_path(self, aws: Aws) -> None:
        answer = aws.http("POST", HOST, "/nothing", b"{}", "ssm-incidents")

        assert answer.status_code == 404
        assert answer.headers["x-amzn-errortype"] == "UnknownOperationException"


@pytest.mark.in_process
def test_every_operation_that_is_missing_says_so(incidents: Any) -> None:
    model = shapes("ssm-incidents")
    missing = sorted(set(model.operation_names) - set(implemented("ssmincidents")))
    assert "CreateResponsePlan" in missing
    for name in missing:
        error = refused(getattr(incidents, xform_name(name)))
        assert says_invalid(error, f"{name} is not implemented by moto_contacts"), name
