"""Stacks of CloudFormation in tests."""

from __future__ import annotations

import json
from typing import Any

from tests.harness import Aws, refused


class Stacks:
    """The stacks of one account and region."""

    def __init__(self, aws: Aws, region: str = "us-east-1"):
        self.client = aws.client("cloudformation", region)

    def create(self, resources: dict[str, Any], name: str = "s", **more: Any) -> None:
        self.client.create_stack(StackName=name, **request(resources, **more))

    def update(self, resources: dict[str, Any], name: str = "s", **more: Any) -> None:
        self.client.update_stack(StackName=name, **request(resources, **more))

    def delete(self, name: str = "s") -> None:
        self.client.delete_stack(StackName=name)

    def refusal(
        self, resources: dict[str, Any], verb: str = "create", name: str = "s", **more: Any
    ) -> str:
        """What the stack is refused for."""
        call = getattr(self.client, f"{verb}_stack")
        error = refused(call, StackName=name, **request(resources, **more))
        assert error["Error"]["Code"] == "ValidationError"
        message: str = error["Error"]["Message"]
        return message

    def ids(self, name: str = "s") -> dict[str, str]:
        """Logical -> physical ID of what there is."""
        found = self.client.list_stack_resources(StackName=name)["StackResourceSummaries"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}

    def outputs(self, name: str = "s") -> dict[str, str]:
        stack = self.client.describe_stacks(StackName=name)["Stacks"][0]
        return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}


def request(
    resources: dict[str, Any], parameters: dict[str, str] | None = None, **template: Any
) -> dict[str, Any]:
    """The template of these resources, and the values of its parameters, all of them text."""
    given = parameters or {}
    if given:
        template["Parameters"] = {name: {"Type": "String"} for name in given}
    return {
        "TemplateBody": json.dumps({"Resources": resources, **template}),
        "Parameters": [
            {"ParameterKey": name, "ParameterValue": value} for name, value in given.items()
        ],
    }


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties}


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def attribute(name: str, of: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [of, name]}
