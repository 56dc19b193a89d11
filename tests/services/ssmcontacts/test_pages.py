"""Pages of Incident Manager's contacts, through boto3: what was sent, and how it is accepted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, wrong
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_CHANNEL,
    ABSENT_ENGAGEMENT,
    ABSENT_PAGE,
    MAIL,
    PHONE,
    accept,
    activation,
    assert_absent,
    assert_invalid,
    assert_violations,
    create,
    engage,
    pages_of,
    reach,
    receipts,
    sends,
    set_plan,
    stage,
    to_channel,
)

PUBLIC = {"PublicSubject": "Site", "PublicContent": "Look at it"}


@pytest.fixture
def engagement(ssm: Any, zoe: str, phone: str) -> str:
    """One of hers, which has paged her telephone once."""
    return engage(ssm, zoe, **PUBLIC, IncidentId="i")


@pytest.fixture
def page(ssm: Any, engagement: str) -> str:
    arn: str = pages_of(ssm, engagement)[0]["PageArn"]
    return arn


def described(ssm: Any, page: str) -> Any:
    return ssm.describe_page(PageId=page)


def types(ssm: Any, page: str) -> list[str]:
    return [each["ReceiptType"] for each in receipts(ssm, page)]


def last(ssm: Any, page: str, kind: str) -> Any:
    """The latest receipt of a type, without its time."""
    found = [each for each in receipts(ssm, page) if each["ReceiptType"] == kind][-1]
    return {name: value for name, value in found.items() if name != "ReceiptTime"}


class TestMessages:
    """What a page says, and where to."""

    def test_sms_has_the_public_texts_alone(self, aws: Aws, ssm: Any, engagement: str) -> None:
        sent = aws.outbox.latest(to=PHONE, kind="page")

        assert sent.channel == "SMS"
        assert sent.body.startswith("Site: Look at it\n")
        assert str(sent.code) in sent.body
        assert "down" not in sent.body + sent.subject

    def test_sms_without_public_texts_tells_nothing(self, aws: Aws, ssm: Any, zoe: str) -> None:
        set_plan(ssm, zoe, stage(to_channel(reach(aws, ssm, zoe))))
        engage(ssm, zoe)

        sent = aws.outbox.latest(to=PHONE, kind="page")
        assert sent.body.startswith("You are engaged in an incident\n")
        assert "Host 7" not in sent.body

    def test_voice_speaks_the_text_and_the_digits(self, aws: Aws, ssm: Any, zoe: str) -> None:
        set_plan(ssm, zoe, stage(to_channel(reach(aws, ssm, zoe, "VOICE"))))
        engage(ssm, zoe, **PUBLIC)

        sent = aws.outbox.latest(to=PHONE, kind="page")
        assert sent.channel == "VOICE"
        assert sent.body.startswith("The site is down. Host 7 does not answer. ")
        assert ", ".join(sent.code or "") in sent.body

    def test_mail_has_subject_and_content(self, aws: Aws, ssm: Any, zoe: str) -> None:
        set_plan(ssm, zoe, stage(to_channel(reach(aws, ssm, zoe, "EMAIL"))))
        engage(ssm, zoe, **PUBLIC)

        sent = aws.outbox.latest(to=MAIL, kind="page")
        assert (sent.channel, sent.subject) == ("EMAIL", "The site is down")
        assert sent.body.startswith("Host 7 does not answer\n")
        assert str(sent.code) in sent.body

    def test_code_is_the_pages_at_every_send(self, aws: Aws, ssm: Any, engagement: str) -> None:
        aws.clock.advance(hours=1)

        codes = [each.code for each in aws.outbox.messages(kind="page")]
        assert len(codes) == 3
        assert len(set(codes)) == 1

    def test_code_of_another_page_is_another(
        self, aws: Aws, ssm: Any, zoe: str, phone: str
    ) -> None:
        codes = set()
        for _ in range(3):
            engage(ssm, zoe)
            codes.add(aws.outbox.code(to=PHONE))
        assert len(codes) == 3

    def test_what_was_asked_for(self, aws: Aws, ssm: Any, zoe: str, page: str) -> None:
        aws.clock.advance(minutes=1)
        ssm.list_contacts()

        sent = aws.outbox.latest(kind="page")
        assert (sent.operation, sent.parameters["ContactId"]) == ("StartEngagement", zoe)
        assert sent.resource_arn == page


class TestDescribePage:
    def test_is_told_whole(self, aws: Aws, ssm: Any, zoe: str, engagement: str, page: str) -> None:
        found = described(ssm, page)

        started = ssm.describe_engagement(EngagementId=engagement)["StartTime"]
        del found["ResponseMetadata"]
        assert found == {
            "PageArn": page,
            "EngagementArn": engagement,
            "ContactArn": zoe,
            "Sender": "cli",
            "IncidentId": "i",
            "Subject": "The site is down",
            "Content": "Host 7 does not answer",
            **PUBLIC,
            "SentTime": started,
        }

    def test_arn_has_the_alias_of_the_person(self, page: str, zoe: str) -> None:
        assert page.rpartition("/")[0] == zoe.replace(":contact/", ":page/")

    def test_time_is_that_of_the_latest_send(self, aws: Aws, ssm: Any, page: str) -> None:
        first = described(ssm, page)["SentTime"]
        aws.clock.advance(hours=1)

        assert (described(ssm, page)["SentTime"] - first).total_seconds() == 120
        assert types(ssm, page) == ["SENT"] * 3

    def test_unknown_page(self, ssm: Any) -> None:
        assert_absent(refused(ssm.describe_page, PageId=ABSENT_PAGE), ABSENT_PAGE, "PAGE")

    def test_arn_of_something_else(self, ssm: Any, engagement: str) -> None:
        error = refused(ssm.describe_page, PageId=engagement)
        assert_invalid(error, f"Invalid resource Arn {engagement}")

    def test_outlives_contact_and_channel(self, ssm: Any, zoe: str, phone: str, page: str) -> None:
        ssm.delete_contact(ContactId=zoe)

        assert described(ssm, page)["ContactArn"] == zoe
        assert last(ssm, page, "SENT")["ContactChannelArn"] == phone
        assert ssm.list_page_resolutions(PageId=page)["PageResolutions"][0]["ContactArn"] == zoe


class TestListPagesByContact:
    def test_sent_last_comes_first(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        first = engage(ssm, zoe)
        aws.clock.advance(seconds=90)
        second = engage(ssm, zoe)

        def order() -> list[str]:
            found = ssm.list_pages_by_contact(ContactId=zoe)["Pages"]
            return [each["EngagementArn"] for each in found]

        assert order() == [second, first]
        aws.clock.advance(seconds=40)  # the third and last of the first
        assert order() == [first, second]
        aws.clock.advance(hours=1)
        assert order() == [second, first]

    def test_item_is_the_page_without_its_texts(self, ssm: Any, zoe: str, page: str) -> None:
        (item,) = ssm.list_pages_by_contact(ContactId=zoe)["Pages"]

        found = described(ssm, page)
        texts = {"Subject", "Content", "PublicSubject", "PublicContent", "ResponseMetadata"}
        assert item == {name: found[name] for name in found.keys() - texts}

    def test_other_types_have_none(self, ssm: Any, team: str) -> None:
        assert ssm.list_pages_by_contact(ContactId=team)["Pages"] == []

    def test_unknown_contact(self, ssm: Any) -> None:
        assert_absent(refused(ssm.list_pages_by_contact, ContactId=ABSENT), ABSENT)

    def test_contact_made_anew_begins_anew(self, ssm: Any, zoe: str, page: str) -> None:
        ssm.delete_contact(ContactId=zoe)
        create(ssm, "zoe")

        assert ssm.list_pages_by_contact(ContactId=zoe)["Pages"] == []

    def test_pages_of_one(self, ssm: Any, zoe: str, phone: str) -> None:
        arns = [engage(ssm, zoe) for _ in range(3)]

        pages = ssm.get_paginator("list_pages_by_contact").paginate(
            ContactId=zoe, PaginationConfig={"PageSize": 1}
        )
        found = [[each["EngagementArn"] for each in page["Pages"]] for page in pages]
        assert found == [[arn] for arn in arns[::-1]]


class TestListPagesByEngagement:
    def test_one_a_channel(self, aws: Aws, ssm: Any, zoe: str) -> None:
        channels = [reach(aws, ssm, zoe, "SMS"), reach(aws, ssm, zoe, "EMAIL")]
        set_plan(ssm, zoe, stage(*map(to_channel, channels)), stage(to_channel(channels[0])))
        engagement = engage(ssm, zoe)
        aws.clock.advance(hours=1)

        pages = pages_of(ssm, engagement)
        sent = [
            {each.get("ContactChannelArn") for each in receipts(ssm, page["PageArn"])}
            for page in pages
        ]
        assert sent == [{channels[0]}, {channels[1]}]

    def test_unknown_engagement(self, ssm: Any) -> None:
        error = refused(ssm.list_pages_by_engagement, EngagementId=ABSENT_ENGAGEMENT)
        assert_absent(error, ABSENT_ENGAGEMENT, "ENGAGEMENT")

    def test_pages_of_one(self, aws: Aws, ssm: Any, zoe: str) -> None:
        numbers = [f"+1555010{n}" for n in range(3)]
        targets = [to_channel(reach(aws, ssm, zoe, "SMS", number)) for number in numbers]
        set_plan(ssm, zoe, stage(*targets))
        engagement = engage(ssm, zoe)

        pages = ssm.get_paginator("list_pages_by_engagement").paginate(
            EngagementId=engagement, PaginationConfig={"PageSize": 1}
        )
        found = [[each["PageArn"] for each in page["Pages"]] for page in pages]
        assert found == [[each["PageArn"]] for each in pages_of(ssm, engagement)]
        assert len(found) == 3


class TestListPageReceipts:
    def test_by_type_then_by_time(self, aws: Aws, ssm: Any, page: str) -> None:
        accept(ssm, page, "DELIVERED")
        aws.clock.advance(minutes=1)
        accept(ssm, page, "READ")
        accept(ssm, page, "DELIVERED")

        assert types(ssm, page) == ["DELIVERED", "DELIVERED", "READ", "SENT", "SENT"]
        times = [each["ReceiptTime"] for each in receipts(ssm, page)]
        assert times[0] < times[1]
        assert times[3] < times[4]

    def test_send_names_its_channel(self, ssm: Any, page: str, phone: str) -> None:
        assert last(ssm, page, "SENT") == {"ReceiptType": "SENT", "ContactChannelArn": phone}

    def test_unknown_page(self, ssm: Any) -> None:
        assert_absent(refused(ssm.list_page_receipts, PageId=ABSENT_PAGE), ABSENT_PAGE, "PAGE")

    def test_pages_of_one(self, ssm: Any, page: str) -> None:
        for how in ("READ", "DELIVERED", "READ"):
            accept(ssm, page, how)

        pages = ssm.get_paginator("list_page_receipts").paginate(
            PageId=page, PaginationConfig={"PageSize": 1}
        )
        found = [[each["ReceiptType"] for each in page["Receipts"]] for page in pages]
        assert found == [["DELIVERED"], ["READ"], ["READ"], ["SENT"]]


class TestListPageResolutions:
    def test_of_a_person_herself(self, ssm: Any, zoe: str, page: str) -> None:
        found = ssm.list_page_resolutions(PageId=page)["PageResolutions"]
        assert found == [{"ContactArn": zoe, "Type": "PERSONAL"}]

    def test_paginator(self, ssm: Any, zoe: str, page: str) -> None:
        (answer,) = ssm.get_paginator("list_page_resolutions").paginate(PageId=page)
        assert [each["ContactArn"] for each in answer["PageResolutions"]] == [zoe]

    def test_unknown_page(self, ssm: Any) -> None:
        error = refused(ssm.list_page_resolutions, PageId=ABSENT_PAGE)
        assert_absent(error, ABSENT_PAGE, "PAGE")


class TestAcceptPage:
    def test_read_without_its_arrival(self, aws: Aws, ssm: Any, page: str) -> None:
        accept(ssm, page, "READ")

        found = described(ssm, page)
        assert found["ReadTime"] >= found["SentTime"]
        assert "DeliveryTime" not in found
        assert last(ssm, page, "READ") == {"ReceiptType": "READ"}

    def test_delivered(self, aws: Aws, ssm: Any, page: str) -> None:
        accept(ssm, page, "DELIVERED")

        found = described(ssm, page)
        assert found["DeliveryTime"] >= found["SentTime"]
        assert "ReadTime" not in found

    def test_note_and_channel(self, ssm: Any, page: str, phone: str) -> None:
        accept(ssm, page, Note="On it", ContactChannelId=phone)

        assert last(ssm, page, "READ") == {
            "ReceiptType": "READ",
            "ReceiptInfo": "On it",
            "ContactChannelArn": phone,
        }

    def test_nothing_more_is_sent_once_it_is_read(
        self, aws: Aws, ssm: Any, engagement: str, page: str
    ) -> None:
        accept(ssm, page, "READ")
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, PHONE)]

    def test_delivery_does_not_end_it(self, aws: Aws, ssm: Any, engagement: str, page: str) -> None:
        accept(ssm, page, "DELIVERED")
        aws.clock.advance(hours=1)

        assert len(sends(aws, ssm, engagement)) == 3

    @pytest.mark.parametrize("members", [{}, {"AcceptCodeValidation": "IGNORE"}])
    def test_any_code_will_do(self, aws: Aws, ssm: Any, page: str, members: Any) -> None:
        accept(ssm, page, code=wrong(aws.outbox.code(to=PHONE)) + "0", **members)

        assert "ReadTime" in described(ssm, page)

    def test_code_is_enforced(self, aws: Aws, ssm: Any, page: str) -> None:
        code = aws.outbox.code(to=PHONE)
        request = {"PageId": page, "AcceptType": "READ", "AcceptCodeValidation": "ENFORCE"}
        for other in (wrong(code), f"{code}0"):
            error = refused(ssm.accept_page, **request, AcceptCode=other)
            assert_invalid(error, "Invalid accept code", "AcceptCode")
        assert types(ssm, page) == ["SENT"]

        ssm.accept_page(**request, AcceptCode=code)
        assert types(ssm, page) == ["READ", "SENT"]

    def test_code_keeps_its_zeros(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        with aws.settings(code="001234"):
            (page,) = pages_of(ssm, engage(ssm, zoe))
        assert aws.outbox.code(to=PHONE) == "001234"

        accept(ssm, page["PageArn"], code="001234", AcceptCodeValidation="ENFORCE")
        assert "ReadTime" in described(ssm, page["PageArn"])

    def test_first_time_counts(self, aws: Aws, ssm: Any, page: str) -> None:
        for how in ("READ", "DELIVERED"):
            accept(ssm, page, how)
        before = described(ssm, page)
        aws.clock.advance(hours=1)
        for how in ("READ", "DELIVERED"):
            accept(ssm, page, how)

        after = described(ssm, page)
        for name in ("ReadTime", "DeliveryTime"):
            assert after[name] == before[name]
        assert types(ssm, page) == ["DELIVERED", "DELIVERED", "READ", "READ", "SENT"]

    def test_when_all_is_over(self, aws: Aws, ssm: Any, engagement: str, page: str) -> None:
        aws.clock.advance(hours=1)
        ssm.stop_engagement(EngagementId=engagement)
        accept(ssm, page, "DELIVERED")
        accept(ssm, page, "READ")

        assert described(ssm, page).keys() >= {"ReadTime", "DeliveryTime"}
        assert aws.outbox.latest(kind="page").state == "read"

    def test_state_of_the_message(self, aws: Aws, ssm: Any, page: str) -> None:
        accept(ssm, page, "DELIVERED")
        assert aws.outbox.latest(kind="page").state == "delivered"
        accept(ssm, page, "READ")
        assert aws.outbox.latest(kind="page").state == "read"

    def test_unknown_page_and_channel(self, ssm: Any, page: str) -> None:
        request = {"AcceptType": "READ", "AcceptCode": "000000"}
        error = refused(ssm.accept_page, PageId=ABSENT_PAGE, **request)
        assert_absent(error, ABSENT_PAGE, "PAGE")
        error = refused(ssm.accept_page, PageId=page, ContactChannelId=ABSENT_CHANNEL, **request)
        assert_absent(error, ABSENT_CHANNEL, "CONTACT_CHANNEL")
        assert types(ssm, page) == ["SENT"]

    def test_channel_of_another(self, aws: Aws, ssm: Any, page: str) -> None:
        other = reach(aws, ssm, create(ssm, "ann"), "EMAIL")
        error = refused(
            ssm.accept_page,
            PageId=page,
            ContactChannelId=other,
            AcceptType="READ",
            AcceptCode="000000",
        )

        assert_invalid(error, f"{other} does not belong to the contact")
        assert types(ssm, page) == ["SENT"]

    def test_constraints(self, ssm: Any, page: str) -> None:
        for code in ("12345678901", "12345a"):
            error = refused(ssm.accept_page, PageId=page, AcceptType="SEEN", AcceptCode=code)
            assert_violations(error, "acceptType", "acceptCode")
        assert types(ssm, page) == ["SENT"]


class TestChannels:
    """Which channels are sent to, judged at each send."""

    def test_inactive_one_is_skipped(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        ssm.deactivate_contact_channel(ContactChannelId=phone)
        engagement = engage(ssm, zoe)
        aws.clock.advance(hours=1)

        assert activation(ssm, phone) == "NOT_ACTIVATED"
        assert pages_of(ssm, engagement) == []

    def test_deleted_one_is_skipped(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.delete_contact_channel(ContactChannelId=phone)
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, PHONE)]

    def test_one_activated_meanwhile_is_not(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        ssm.deactivate_contact_channel(ContactChannelId=phone)
        engagement = engage(ssm, zoe)
        aws.clock.advance(seconds=90)
        code = aws.outbox.latest(to=PHONE, kind="code").code
        ssm.activate_contact_channel(ContactChannelId=phone, ActivationCode=code)
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(2, PHONE)]

    def test_contact_that_is_gone(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.delete_contact(ContactId=zoe)
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, PHONE)]
