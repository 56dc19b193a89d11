"""Every error of the service: its text and its members. Texts are inferred unless marked.

A text always names the reason, and what else the error tells, in front of its sentence: clients
read ``Reason="..."`` out of it. Source: seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.structures import structure
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.pinpointsmsvoicev2.resources import REFERENCES
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: Reason -> the sentence; the fields are the operation's.
_INVALID = {
    "CANNOT_ADD_OPTED_OUT_NUMBER": "This is an origination number of the account.",
    "CANNOT_PARSE": "This cannot be read.",
    "COUNTRY_CODE_MISMATCH": "The identity is of another country.",
    "DESTINATION_COUNTRY_BLOCKED": "Nothing is sent to the country of the destination.",
    "INTERNATIONAL_SENDING_NOT_SUPPORTED": "A simulator's number sends to no other country.",
    "INVALID_ARN": "The ARN is not one of such a resource.",
    "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY": "The identity cannot send to this country.",
    "INVALID_NEXT_TOKEN": "The token is not one of this query.",
    "INVALID_REQUEST": "The token came before with other parameters.",
    "MAXIMUM_SIZE_EXCEEDED": "The text is too long for its type.",
    "MISSING_PARAMETER": "One of these parameters is required.",
    "PARAMETERS_CANNOT_BE_USED_TOGETHER": "These parameters cannot be used together.",
    "PHONE_NUMBER_CANNOT_BE_OPTED_IN": "A number can be opted in once in 30 days.",
    "PRICE_OVER_THRESHOLD": "The message costs more than it may.",
    "REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT": "The account cannot spend as much.",
    "SENDER_ID_NOT_REGISTERED": "The sender ID is not registered in this country.",
    "SENDER_ID_NOT_SUPPORTED": "The country has no sender IDs.",
    "SENDER_ID_REQUIRES_REGISTRATION": "The sender ID has to be registered.",
    "TWO_WAY_CHANNEL_NOT_PRESENT": "Two-way messages need a channel.",
    "TWO_WAY_NOT_SUPPORTED_IN_COUNTRY": "The country has no two-way messages.",
    "TWO_WAY_NOT_SUPPORTED_IN_REGION": "The region has no two-way messages.",
    "TWO_WAY_TOPIC_NOT_PRESENT": "The topic of two-way messages is not there.",
    "TWO_WAY_NOT_ENABLED": "Self-managed opt-outs need two-way messages.",
    # Not the one that was sent, or none was sent. Source: seen ("Invalid ...").
    "VERIFICATION_CODE_MISMATCH": "Invalid verification code.",
    "VOICE_CAPABILITY_NOT_AVAILABLE": "The identity makes no calls.",
}
#: Service of what is not there -> the sentence of RESOURCE_NOT_ACCESSIBLE, which clients look for.
#: Source: seen (role, delivery stream), inferred (the others).
_NOT_ACCESSIBLE = {
    "firehose": "Could not access Kinesis Firehose Stream.",
    "iam": "Could not assume IAM role.",
    "logs": "Could not access CloudWatch Logs group.",
    "sns": "Could not access SNS topic.",
}
#: What is wrong with a parameter -> its field, and the sentence of INVALID_PARAMETER.
_PARAMETERS = {
    "country without numbers": ("isoCountryCode", "The country has no numbers of this type."),
    "digits": ("phoneNumber", "A phone number has 2 to 19 digits."),
    "keyword": ("keyword", "A keyword neither begins nor ends with a blank."),
    # Source: seen (without a country).
    "no country": ("isoCountryCode", "The country of a phone number is required."),
    "past expiration": ("expirationTimestamp", "The time has passed."),
    "preference": ("numberPreference", "Only numbers of type TEN_DLC can be preferred."),
    "promotional simulator": ("messageType", "A simulator's number is TRANSACTIONAL."),
    "reserved tag": ("tags", "Keys of tags cannot begin with aws:."),
    "rule for texts": ("countryRuleSetUpdates", "Only SMS can be monitored and filtered."),
    "rule of an unknown country": ("countryRuleSetUpdates", "There is no such country."),
    "sender ID": ("senderId", "A sender ID has a letter, and no hyphen at either end."),
    "unknown country": ("isoCountryCode", "There is no such country."),
}
#: Reason -> the sentence.
_CONFLICTS = {
    "DELETION_PROTECTION_ENABLED": "This {resource_type} is protected from deletion.",
    "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION": (
        "Nothing is sent to the country of the destination."
    ),
    "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE": (
        "Nothing is sent to the destination."
    ),
    "DESTINATION_PHONE_NUMBER_NOT_VERIFIED": (
        "In the sandbox messages go to verified destination numbers only."
    ),
    "DESTINATION_PHONE_NUMBER_OPTED_OUT": "The destination has opted out.",
    "EVENT_DESTINATION_MISMATCH": "An event destination cannot become one of another kind.",
    "KEYWORD_MISMATCH": "The pool has other keywords.",
    "LAST_PHONE_NUMBER": "A pool keeps its last phone number.",
    "MESSAGE_TYPE_MISMATCH": "The identity does not send messages of this type.",
    "NO_ORIGINATION_IDENTITIES_FOUND": "No origination identity can send to this number.",
    "NUMBER_CAPABILITIES_MISMATCH": "The number has other capabilities.",
    "OPT_OUT_LIST_MISMATCH": "The pool has another opt-out list.",
    "PHONE_NUMBER_ASSOCIATED_TO_POOL": "The phone number is in a pool.",
    "PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL": "The identity is not in the pool.",
    "PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET": "A configuration set has it.",
    "PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT": "It is the default of the account.",
    "PROTECT_CONFIGURATION_NOT_ASSOCIATED_WITH_CONFIGURATION_SET": (
        "The configuration set does not have it."
    ),
    "REGISTRATION_NOT_COMPLETE": "The number has to be registered first.",
    "RESOURCE_ALREADY_ASSOCIATED": "The identity is in the pool already.",
    # Source: seen ("already exists").
    "RESOURCE_ALREADY_EXISTS": "This {resource_type} already exists.",
    "RESOURCE_DELETION_NOT_ALLOWED": "{why}",
    "RESOURCE_MODIFICATION_NOT_ALLOWED": "The action of this keyword cannot be changed.",
    "RESOURCE_NOT_ACTIVE": "This {resource_type} is not active.",
    "SELF_MANAGED_OPT_OUTS_MISMATCH": "The pool manages opt-outs in another way.",
    "SENDER_ID_ASSOCIATED_TO_POOL": "The sender ID is in a pool.",
    "TWO_WAY_CONFIG_MISMATCH": "The pool has another two-way channel.",
    "VERIFICATION_ALREADY_COMPLETE": "The number is verified already.",
    "VERIFICATION_CODE_EXPIRED": "The verification code has expired.",
}
#: Why something stays -> the sentence of RESOURCE_DELETION_NOT_ALLOWED.
_STAYS = {
    "default list": "Every account has the list Default.",
    "list in use": "A phone number or a pool keeps to the list.",
    "mandatory keyword": "HELP and STOP are always there.",
    "young number": "A number can be deleted 24 hours after it was created.",
}
#: Reason -> the setting, and what is counted.
_QUOTAS = {
    "DAILY_DESTINATION_CALL_LIMIT": (
        "calls_per_destination_per_day",
        "calls to a destination in 24 hours",
    ),
    "CONFIGURATION_SETS_PER_ACCOUNT": ("configuration_sets_per_account", "configuration sets"),
    "EVENT_DESTINATIONS_PER_CONFIGURATION_SET": (
        "event_destinations_per_configuration_set",
        "event destinations in a configuration set",
    ),
    "KEYWORDS_PER_PHONE_NUMBER": ("keywords_per_phone_number", "keywords of a phone number"),
    "KEYWORDS_PER_POOL": ("keywords_per_pool", "keywords of a pool"),
    "OPT_OUT_LISTS_PER_ACCOUNT": ("opt_out_lists_per_account", "opt-out lists"),
    "ORIGINATION_IDENTITIES_PER_POOL": (
        "origination_identities_per_pool",
        "origination identities in a pool",
    ),
    "PHONE_NUMBERS_PER_ACCOUNT": ("phone_numbers_per_account", "phone numbers"),
    "POOLS_PER_ACCOUNT": ("pools_per_account", "pools"),
    "PROTECT_CONFIGURATIONS_PER_ACCOUNT": (
        "protect_configurations_per_account",
        "protect configurations",
    ),
    "SENDER_IDS_PER_ACCOUNT": ("sender_ids_per_account", "sender IDs"),
    "TAGS_PER_RESOURCE": ("tags_per_resource", "tags on a resource"),
    "VERIFICATION_ATTEMPTS_PER_DAY": (
        "codes_per_number_per_day",
        "codes for a number in 24 hours",
    ),
    "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT": (
        "verified_destination_numbers_per_account",
        "verified destination numbers",
    ),
}
#: Reason -> the sentence.
_DENIED = {
    "ACCOUNT_DISABLED": "The account is disabled.",
    "INSUFFICIENT_ACCOUNT_REPUTATION": "The reputation of the account is too low.",
}


class SmsVoiceDialect(Dialect):
    """ValidationException with a reason, and the fields by their names in lower camel case."""

    def invalid(self, message: str) -> ServiceError:
        return _validation("OTHER", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        fields = [(wording.coral_path(each), each.constraint()) for each in found]
        # A request that is no structure breaks a constraint, too; that field has no name.
        sentence = "; ".join(": ".join(filter(None, field)) for field in fields)
        return _validation("INVALID_PARAMETER", sentence, fields)

    def unreadable(self, detail: str) -> ServiceError:
        return _validation("CANNOT_PARSE", detail)

    def not_implemented(self, operation: str) -> ServiceError:
        return _validation("UNKNOWN_OPERATION", f"{operation} is not implemented by moto_contacts")

    def invalid_token(self) -> ServiceError:
        return invalid("INVALID_NEXT_TOKEN", "nextToken")

    def token_reused(self) -> ServiceError:
        return invalid("INVALID_REQUEST", "clientToken")

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        found = kind or REFERENCES.kind_of(name)
        return not_found(found.resource_type if found else "", name)

    def wrong_arn(self, member: str, arn: str) -> ServiceError:
        field = member[0].lower() + member[1:]
        return invalid("INVALID_ARN", field)


def invalid(reason: str, *fields: str) -> ServiceError:
    """The ValidationException of a row of `_INVALID`, with these fields at fault."""
    sentence = _INVALID[reason]
    return _validation(reason, sentence, [(name, sentence) for name in fields])


def not_accessible(service: str, name: str) -> ServiceError:
    """The ValidationException of a field that names what is not there, of another service."""
    return _field("RESOURCE_NOT_ACCESSIBLE", name, _NOT_ACCESSIBLE[service])


def parameter(what: str) -> ServiceError:
    """The ValidationException of a row of `_PARAMETERS`."""
    return _field("INVALID_PARAMETER", *_PARAMETERS[what])


def conflict(reason: str, resource_type: str, resource_id: str, why: str = "") -> ServiceError:
    """The ConflictException of a row of `_CONFLICTS`."""
    members = {"Reason": reason, "ResourceType": resource_type, "ResourceId": resource_id}
    sentence = _CONFLICTS[reason].format(resource_type=resource_type, why=why)
    return ServiceError(
        "ConflictException", _text("Conflict Occurred", sentence, **members), **members
    )


def stays(why: str, resource_type: str, resource_id: str) -> ServiceError:
    """The ConflictException of a deletion that a row of `_STAYS` forbids."""
    return conflict("RESOURCE_DELETION_NOT_ALLOWED", resource_type, resource_id, _STAYS[why])


def check_quota(reason: str, used: int) -> None:
    """Raises the ServiceQuotaExceededException of a row of `_QUOTAS` where more would be used."""
    _check_quota(reason, *_QUOTAS[reason], used)


def check_sandbox_calls(used: int) -> None:
    """Raises the ServiceQuotaExceededException of all calls of a day, where there would be more."""
    _check_quota(
        "DAILY_DESTINATION_CALL_LIMIT",
        "sandbox_calls_per_account_per_day",
        "calls in 24 hours in the sandbox",
        used,
    )


def _check_quota(reason: str, setting: str, what: str, used: int) -> None:
    limit = getattr(current, setting)
    if used > limit:
        raise _quota(reason, f"There can be at most {limit} {what}.")


def spent(kind: str) -> ServiceError:
    """The ServiceQuotaExceededException of messages of a kind, such as TEXT."""
    reason = f"MONTHLY_SPEND_LIMIT_REACHED_FOR_{kind}"
    return _quota(reason, "The spend limit of the month is reached.")


def access_denied(reason: str) -> ServiceError:
    """The AccessDeniedException of a row of `_DENIED`."""
    text = _text("Access Denied", _DENIED[reason], Reason=reason)
    return ServiceError("AccessDeniedException", text, Reason=reason)


def _quota(reason: str, sentence: str) -> ServiceError:
    text = _text("Service Quota Exceeded", sentence, Reason=reason)
    return ServiceError("ServiceQuotaExceededException", text, Reason=reason)


def not_found(resource_type: str, name: str) -> ServiceError:
    """The account has no such resource in the region."""
    members = {"ResourceType": resource_type, "ResourceId": name}
    sentence = f"There is no {resource_type} of this name."
    text = _text("Resource not found", sentence, **members)
    return ServiceError("ResourceNotFoundException", text, **members)


def invalid_filter_values(name: str, values: Iterable[str]) -> ServiceError:
    """A value for which the filter could never find anything."""
    sentence = f"The filter {name} takes {', '.join(sorted(values))}."
    return _field("INVALID_FILTER_VALUES", "filters", sentence)


def throttled() -> ServiceError:
    """One call too many in a second."""
    return ServiceError("ThrottlingException", "Rate exceeded")


def _field(reason: str, name: str, sentence: str) -> ServiceError:
    return _validation(reason, sentence, [(name, sentence)])


def _validation(reason: str, sentence: str, fields: Sequence[tuple[str, str]] = ()) -> ServiceError:
    names = ",".join(dict.fromkeys(name for name, _ in fields))
    return ServiceError(
        "ValidationException",
        _text("Validation Error", sentence, Reason=reason, Fields=names),
        **structure(
            Reason=reason,
            Fields=[{"Name": name, "Message": message} for name, message in fields] or None,
        ),
    )


def _text(title: str, sentence: str, **facts: str) -> str:
    """``title - A="..." B="...": sentence``, with the facts that there are."""
    told = " ".join(f'{name}="{value}"' for name, value in facts.items() if value)
    return f"{title} - {told}: {sentence}"
