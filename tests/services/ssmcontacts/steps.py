"""What the tests of Incident Manager's contacts share."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from tests.harness import Aws, refused, status

HEAD = "arn:aws:ssm-contacts:us-east-1:123456789012"
UUID = "5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b"
ABSENT = f"{HEAD}:contact/nobody"
ABSENT_CHANNEL = f"{HEAD}:contact-channel/zoe/{UUID}"
ABSENT_ENGAGEMENT = f"{HEAD}:engagement/zoe/{UUID}"
ABSENT_PAGE = f"{HEAD}:page/zoe/{UUID}"
ROTATION = f"{HEAD}:rotation/{UUID}"
#: The contact zoe in another region, and in another account.
FOREIGN = [
    "arn:aws:ssm-contacts:eu-west-1:123456789012:contact/zoe",
    "arn:aws:ssm-contacts:us-east-1:210987654321:contact/zoe",
]
EMPTY: dict[str, Any] = {"Stages": []}
#: When rotations of these tests begin, on a Thursday.
START = datetime(2026, 1, 1, 9, tzinfo=timezone.utc)
MAIL, PHONE = "zoe@example.com", "+15550100"
ADDRESSES = {"SMS": PHONE, "VOICE": PHONE, "EMAIL": MAIL}


def create(ssm: Any, alias: str, **members: Any) -> str:
    """The ARN of a new contact, a person without a plan unless ``members`` say otherwise."""
    arn: str = ssm.create_contact(**{"Alias": alias, "Type": "PERSONAL", "Plan": EMPTY, **members})[
        "ContactArn"
    ]
    return arn


def channel_request(
    contact: str, name: str = "mail", kind: str = "EMAIL", **members: Any
) -> dict[str, Any]:
    return {
        "ContactId": contact,
        "Name": name,
        "Type": kind,
        "DeliveryAddress": {"SimpleAddress": ADDRESSES[kind]},
        **members,
    }


def add_channel(
    ssm: Any, contact: str, name: str = "mail", kind: str = "EMAIL", **members: Any
) -> str:
    """The ARN of a new channel; it was sent a code, unless ``members`` defer that."""
    request = channel_request(contact, name, kind, **members)
    arn: str = ssm.create_contact_channel(**request)["ContactChannelArn"]
    return arn


def activate(ssm: Any, channel: str, code: str | None) -> None:
    ssm.activate_contact_channel(ContactChannelId=channel, ActivationCode=code)


def activation(ssm: Any, channel: str) -> Any:
    return ssm.get_contact_channel(ContactChannelId=channel)["ActivationStatus"]


def aliases(ssm: Any, **filters: Any) -> list[str]:
    return [each["Alias"] for each in ssm.list_contacts(**filters)["Contacts"]]


def names(ssm: Any, contact: str, **page: Any) -> list[str]:
    found = ssm.list_contact_channels(ContactId=contact, **page)["ContactChannels"]
    return [each["Name"] for each in found]


def plan_of(ssm: Any, contact: str) -> Any:
    return ssm.get_contact(ContactId=contact)["Plan"]


def stage(*targets: dict[str, Any], minutes: int = 5) -> dict[str, Any]:
    return {"DurationInMinutes": minutes, "Targets": list(targets)}


def to_channel(arn: str, **members: Any) -> dict[str, Any]:
    return {"ChannelTargetInfo": {"ContactChannelId": arn, **members}}


def to_contact(arn: str, essential: bool = True) -> dict[str, Any]:
    return {"ContactTargetInfo": {"ContactId": arn, "IsEssential": essential}}


def set_plan(ssm: Any, contact: str, *stages: dict[str, Any]) -> None:
    ssm.update_contact(ContactId=contact, Plan={"Stages": list(stages)})


def reach(aws: Aws, ssm: Any, contact: str, kind: str = "SMS", to: str | None = None) -> str:
    """The ARN of a new channel, activated; it is called after its address."""
    to = to or ADDRESSES[kind]
    name = f"{kind} {to}".replace("@", " at ").replace("+", "")
    address = {"SimpleAddress": to}
    channel = add_channel(ssm, contact, name, kind, DeliveryAddress=address)
    activate(ssm, channel, aws.outbox.code(to=to))
    return channel


def reachable(aws: Aws, ssm: Any, alias: str, minutes: int = 0) -> str:
    """The ARN of a person whose one stage lasts so long, and pages ``<alias>@example.com`` once."""
    arn = create(ssm, alias)
    mail = reach(aws, ssm, arn, "EMAIL", f"{alias}@example.com")
    set_plan(ssm, arn, stage(to_channel(mail), minutes=minutes))
    return arn


def engagement_request(contact: str, **members: Any) -> dict[str, Any]:
    texts = {"Subject": "The site is down", "Content": "Host 7 does not answer"}
    return {"ContactId": contact, "Sender": "cli", **texts, **members}


def engage(ssm: Any, contact: str, **members: Any) -> str:
    arn: str = ssm.start_engagement(**engagement_request(contact, **members))["EngagementArn"]
    return arn


def pages_of(ssm: Any, engagement: str) -> list[Any]:
    found: list[Any] = ssm.list_pages_by_engagement(EngagementId=engagement)["Pages"]
    return found


def sends(aws: Aws, ssm: Any, engagement: str) -> list[tuple[float, str]]:
    """What has gone out: so many minutes after the start, and to whom."""
    started = ssm.describe_engagement(EngagementId=engagement)["StartTime"]
    messages = aws.outbox.messages(kind="page")[::-1]
    return [((each.created_at - started).total_seconds() / 60, each.to) for each in messages]


def receipts(ssm: Any, page: str) -> list[Any]:
    found: list[Any] = ssm.list_page_receipts(PageId=page)["Receipts"]
    return found


def accept(ssm: Any, page: str, how: str = "READ", code: str = "000000", **members: Any) -> None:
    ssm.accept_page(PageId=page, AcceptType=how, AcceptCode=code, **members)


def time_of_day(hour: int, minute: int = 0) -> dict[str, int]:
    return {"HourOfDay": hour, "MinuteOfHour": minute}


def daily(*hours: int, **members: Any) -> dict[str, Any]:
    """A recurrence with hand-offs every day, at nine unless these ``hours`` are others."""
    times = [time_of_day(hour) for hour in hours or (9,)]
    return {"NumberOfOnCalls": 1, "RecurrenceMultiplier": 1, "DailySettings": times, **members}


_OFFICE = [{"Start": time_of_day(9), "End": time_of_day(17)}]
_NIGHT = [{"Start": time_of_day(20), "End": time_of_day(5)}]
#: Every kind of recurrence that can be declared.
RECURRENCES: dict[str, dict[str, Any]] = {
    "daily": daily(1),
    "daily, twice": daily(18, 6),
    "weekly": {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "WeeklySettings": [{"DayOfWeek": "MON", "HandOffTime": time_of_day(10, 30)}],
    },
    "weekly, on two days and in another order": {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 2,
        "WeeklySettings": [
            {"DayOfWeek": "FRI", "HandOffTime": time_of_day(15, 57)},
            {"DayOfWeek": "WED", "HandOffTime": time_of_day(4, 25)},
        ],
    },
    "weekly, with coverage": {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "WeeklySettings": [{"DayOfWeek": "SUN", "HandOffTime": time_of_day(0)}],
        "ShiftCoverages": {"SAT": [*_OFFICE, *_NIGHT], "MON": _OFFICE},
    },
    "monthly, the later day first": {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "MonthlySettings": [
            {"DayOfMonth": 20, "HandOffTime": time_of_day(8)},
            {"DayOfMonth": 13, "HandOffTime": time_of_day(12, 34)},
        ],
    },
    "two people for a hundred months": {
        "NumberOfOnCalls": 2,
        "RecurrenceMultiplier": 100,
        "MonthlySettings": [{"DayOfMonth": 31, "HandOffTime": time_of_day(23, 59)}],
    },
}


def rotation_request(*contacts: str, **members: Any) -> dict[str, Any]:
    """A rotation, daily at nine; a member that is None here is left out."""
    request = {
        "Name": "primary",
        "ContactIds": list(contacts),
        "TimeZoneId": "UTC",
        "StartTime": START,
        "Recurrence": daily(),
        **members,
    }
    return {name: value for name, value in request.items() if value is not None}


def rotate(ssm: Any, *contacts: str, **members: Any) -> str:
    """The ARN of a new rotation of these contacts, daily at nine unless ``members`` differ."""
    arn: str = ssm.create_rotation(**rotation_request(*contacts, **members))["RotationArn"]
    return arn


def preview(*members: str, **others: Any) -> dict[str, Any]:
    """Three days of a rotation that nobody has made."""
    return {
        "RotationStartTime": START,
        "EndTime": START + timedelta(days=3),
        "Members": list(members),
        "TimeZoneId": "UTC",
        "Recurrence": daily(),
        **others,
    }


def rotations(ssm: Any, **filters: Any) -> list[str]:
    return [each["Name"] for each in ssm.list_rotations(**filters)["Rotations"]]


def assert_invalid(error: dict[str, Any], detail: str, field: str | None = None) -> None:
    """A rule of the service is broken, by one member or by none in particular."""
    assert error["Error"]["Code"] == "ValidationException"
    assert error["Error"]["Message"] == f"Invalid value provided - {detail}"
    assert error["Reason"] == "OTHER"
    assert [each["Name"] for each in error.get("Fields", [])] == ([field] if field else [])
    assert status(error) == 400


def assert_violations(error: dict[str, Any], *members: str) -> None:
    """Constraints of the model are broken, by these members."""
    assert error["Error"]["Code"] == "ValidationException"
    assert error["Reason"] == "FIELD_VALIDATION_FAILED"
    assert [each["Name"] for each in error["Fields"]] == list(members)
    assert status(error) == 400


def assert_absent(error: dict[str, Any], arn: str, kind: str = "CONTACT") -> None:
    assert error["Error"]["Code"] == "ResourceNotFoundException"
    assert error["Error"]["Message"] == f"Resource not found: {arn}"
    assert (error["ResourceId"], error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_conflict(error: dict[str, Any], arn: str, kind: str = "CONTACT") -> None:
    assert error["Error"]["Code"] == "ConflictException"
    assert (error["ResourceId"], error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_quota(error: dict[str, Any], code: str, arn: str | None, kind: str = "CONTACT") -> None:
    """A quota is used up, of a resource or, with None, of one that was about to be created."""
    assert error["Error"]["Code"] == "ServiceQuotaExceededException"
    assert (error["QuotaCode"], error["ServiceCode"]) == (code, "ssm-contacts")
    assert (error.get("ResourceId"), error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_wrong_code(ssm: Any, channel: str, code: str | None) -> None:
    error = refused(ssm.activate_contact_channel, ContactChannelId=channel, ActivationCode=code)
    assert_invalid(error, "Invalid activation code", "ActivationCode")
