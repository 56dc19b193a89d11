"""What of a stack is refused, by whom, and what is left then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT_CHANNEL,
    aliases,
    names,
)
from tests.services.ssmcontacts.templates import (
    CONTACT,
    PLAN,
    ZOE,
    channel,
    contact,
    rotation,
    stages,
)
from tests.stacks import Stacks, attribute, ref, resource


class TestRefusal:
    def test_in_a_change_set(self, ssm: Any, stacks: Stacks) -> None:
        bad = {"Zoe": contact(), "Bad": channel(ref("Zoe"), ChannelAddress="none")}
        stacks.client.create_change_set(
            StackName="s",
            ChangeSetName="c",
            ChangeSetType="CREATE",
            TemplateBody=json.dumps({"Resources": bad}),
        )
        error = refused(stacks.client.execute_change_set, StackName="s", ChangeSetName="c")

        assert "Invalid delivery address" in error["Error"]["Message"]
        assert aliases(ssm) == []

    def test_of_what_an_update_adds_leaves_what_there_was(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact()})
        more = {"Zoe": contact(), "Bad": channel(ref("Zoe"), ChannelAddress="none")}

        assert "Invalid delivery address" in stacks.refusal(more, "update")
        assert names(ssm, ZOE) == []
        assert aliases(ssm) == ["zoe"]

    def test_nothing_comes_of_looking_at_a_stack_that_has_failed(
        self, ssm: Any, stacks: Stacks
    ) -> None:
        """moto makes what is missing of a stack when somebody looks."""
        bad = {"Bad": contact("bad", Type="ROBOT"), "Zoe": contact()}
        stacks.refusal(bad, Outputs={"Zoe": {"Value": ref("Zoe")}})

        assert stacks.outputs() == {}
        stacks.client.list_stack_resources(StackName="s")
        stacks.client.describe_stack_resources(StackName="s")
        stacks.delete()
        assert aliases(ssm) == []

    def test_what_an_update_could_not_add_can_be_added_by_the_next(
        self, aws: Aws, ssm: Any, stacks: Stacks
    ) -> None:
        more = {"Zoe": contact(), "Zed": contact("zed"), "Zac": contact("zac")}
        stacks.create({"Zoe": contact()})
        aws.faults.put(error="ThrottlingException", operation="CreateContact", times=1)
        stacks.refusal(more, "update")

        assert stacks.ids() == {"Zoe": ZOE}
        stacks.update(more)
        assert aliases(ssm) == ["zac", "zed", "zoe"]

    def test_quota(self, aws: Aws, ssm: Any, stacks: Stacks) -> None:
        with aws.settings(ssm_contacts_contacts_per_account=1):
            message = stacks.refusal({"Zoe": contact(), "Zed": contact("zed")})

        assert "(Error Code: ServiceQuotaExceededException)" in message
        assert aliases(ssm) == []

    @pytest.mark.parametrize(
        ("properties", "detail"),
        [
            ({"Colour": "red"}, "extraneous key [Colour] is not permitted"),
            ({"Plan": [{"Colour": "red"}]}, "extraneous key [Colour] is not permitted"),
            (
                {"Plan": stages({"ChannelTargetInfo": {"ContactChannelId": "c"}})},
                "extraneous key [ContactChannelId] is not permitted",
            ),
            ({"Plan": {"Stages": []}}, "expected type: JSONArray"),
            ({"Plan": ["a"]}, "expected type: JSONObject"),
            ({"Plan": [{"RotationIds": 5}]}, "expected type: JSONArray"),
        ],
    )
    def test_properties_of_which_no_request_can_be_made(
        self, ssm: Any, stacks: Stacks, properties: dict[str, Any], detail: str
    ) -> None:
        message = stacks.refusal({"Zoe": contact(**properties)})

        assert message.startswith("Properties validation failed for resource Zoe with message:\n#")
        assert message.endswith(detail)
        assert aliases(ssm) == []

    @pytest.mark.parametrize(
        ("properties", "detail"),
        [(None, "required key [Alias] not found"), (["a"], "expected type: JSONObject")],
    )
    def test_properties_that_are_none(self, stacks: Stacks, properties: Any, detail: str) -> None:
        zoe = {"Type": CONTACT, "Properties": properties}

        assert stacks.refusal({"Zoe": zoe}).endswith(detail)

    def test_property_that_is_missing(self, stacks: Stacks) -> None:
        message = stacks.refusal({"Zoe": resource(CONTACT, Alias="zoe", Type="PERSONAL")})

        assert message.endswith("#: required key [DisplayName] not found")

    @pytest.mark.parametrize(
        ("made", "detail"),
        [
            (contact(DisplayName="Zoë"), "#/DisplayName: failed validation constraint"),
            (contact(DisplayName=""), "#/DisplayName: failed validation constraint"),
            (rotation(ZOE, Name="on-call"), "#/Name: failed validation constraint"),
            (resource(PLAN, ContactId=ZOE), "#: 0 subschemas matched instead of one"),
            (
                resource(PLAN, ContactId=ZOE, Stages=[], RotationIds=[]),
                "#: 2 subschemas matched instead of one",
            ),
            (
                resource(
                    PLAN,
                    ContactId=ZOE,
                    Stages=stages({"ChannelTargetInfo": {"ChannelId": ABSENT_CHANNEL}}),
                ),
                "#/ChannelTargetInfo: required key [RetryIntervalInMinutes] not found",
            ),
        ],
    )
    def test_what_the_service_alone_would_take(
        self, stacks: Stacks, made: dict[str, Any], detail: str
    ) -> None:
        assert detail in stacks.refusal({"It": made})

    @pytest.mark.parametrize("tags", [[{"Key": "a"}], [{"Key": {}, "Value": "b"}], [5]])
    def test_tags_that_are_none(self, ssm: Any, stacks: Stacks, tags: Any) -> None:
        stacks.create({"Zoe": contact()})

        assert "#/Tags: " in stacks.refusal({"Zoe": contact(Tags=tags, DisplayName="Z")}, "update")
        assert ssm.get_contact(ContactId=ZOE)["DisplayName"] == "Zoe"

    @pytest.mark.parametrize(
        ("text", "told"), [("\U0001f600", "\U0001f600"), ("a\x01", "a?"), ("\ud83d", "\ufffd")]
    )
    def test_text_that_no_answer_could_have(self, stacks: Stacks, text: str, told: str) -> None:
        assert f"Value '{told}' at 'alias'" in stacks.refusal({"Zoe": contact(text)})

    def test_value_of_another_type_is_the_services_to_refuse(self, stacks: Stacks) -> None:
        assert "(Error Code: ValidationException)" in stacks.refusal({"Zoe": contact(["a"])})

    @pytest.mark.in_process
    def test_connection_that_is_dropped(self, aws: Aws, stacks: Stacks) -> None:
        aws.faults.put(drop=True, operation="CreateContact")

        assert "(Error Code: NetworkFailure)" in stacks.refusal({"Zoe": contact()})

    def test_attribute_that_the_type_does_not_have(self, ssm: Any, stacks: Stacks) -> None:
        properties = {"Zoe": contact(), "Phone": channel(attribute("Alias", "Zoe"))}

        assert "resource Zoe does not support attribute type Alias" in stacks.refusal(properties)
