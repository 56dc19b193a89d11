"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, ResourceType

TYPES = (
    # Nothing of it can be changed: every other property makes another one, for which the old one
    # is in the way, as two methods of a protocol always are.
    ResourceType(
        "AWS::Lightsail::ContactMethod",
        required=("ContactEndpoint", "Protocol"),
        optional=(),
        create_only=("ContactEndpoint", "Protocol"),
        attributes=("Arn", "CreatedAt", "Name", "ResourceType", "Status", "SupportCode"),
        create=Call(
            "CreateContactMethod", {"protocol": "Protocol", "contactEndpoint": "ContactEndpoint"}
        ),
        read=Call(
            "GetContactMethods",
            {"protocols": lambda method: [method["Protocol"]]},
            {
                "Arn": "contactMethods[0].arn",
                "CreatedAt": "contactMethods[0].createdAt",
                "Name": "contactMethods[0].name",
                "ResourceType": "contactMethods[0].resourceType",
                "Status": "contactMethods[0].status",
                "SupportCode": "contactMethods[0].supportCode",
            },
        ),
        delete=Call("DeleteContactMethod", {"protocol": "Protocol"}),
    ),
)
