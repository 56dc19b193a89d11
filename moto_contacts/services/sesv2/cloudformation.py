"""The types of CloudFormation that are ours; moto has none of SES. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, ResourceType, Tags, structures

_MEMBERS = (
    "TemplateName",
    "FromEmailAddress",
    "TemplateSubject",
    "TemplateContent",
    "SuccessRedirectionURL",
    "FailureRedirectionURL",
)
_MEMBERS_AS_THEY_ARE = {name: name for name in _MEMBERS}

TYPES = (
    ResourceType(
        "AWS::SES::CustomVerificationEmailTemplate",
        required=_MEMBERS,
        optional=("Tags",),
        create_only=("TemplateName",),
        attributes=(),
        create=Call(
            "CreateCustomVerificationEmailTemplate",
            {**_MEMBERS_AS_THEY_ARE, "Tags": lambda model: structures(model, "Tags") or None},
        ),
        update=(
            Call("UpdateCustomVerificationEmailTemplate", _MEMBERS_AS_THEY_ARE),
            # No answer tells the ARN; the name stands for it.
            Tags(
                Call("TagResource", {"ResourceArn": "TemplateName", "Tags": "Tags"}),
                Call("UntagResource", {"ResourceArn": "TemplateName", "TagKeys": "TagKeys"}),
            ),
        ),
        delete=Call("DeleteCustomVerificationEmailTemplate", {"TemplateName": "TemplateName"}),
        identifier="TemplateName",
    ),
)
