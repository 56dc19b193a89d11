"""How verified destination numbers live: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.harness import Aws, wrong
from tests.lives import Call, Latest, Refusal, Steps

NUMBER = "+14255550100"


def account(call: Call, aws: Aws) -> None:
    (found,) = call("DescribeAccountAttributes")["AccountAttributes"]
    assert found["Value"] == "SANDBOX"
    assert call("DescribeAccountLimits")["AccountLimits"]


def verified_destination_numbers(call: Call, aws: Aws) -> None:
    number = _sent(call)
    code = aws.outbox.code(to=NUMBER)
    answer = call("VerifyDestinationNumber", **number, VerificationCode=code)
    assert answer["Status"] == "VERIFIED"
    assert _status(call) == "VERIFIED"
    call("DeleteVerifiedDestinationNumber", **number)
    assert call("DescribeVerifiedDestinationNumbers")["VerifiedDestinationNumbers"] == []


def configuration_sets(call: Call, aws: Aws) -> None:
    mine = {"ConfigurationSetName": "mine"}
    call("CreateConfigurationSet", **mine)
    call("SetDefaultMessageType", **mine, MessageType="PROMOTIONAL")
    call("SetDefaultSenderId", **mine, SenderId="MyShop")
    call("SetDefaultMessageFeedbackEnabled", **mine, MessageFeedbackEnabled=True)
    [found] = call("DescribeConfigurationSets")["ConfigurationSets"]
    assert found["DefaultSenderId"] == "MyShop"
    call("DeleteDefaultMessageType", **mine)
    call("DeleteDefaultSenderId", **mine)
    assert call("DeleteConfigurationSet", **mine)["DefaultMessageFeedbackEnabled"] is True


def event_destinations(call: Call, aws: Aws) -> None:
    call("CreateConfigurationSet", ConfigurationSetName="mine")
    topic = {"ConfigurationSetName": "mine", "EventDestinationName": "topic"}
    sns = {"TopicArn": "arn:aws:sns:us-east-1:123456789012:events"}
    call("CreateEventDestination", **topic, MatchingEventTypes=["ALL"], SnsDestination=sns)
    call("UpdateEventDestination", **topic, Enabled=False)
    assert call("DeleteEventDestination", **topic)["EventDestination"]["Enabled"] is False


def opt_out_lists(call: Call, aws: Aws) -> None:
    call("CreateOptOutList", OptOutListName="shop")
    found = call("DescribeOptOutLists")["OptOutLists"]
    assert [each["OptOutListName"] for each in found] == ["Default", "shop"]
    call("DeleteOptOutList", OptOutListName="shop")


def opted_out_numbers(call: Call, aws: Aws) -> None:
    number = {"OptOutListName": "Default", "OptedOutNumber": NUMBER}
    call("PutOptedOutNumber", **number)
    [found] = call("DescribeOptedOutNumbers", OptOutListName="Default")["OptedOutNumbers"]
    assert found["OptedOutNumber"] == NUMBER
    call("DeleteOptedOutNumber", **number)


def available_phone_numbers(call: Call, aws: Aws) -> None:
    wanted = {"IsoCountryCode": "US", "NumberCapabilities": ["SMS"], "NumberType": "TEN_DLC"}
    assert len(call("ListAvailablePhoneNumbers", **wanted)["AvailablePhoneNumbers"]) == 10


def phone_numbers(call: Call, aws: Aws) -> None:
    number = {"PhoneNumberId": _phone(call)}
    [found] = call("DescribePhoneNumbers")["PhoneNumbers"]
    assert found["Status"] == "ACTIVE"
    call("UpdatePhoneNumber", **number, DeletionProtectionEnabled=False)
    assert call("ReleasePhoneNumber", **number)["Status"] == "DELETED"


def sender_ids(call: Call, aws: Aws) -> None:
    sender = {"SenderId": "MyShop", "IsoCountryCode": "GB"}
    call("RequestSenderId", **sender)
    [found] = call("DescribeSenderIds", SenderIds=[sender])["SenderIds"]
    assert found["SenderId"] == "MYSHOP"
    call("UpdateSenderId", **sender, DeletionProtectionEnabled=False)
    call("ReleaseSenderId", **sender)


def pools(call: Call, aws: Aws) -> None:
    first, second = _phone(call), _phone(call)
    identity = {"OriginationIdentity": second, "IsoCountryCode": "US"}
    created = call(
        "CreatePool", **{**identity, "OriginationIdentity": first}, MessageType="TRANSACTIONAL"
    )
    pool = {"PoolId": created["PoolId"]}
    call("AssociateOriginationIdentity", **pool, **identity)
    found = call("ListPoolOriginationIdentities", **pool)["OriginationIdentities"]
    assert [each["OriginationIdentity"] for each in found] == [first, second]
    call("DisassociateOriginationIdentity", **pool, **identity)
    call("UpdatePool", **pool, SharedRoutesEnabled=True)
    assert call("DescribePools")["Pools"][0]["SharedRoutesEnabled"] is True
    assert call("DeletePool", **pool)["Status"] == "DELETING"


def keywords(call: Call, aws: Aws) -> None:
    number = {"OriginationIdentity": _phone(call)}
    call("PutKeyword", **number, Keyword="Info", KeywordMessage="We sell.")
    found = call("DescribeKeywords", **number)["Keywords"]
    assert [each["Keyword"] for each in found] == ["HELP", "INFO", "STOP"]
    call("DeleteKeyword", **number, Keyword="Info")


def protect_configurations(call: Call, aws: Aws) -> None:
    call("CreateConfigurationSet", ConfigurationSetName="mine")
    created = call("CreateProtectConfiguration")
    protect = {"ProtectConfigurationId": created["ProtectConfigurationId"]}
    call("AssociateProtectConfiguration", **protect, ConfigurationSetName="mine")
    call("DisassociateProtectConfiguration", **protect, ConfigurationSetName="mine")
    call("SetAccountDefaultProtectConfiguration", **protect)
    assert call("DescribeProtectConfigurations")["ProtectConfigurations"][0]["AccountDefault"]
    call("DeleteAccountDefaultProtectConfiguration")
    rules = {**protect, "NumberCapability": "SMS"}
    block = {"GB": {"ProtectStatus": "BLOCK"}}
    call("UpdateProtectConfigurationCountryRuleSet", **rules, CountryRuleSetUpdates=block)
    found = call("GetProtectConfigurationCountryRuleSet", **rules)["CountryRuleSet"]
    assert found["GB"]["ProtectStatus"] == "BLOCK"
    call("UpdateProtectConfiguration", **protect, DeletionProtectionEnabled=False)
    call("DeleteProtectConfiguration", **protect)


def number_overrides(call: Call, aws: Aws) -> None:
    created = call("CreateProtectConfiguration")
    protect = {"ProtectConfigurationId": created["ProtectConfigurationId"]}
    number = {**protect, "DestinationPhoneNumber": NUMBER}
    call("PutProtectConfigurationRuleSetNumberOverride", **number, Action="BLOCK")
    found = call("ListProtectConfigurationRuleSetNumberOverrides", **protect)
    assert found["RuleSetNumberOverrides"][0]["Action"] == "BLOCK"
    call("DeleteProtectConfigurationRuleSetNumberOverride", **number)


def resource_policies(call: Call, aws: Aws) -> None:
    resource = {"ResourceArn": "arn:aws:sms-voice:us-east-1:123456789012:opt-out-list/Default"}
    call("PutResourcePolicy", **resource, Policy="{}")
    assert call("GetResourcePolicy", **resource)["Policy"] == "{}"
    call("DeleteResourcePolicy", **resource)


def spend_limits(call: Call, aws: Aws) -> None:
    for kind in ("Text", "Voice", "Media", "Notify", "Rcs"):
        call(f"Set{kind}MessageSpendLimitOverride", MonthlyLimit=0)
    found = call("DescribeSpendLimits")["SpendLimits"]
    assert [each["EnforcedLimit"] for each in found] == [0] * 5
    for kind in ("Text", "Voice", "Media", "Notify", "Rcs"):
        assert call(f"Delete{kind}MessageSpendLimitOverride")["MonthlyLimit"] == 1


def text_messages(call: Call, aws: Aws) -> None:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        sent = call("SendTextMessage", DestinationPhoneNumber=NUMBER, MessageBody="Come.")
    assert aws.outbox.latest().facts["message_id"] == sent["MessageId"]


def voice_messages(call: Call, aws: Aws) -> None:
    own = _phone(call, "VOICE")
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        call(
            "SendVoiceMessage",
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=own,
            MessageBody="Come.",
        )
    assert aws.outbox.latest().facts["status"] == "COMPLETED"


def media_messages(call: Call, aws: Aws) -> None:
    own = _phone(call, "MMS")
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        call(
            "SendMediaMessage",
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=own,
            MediaUrls=["s3://absent/cat.png"],
        )
    assert aws.outbox.latest().facts["status"] == "FILE_INACCESSIBLE"


def carrier_lookup(call: Call, aws: Aws) -> None:
    found = call("CarrierLookup", PhoneNumber="+44 (7860) 019066")
    assert (found["IsoCountryCode"], found["Carrier"]) == ("GB", "O2")


def message_feedback(call: Call, aws: Aws) -> None:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        sent = call(
            "SendTextMessage",
            DestinationPhoneNumber=NUMBER,
            MessageBody="Come.",
            MessageFeedbackEnabled=True,
        )
    message = {"MessageId": sent["MessageId"]}
    call("PutMessageFeedback", **message, MessageFeedbackStatus="RECEIVED")
    assert aws.outbox.latest().facts["feedback"] == "RECEIVED"


def tags(call: Call, aws: Aws) -> None:
    created = call("CreateVerifiedDestinationNumber", DestinationPhoneNumber=NUMBER)
    number = {"ResourceArn": created["VerifiedDestinationNumberArn"]}
    given = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    call("TagResource", **number, Tags=given)
    call("UntagResource", **number, TagKeys=["b"])
    assert call("ListTagsForResource", **number)["Tags"] == given[:1]


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    number = _sent(call)
    create = partial(call, "CreateVerifiedDestinationNumber")
    yield "ConflictException", partial(create, DestinationPhoneNumber=NUMBER)
    yield (
        "ResourceNotFoundException",
        partial(call, "DeleteVerifiedDestinationNumber", VerifiedDestinationNumberId="vdn-0"),
    )
    yield "ValidationException", partial(create, DestinationPhoneNumber="1")
    with aws.settings(sms_voice_codes_per_number_per_day=1):
        again = partial(call, "SendDestinationNumberVerificationCode", VerificationChannel="TEXT")
        yield "ServiceQuotaExceededException", partial(again, **number)
    with aws.settings(sms_voice_account_standing="ACCOUNT_DISABLED"):
        yield "AccessDeniedException", partial(again, **number)
    with aws.settings(sms_voice_strict_throttling=True):
        yield "ThrottlingException", partial(_twice, call)


def verify(call: Call, latest: Latest) -> Steps:
    number = _sent(call)
    code = latest(NUMBER)["code"]
    return (
        lambda: _status(call),
        partial(call, "VerifyDestinationNumber", **number, VerificationCode=wrong(code)),
        partial(call, "VerifyDestinationNumber", **number, VerificationCode=code),
    )


SEEN: dict[str, Any] = {
    "before": "PENDING",
    "error": "ValidationException",
    "message": 'Validation Error - Reason="VERIFICATION_CODE_MISMATCH" '
    'Fields="verificationCode": Invalid verification code.',
    "reason": "VERIFICATION_CODE_MISMATCH",
    "after": "VERIFIED",
}


def _twice(call: Call) -> None:
    call("DescribePools")
    call("DescribePools")


def _phone(call: Call, capability: str = "SMS") -> str:
    """The ID of a phone number that is active."""
    requested = call(
        "RequestPhoneNumber",
        IsoCountryCode="US",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=[capability],
        NumberType="LONG_CODE",
    )
    number_id: str = requested["PhoneNumberId"]
    return number_id


def _sent(call: Call) -> dict[str, Any]:
    """A number to which a code was sent."""
    created = call("CreateVerifiedDestinationNumber", DestinationPhoneNumber=NUMBER)
    number = {"VerifiedDestinationNumberId": created["VerifiedDestinationNumberId"]}
    call("SendDestinationNumberVerificationCode", **number, VerificationChannel="TEXT")
    return number


def _status(call: Call) -> str:
    (found,) = call("DescribeVerifiedDestinationNumbers")["VerifiedDestinationNumbers"]
    status: str = found["Status"]
    return status
