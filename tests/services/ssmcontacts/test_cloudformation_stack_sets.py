"""Stacks that moto keeps to itself: those of a set that an organization deploys."""

from __future__ import annotations

from typing import Any

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import aliases
from tests.services.ssmcontacts.templates import contact
from tests.stacks import Stacks, request


def instances(aws: Aws, stacks: Stacks, resources: dict[str, Any]) -> dict[str, Any]:
    """Where instances of a new set of these resources go."""
    organizations = aws.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    (root,) = organizations.list_roots()["Roots"]
    stacks.client.create_stack_set(
        StackSetName="set", PermissionModel="SERVICE_MANAGED", **request(resources)
    )
    return {
        "StackSetName": "set",
        "DeploymentTargets": {"OrganizationalUnitIds": [root["Id"]]},
        "Regions": ["us-east-1"],
    }


def test_refusal_leaves_nothing(aws: Aws, ssm: Any, stacks: Stacks) -> None:
    everywhere = instances(aws, stacks, {"Zoe": contact(Type="ROBOT")})
    error = refused(stacks.client.create_stack_instances, **everywhere)

    assert "'ROBOT' at 'type' failed" in error["Error"]["Message"]
    assert aliases(ssm) == []


def test_life(aws: Aws, ssm: Any, stacks: Stacks) -> None:
    where = instances(aws, stacks, {"Zoe": contact()})
    stacks.client.create_stack_instances(**where)
    assert aliases(ssm) == ["zoe"]

    stacks.client.delete_stack_instances(
        StackSetName="set", Accounts=["123456789012"], Regions=["us-east-1"], RetainStacks=False
    )
    assert aliases(ssm) == []
