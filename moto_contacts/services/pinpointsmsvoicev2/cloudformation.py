"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

import json

from moto_contacts.gateway.resource_types import Call, Model, ResourceType, Tags

#: How resources are tagged, by stacks and by others.
TAGS = Tags(
    Call("TagResource", {"ResourceArn": "Arn", "Tags": "Tags"}),
    Call("UntagResource", {"ResourceArn": "Arn", "TagKeys": "TagKeys"}),
)


def _policy(policy: Model) -> str:
    """The document as text; one that is text already stays as it is."""
    document = policy["PolicyDocument"]
    return document if isinstance(document, str) else json.dumps(document)


def _protection(resource: Model) -> object:
    """Whether the resource is protected from deletion; a template that is silent says no."""
    return resource.get("DeletionProtectionEnabled", False)


#: Puts a policy, in place of the one before.
_PUT_POLICY = Call("PutResourcePolicy", {"ResourceArn": "ResourceArn", "Policy": _policy})
#: A sender ID, as its operations name it.
_SENDER_ID = {"SenderId": "SenderId", "IsoCountryCode": "IsoCountryCode"}

TYPES = (
    ResourceType(
        "AWS::SMSVOICE::ResourcePolicy",
        required=("ResourceArn", "PolicyDocument"),
        optional=(),
        create_only=("ResourceArn",),
        attributes=(),
        identifier="ResourceArn",
        vacant=Call("GetResourcePolicy", {"ResourceArn": "ResourceArn"}),
        create=_PUT_POLICY,
        update=(_PUT_POLICY,),
        delete=Call("DeleteResourcePolicy", {"ResourceArn": "ResourceArn"}),
    ),
    ResourceType(
        "AWS::SMSVOICE::SenderId",
        required=("IsoCountryCode", "SenderId"),
        optional=("DeletionProtectionEnabled", "Tags"),
        create_only=("IsoCountryCode", "SenderId"),
        attributes=("Arn",),
        identifier="IsoCountryCode|SenderId",
        create=Call(
            "RequestSenderId",
            {
                **_SENDER_ID,
                "DeletionProtectionEnabled": "DeletionProtectionEnabled",
                "Tags": "Tags",
            },
            {"Arn": "SenderIdArn"},
        ),
        update=(
            Call(
                "UpdateSenderId",
                {**_SENDER_ID, "DeletionProtectionEnabled": _protection},
            ),
            TAGS,
        ),
        delete=Call("ReleaseSenderId", _SENDER_ID),
    ),
    # No code is sent, for nothing of the type sends one: the number stays pending.
    ResourceType(
        "AWS::SMSVOICE::VerifiedDestinationNumber",
        required=("DestinationPhoneNumber",),
        optional=("Tags",),
        create_only=("DestinationPhoneNumber",),
        attributes=(
            "CreatedTimestamp",
            "Status",
            "VerifiedDestinationNumberArn",
            "VerifiedDestinationNumberId",
        ),
        identifier="VerifiedDestinationNumberArn",
        create=Call(
            "CreateVerifiedDestinationNumber",
            {"DestinationPhoneNumber": "DestinationPhoneNumber", "Tags": "Tags"},
            {
                "Arn": "VerifiedDestinationNumberArn",
                "VerifiedDestinationNumberArn": "VerifiedDestinationNumberArn",
                "VerifiedDestinationNumberId": "VerifiedDestinationNumberId",
                "CreatedTimestamp": "CreatedTimestamp",
            },
        ),
        read=Call(
            "DescribeVerifiedDestinationNumbers",
            {"VerifiedDestinationNumberIds": lambda it: [it["VerifiedDestinationNumberId"]]},
            {"Status": "VerifiedDestinationNumbers[0].Status"},
        ),
        update=(TAGS,),
        delete=Call(
            "DeleteVerifiedDestinationNumber",
            {"VerifiedDestinationNumberId": "VerifiedDestinationNumberId"},
        ),
    ),
)
