"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, ResourceType, Tags

#: How resources are tagged, by stacks and by others.
TAGS = Tags(
    Call("TagResource", {"ResourceArn": "Arn", "Tags": "Tags"}),
    Call("UntagResource", {"ResourceArn": "Arn", "TagKeys": "TagKeys"}),
)

TYPES = (
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
