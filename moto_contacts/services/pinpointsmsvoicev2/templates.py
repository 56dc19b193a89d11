"""What operations are told of the properties of templates. Source: the public schemas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto_contacts.gateway.resource_types import (
    Call,
    Malformed,
    Model,
    Parts,
    Source,
    by_name,
    structure,
    values,
)
from moto_contacts.services.pinpointsmsvoicev2.inbound import MANDATORY
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT


def policy(of: Model) -> str:
    """The document as text; one that is text already stays as it is."""
    document = of["PolicyDocument"]
    return document if isinstance(document, str) else json.dumps(document)


def _switch(name: str) -> Source:
    """Whether something is on; a template that is silent says no."""
    return lambda resource: resource.get(name, False)


def _check_keys(given: Model, *known: str) -> None:
    for key in given:
        if key not in known:
            raise Malformed.key(key)


#: A configuration set, as its operations name it.
SET = {"ConfigurationSetName": "ConfigurationSetName"}
#: The members that say where events go.
_TARGETS = ("CloudWatchLogsDestination", "KinesisFirehoseDestination", "SnsDestination")


def _event_destinations(configuration_set: Model) -> dict[Any, dict[str, Any]]:
    """Name and kind -> a destination; one of another kind is another one."""
    found = by_name(configuration_set, "EventDestinations", "EventDestinationName")
    for each in found.values():
        _check_keys(each, "EventDestinationName", "Enabled", "MatchingEventTypes", *_TARGETS)
    return {
        (name, *(target for target in _TARGETS if each.get(target) is not None)): each
        for name, each in found.items()
    }


def _of_part(name: str) -> Callable[[Model], Any]:
    """A member of the part that a call is about."""
    return lambda model: model["Part"].get(name)


def _given(name: str) -> Callable[[Model], dict[str, Any]]:
    """The value of a property that may be absent, as a part."""
    return lambda model: {name: model[name]} if model.get(name) is not None else {}


_DESTINATION: dict[str, Source] = {
    **SET,
    "EventDestinationName": _of_part("EventDestinationName"),
    "MatchingEventTypes": _of_part("MatchingEventTypes"),
    **{target: _of_part(target) for target in _TARGETS},
}
_UPDATE_DESTINATION = Call(
    "UpdateEventDestination", {**_DESTINATION, "Enabled": _of_part("Enabled")}
)
_SET_SENDER = Call("SetDefaultSenderId", {**SET, "SenderId": "Part"})
_PROTECT_SET = {**SET, "ProtectConfigurationId": "Part"}
_PROTECT = Call("AssociateProtectConfiguration", _PROTECT_SET)
#: All of a configuration set but its tags.
SETTINGS = (
    Parts(
        _given("DefaultSenderId"),
        add=(_SET_SENDER,),
        change=(_SET_SENDER,),
        remove=(Call("DeleteDefaultSenderId", SET),),
    ),
    Call(
        "SetDefaultMessageFeedbackEnabled",
        {**SET, "MessageFeedbackEnabled": _switch("MessageFeedbackEnabled")},
    ),
    Parts(
        _given("ProtectConfigurationId"),
        add=(_PROTECT,),
        change=(_PROTECT,),
        remove=(Call("DisassociateProtectConfiguration", _PROTECT_SET),),
    ),
    Parts(
        _event_destinations,
        # It is made enabled, whatever the template says.
        add=(Call("CreateEventDestination", _DESTINATION), _UPDATE_DESTINATION),
        change=(_UPDATE_DESTINATION,),
        remove=(
            Call(
                "DeleteEventDestination",
                {**SET, "EventDestinationName": _of_part("EventDestinationName")},
            ),
        ),
    ),
)


def _keywords(owner: Model) -> dict[Any, dict[str, Any]]:
    """Word -> message and action; those of HELP and STOP are what they are."""
    mandatory = structure(owner, "MandatoryKeywords")
    _check_keys(mandatory, *MANDATORY)
    found = {word: structure(mandatory, word) for word in mandatory}
    for word in MANDATORY if mandatory else ():
        if word not in mandatory:
            raise Malformed(f"#/MandatoryKeywords: required key [{word}] not found")
    for each in found.values():
        _check_keys(each, "Message")
    optional = by_name(owner, "OptionalKeywords", "Keyword")
    for each in optional.values():
        _check_keys(each, "Keyword", "Message", "Action")
    return {**found, **{word.upper(): each for word, each in optional.items()}}


def _two_way(owner: Model) -> dict[str, Any]:
    """What is given of two-way messages; without any they are off."""
    given = structure(owner, "TwoWay")
    _check_keys(given, "Enabled", "ChannelArn", "ChannelRole")
    return {"Enabled": False, **given}


def _inbound(owner: str, operation: str) -> tuple[Parts | Call, ...]:
    """How numbers and pools are told what they do with answers.

    One call a subject, so that what a pool has of its first number stays where nobody says more.
    """
    named: dict[str, Source] = {owner: owner}
    put = Call(
        "PutKeyword",
        {
            "OriginationIdentity": owner,
            "Keyword": "Key",
            "KeywordMessage": _of_part("Message"),
            "KeywordAction": _of_part("Action"),
        },
    )
    return (
        Call(
            operation, {**named, "OptOutListName": lambda it: it.get("OptOutListName") or DEFAULT}
        ),
        Call(
            operation,
            {
                **named,
                "TwoWayEnabled": lambda it: _two_way(it)["Enabled"],
                "TwoWayChannelArn": lambda it: _two_way(it).get("ChannelArn"),
                "TwoWayChannelRole": lambda it: _two_way(it).get("ChannelRole"),
                "SelfManagedOptOutsEnabled": _switch("SelfManagedOptOutsEnabled"),
            },
        ),
        Parts(
            _keywords,
            add=(put,),
            change=(put,),
            remove=(Call("DeleteKeyword", {"OriginationIdentity": owner, "Keyword": "Key"}),),
        ),
    )


#: Whether a resource is protected from deletion.
protection = _switch("DeletionProtectionEnabled")


def _protect(owner: str, operation: str) -> Call:
    """Comes last, so that what is made can be taken back until then."""
    return Call(operation, {owner: owner, "DeletionProtectionEnabled": protection})


#: What numbers and pools are like, but for their tags and what is in them.
PHONE = (
    *_inbound("PhoneNumberId", "UpdatePhoneNumber"),
    _protect("PhoneNumberId", "UpdatePhoneNumber"),
)
POOL = (
    *_inbound("PoolId", "UpdatePool"),
    Call("UpdatePool", {"PoolId": "PoolId", "SharedRoutesEnabled": _switch("SharedRoutesEnabled")}),
    _protect("PoolId", "UpdatePool"),
)


def identities(pool: Model) -> dict[Any, Any]:
    """The ARNs of what is in a pool, as parts."""
    return {_arn(each): each for each in values(pool, "OriginationIdentities")}


def _arn(identity: Any) -> str:
    if not isinstance(identity, str):
        raise Malformed("#/OriginationIdentities: expected type: String")
    return identity


def others(pool: Model) -> dict[Any, Any]:
    """All but the first, which a pool is made with."""
    return dict(list(identities(pool).items())[1:])


def first(pool: Model) -> str:
    """The ARN of what a pool is made with."""
    return next(iter(identities(pool)), "")


def country(pool: Model, identity: str) -> str | None:
    """The country of an identity: the last of the ARN of a sender ID, else the number's."""
    if ":sender-id/" in identity:
        return identity.rpartition("/")[2]
    return number(pool, identity).get("Country")


def number(pool: Model, identity: str) -> dict[str, Any]:
    """What is known of a number; nothing of what is none, or is not there."""
    numbers = (each for each in pool["Numbers"] if each["Arn"] == identity)
    return next(numbers, {})


_MEMBER: dict[str, Source] = {
    "PoolId": "PoolId",
    "OriginationIdentity": "Key",
    "IsoCountryCode": lambda pool: country(pool, pool["Key"]),
}
JOIN = Call("AssociateOriginationIdentity", _MEMBER)
LEAVE = Call("DisassociateOriginationIdentity", _MEMBER)


def _rules(protect_configuration: Model) -> dict[Any, Any]:
    """Capability and country -> what is done."""
    rules = structure(protect_configuration, "CountryRuleSet")
    _check_keys(rules, "SMS", "VOICE", "MMS")
    return {
        (capability, country): each
        for capability in rules
        for country, each in by_name(rules, capability, "CountryCode").items()
    }


def _rule(status: Callable[[Model], Any]) -> Call:
    def updates(model: Model) -> dict[str, Any]:
        _check_keys(model["Part"], "CountryCode", "ProtectStatus")
        return {model["Key"][1]: {"ProtectStatus": status(model)}}

    return Call(
        "UpdateProtectConfigurationCountryRuleSet",
        {
            "ProtectConfigurationId": "ProtectConfigurationId",
            "NumberCapability": lambda model: model["Key"][0],
            "CountryRuleSetUpdates": updates,
        },
    )


_SET_RULE = _rule(_of_part("ProtectStatus"))
RULES = Parts(_rules, add=(_SET_RULE,), change=(_SET_RULE,), remove=(_rule(lambda model: "ALLOW"),))
PROTECTION = _protect("ProtectConfigurationId", "UpdateProtectConfiguration")
