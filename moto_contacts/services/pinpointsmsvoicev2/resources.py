"""The kinds of resources, and which shape of a request names which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from moto_contacts.gateway.references import Kind, References
from moto_contacts.gateway.registry import Resource

CONFIGURATION_SET = Kind("configuration-set")
NOTIFY_CONFIGURATION = Kind("notify-configuration")
OPT_OUT_LIST = Kind("opt-out-list")
PHONE_NUMBER = Kind("phone-number")
POOL = Kind("pool")
PROTECT_CONFIGURATION = Kind("protect-configuration")
RCS_AGENT = Kind("rcs-agent")
REGISTRATION = Kind("registration")
REGISTRATION_ATTACHMENT = Kind("registration-attachment")
SENDER_ID = Kind("sender-id")
VERIFIED_DESTINATION_NUMBER = Kind("verified-destination-number")

#: What messages can be sent from.
_SENDERS = (PHONE_NUMBER, POOL, RCS_AGENT, SENDER_ID)
#: What is of another service, and not looked for.
_ELSEWHERE: tuple[Kind, ...] = ()

#: Source: documented (the shapes), inferred (that an ARN of another kind is refused as such).
REFERENCES = References(
    head="arn:aws[a-z-]*:sms-voice:[a-z0-9-]+:[0-9]{12}:",
    takes={
        "AmazonResourceName": (
            CONFIGURATION_SET,
            NOTIFY_CONFIGURATION,
            OPT_OUT_LIST,
            PHONE_NUMBER,
            POOL,
            PROTECT_CONFIGURATION,
            RCS_AGENT,
            REGISTRATION,
            REGISTRATION_ATTACHMENT,
            SENDER_ID,
            VERIFIED_DESTINATION_NUMBER,
        ),
        "ConfigurationSetNameOrArn": (CONFIGURATION_SET,),
        "DeliveryStreamArn": _ELSEWHERE,
        "IamRoleArn": _ELSEWHERE,
        "LogGroupArn": _ELSEWHERE,
        "MediaMessageOriginationIdentity": _SENDERS,
        "NotifyConfigurationIdOrArn": (NOTIFY_CONFIGURATION,),
        "OptOutListNameOrArn": (OPT_OUT_LIST,),
        "PhoneNumberIdOrArn": (PHONE_NUMBER,),
        "PhoneOrPoolIdOrArn": (PHONE_NUMBER, POOL),
        "PhoneOrSenderIdOrArn": (PHONE_NUMBER, RCS_AGENT, SENDER_ID),
        "PoolIdOrArn": (POOL,),
        "ProtectConfigurationIdOrArn": (PROTECT_CONFIGURATION,),
        "RcsAgentIdOrArn": (RCS_AGENT,),
        "RcsMessageOriginationIdentity": _SENDERS,
        "RegistrationAttachmentIdOrArn": (REGISTRATION_ATTACHMENT,),
        # The model gives the attachments of a description the shape of registrations.
        "RegistrationAttachmentIds": (REGISTRATION_ATTACHMENT,),
        "RegistrationIdOrArn": (REGISTRATION,),
        "ResourceIdOrArn": (PHONE_NUMBER, RCS_AGENT, SENDER_ID),
        "SenderIdOrArn": (SENDER_ID,),
        "SnsTopicArn": _ELSEWHERE,
        "TextMessageOriginationIdentity": _SENDERS,
        "TwoWayChannelArn": _ELSEWHERE,
        "VerificationMessageOriginationIdentity": _SENDERS,
        "VerifiedDestinationNumberIdOrArn": (VERIFIED_DESTINATION_NUMBER,),
        "VoiceMessageOriginationIdentity": _SENDERS,
    },
)


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    """A resource that has tags, as all with an ARN do."""

    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Policy:
    """By whom a resource may be used."""

    #: As it was written.
    text: str
    created_at: datetime


@dataclass(slots=True, eq=False)
class Shareable(Tagged):
    """A resource that can have a policy."""

    policy: Policy | None = field(default=None, init=False)
