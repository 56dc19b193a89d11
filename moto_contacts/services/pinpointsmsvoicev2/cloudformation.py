"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, Parts, ResourceType, Tags
from moto_contacts.services.pinpointsmsvoicev2.templates import (
    JOIN,
    LEAVE,
    PHONE,
    POOL,
    PROTECTION,
    RULES,
    SET,
    SETTINGS,
    country,
    first,
    identities,
    number,
    others,
    policy,
    protection,
)

#: How resources are tagged, by stacks and by others.
TAGS = Tags(
    Call("TagResource", {"ResourceArn": "Arn", "Tags": "Tags"}),
    Call("UntagResource", {"ResourceArn": "Arn", "TagKeys": "TagKeys"}),
)
#: Puts a policy, in place of the one before.
_PUT_POLICY = Call("PutResourcePolicy", {"ResourceArn": "ResourceArn", "Policy": policy})
#: A sender ID, as its operations name it.
_SENDER_ID = {"SenderId": "SenderId", "IsoCountryCode": "IsoCountryCode"}

TYPES = (
    ResourceType(
        "AWS::SMSVOICE::ConfigurationSet",
        required=(),
        optional=(
            "ConfigurationSetName",
            "DefaultSenderId",
            "EventDestinations",
            "MessageFeedbackEnabled",
            "ProtectConfigurationId",
            "Tags",
        ),
        create_only=("ConfigurationSetName",),
        attributes=("Arn",),
        identifier="ConfigurationSetName",
        named="ConfigurationSetName",
        create=Call(
            "CreateConfigurationSet", {**SET, "Tags": "Tags"}, {"Arn": "ConfigurationSetArn"}
        ),
        complete=SETTINGS,
        update=(*SETTINGS, TAGS),
        delete=Call("DeleteConfigurationSet", SET),
    ),
    ResourceType(
        "AWS::SMSVOICE::OptOutList",
        required=(),
        optional=("OptOutListName", "Tags"),
        create_only=("OptOutListName",),
        attributes=("Arn",),
        identifier="OptOutListName",
        named="OptOutListName",
        create=Call(
            "CreateOptOutList",
            {"OptOutListName": "OptOutListName", "Tags": "Tags"},
            {"Arn": "OptOutListArn"},
        ),
        update=(TAGS,),
        delete=Call("DeleteOptOutList", {"OptOutListName": "OptOutListName"}),
    ),
    ResourceType(
        "AWS::SMSVOICE::PhoneNumber",
        required=("IsoCountryCode", "MandatoryKeywords", "NumberCapabilities", "NumberType"),
        optional=(
            "DeletionProtectionEnabled",
            "OptionalKeywords",
            "OptOutListName",
            "SelfManagedOptOutsEnabled",
            "Tags",
            "TwoWay",
        ),
        create_only=("IsoCountryCode", "NumberCapabilities", "NumberType"),
        attributes=("Arn", "PhoneNumber", "PhoneNumberId"),
        identifier="PhoneNumberId",
        create=Call(
            "RequestPhoneNumber",
            {
                "IsoCountryCode": "IsoCountryCode",
                # Templates cannot say it. Source: inferred.
                "MessageType": lambda number: "TRANSACTIONAL",
                "NumberCapabilities": "NumberCapabilities",
                "NumberType": "NumberType",
                "Tags": "Tags",
            },
            {
                "Arn": "PhoneNumberArn",
                "PhoneNumber": "PhoneNumber",
                "PhoneNumberId": "PhoneNumberId",
            },
        ),
        complete=PHONE,
        update=(*PHONE, TAGS),
        delete=Call("ReleasePhoneNumber", {"PhoneNumberId": "PhoneNumberId"}),
    ),
    ResourceType(
        "AWS::SMSVOICE::Pool",
        required=("MandatoryKeywords", "OriginationIdentities"),
        optional=(
            "DeletionProtectionEnabled",
            "OptionalKeywords",
            "OptOutListName",
            "SelfManagedOptOutsEnabled",
            "SharedRoutesEnabled",
            "Tags",
            "TwoWay",
        ),
        create_only=(),
        attributes=("Arn", "PoolId"),
        identifier="PoolId",
        # Numbers tell what a pool is to be like, and templates cannot say it.
        look=Call(
            "DescribePhoneNumbers",
            {},
            {
                "Numbers": "PhoneNumbers[].{Arn: PhoneNumberArn, Country: IsoCountryCode, "
                "Type: MessageType}"
            },
        ),
        create=Call(
            "CreatePool",
            {
                "OriginationIdentity": first,
                "IsoCountryCode": lambda pool: country(pool, first(pool)),
                "MessageType": lambda pool: number(pool, first(pool)).get("Type", "TRANSACTIONAL"),
                "Tags": "Tags",
            },
            {"Arn": "PoolArn", "PoolId": "PoolId"},
        ),
        complete=(Parts(others, add=(JOIN,)), *POOL),
        # A pool is never without a number, so one comes before another goes.
        update=(
            Parts(identities, add=(JOIN,)),
            Parts(identities, remove=(LEAVE,)),
            *POOL,
            TAGS,
        ),
        delete=Call("DeletePool", {"PoolId": "PoolId"}),
    ),
    ResourceType(
        "AWS::SMSVOICE::ProtectConfiguration",
        required=(),
        optional=("CountryRuleSet", "DeletionProtectionEnabled", "Tags"),
        create_only=(),
        attributes=("Arn", "ProtectConfigurationId"),
        identifier="ProtectConfigurationId",
        create=Call(
            "CreateProtectConfiguration",
            {"Tags": "Tags"},
            {"Arn": "ProtectConfigurationArn", "ProtectConfigurationId": "ProtectConfigurationId"},
        ),
        complete=(RULES, PROTECTION),
        update=(RULES, PROTECTION, TAGS),
        delete=Call(
            "DeleteProtectConfiguration", {"ProtectConfigurationId": "ProtectConfigurationId"}
        ),
    ),
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
                {**_SENDER_ID, "DeletionProtectionEnabled": protection},
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
