"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, Model, ResourceType, Tags, pairs

#: Member of the structure ``EmailContact`` -> its name in templates.
_MEMBERS = {
    "arn": "Arn",
    "address": "Address",
    "name": "Name",
    "status": "Status",
    "creationTime": "CreationTime",
    "updateTime": "UpdateTime",
}


def _tags(contact: Model) -> dict[str, str] | None:
    return pairs(contact) or None


#: How contacts are tagged by others than stacks, whose tags are there for good.
TAGS = Tags(
    Call("TagResource", {"arn": "Arn", "tags": pairs}),
    Call("UntagResource", {"arn": "Arn", "tagKeys": "TagKeys"}),
)

TYPES = (
    # The handler that creates has the permission to send the code. Source: inferred from that.
    ResourceType(
        "AWS::NotificationsContacts::EmailContact",
        required=("EmailAddress", "Name"),
        optional=("Tags",),
        create_only=("EmailAddress", "Name", "Tags"),
        attributes=(
            "Arn",
            "EmailContact",
            *(f"EmailContact.{name}" for name in _MEMBERS.values()),
        ),
        create=Call(
            "CreateEmailContact",
            {"name": "Name", "emailAddress": "EmailAddress", "tags": _tags},
            {"Arn": "arn"},
        ),
        then=(Call("SendActivationCode", {"arn": "Arn"}),),
        read=Call(
            "GetEmailContact",
            {"arn": "Arn"},
            {
                "EmailContact": "emailContact.{"
                + ", ".join(f"{name}: {member}" for member, name in _MEMBERS.items())
                + "}",
                **{
                    f"EmailContact.{name}": f"emailContact.{member}"
                    for member, name in _MEMBERS.items()
                },
            },
        ),
        delete=Call("DeleteEmailContact", {"arn": "Arn"}),
    ),
)
