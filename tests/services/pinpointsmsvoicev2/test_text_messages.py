"""Text messages: what is accepted, what is refused and when, what the outbox has of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.pinpointsmsvoicev2.steps import (
    BODY,
    NUMBER,
    arn,
    conflict,
    create,
    described_phone,
    not_found,
    phone,
    pool,
    protect,
    quota,
    send,
    sender_id,
    text,
    transition,
    validation,
    verified,
)

BRITISH = "+447700900123"
GERMAN = "+4915123456789"
SUCCESS, FAILURE = "+14254147755", "+14254147167"


@pytest.fixture(autouse=True)
def tier(request: pytest.FixtureRequest, aws: Aws) -> Iterator[None]:
    """Most is about accounts that are out of the sandbox."""
    with aws.settings(sms_voice_account_tier=getattr(request, "param", "PRODUCTION")):
        yield


in_sandbox = pytest.mark.parametrize("tier", ["SANDBOX"], indirect=True)


def refuse(
    aws: Aws, how: Callable[..., Any], sms: Any, *error: str, to: str = NUMBER, **members: Any
) -> Any:
    """A message that is refused, and leaves nothing in the outbox."""
    before = aws.outbox.messages()
    parameters = {"DestinationPhoneNumber": to, "MessageBody": BODY, **members}
    found = how(sms.send_text_message, *error, **parameters)
    assert aws.outbox.messages() == before
    return found


class TestAccepted:
    def test_it_is_delivered_at_once(self, aws: Aws, sms: Any) -> None:
        own = described_phone(sms, phone(sms))
        sms.create_configuration_set(ConfigurationSetName="mine")

        message_id = text(
            sms,
            OriginationIdentity=own["PhoneNumberId"],
            ConfigurationSetName="mine",
            Context={"order": "7"},
        )

        [message] = aws.outbox.messages()
        assert (message.kind, message.channel, message.to) == ("plain", "SMS", NUMBER)
        assert (message.sender, message.body) == (own["PhoneNumber"], BODY)
        assert message.resource_arn == own["PhoneNumberArn"]
        assert message.parameters["MessageBody"] == BODY
        assert (message.state, message.failure) == ("delivered", None)
        assert [each.event for each in message.history] == ["sent", "delivered"]
        price = message.facts.pop("price")
        assert float(price) > 0
        assert message.facts == {
            "message_id": message_id,
            "status": "DELIVERED",
            "identity": own["PhoneNumberArn"],
            "country": "US",
            "message_type": "TRANSACTIONAL",
            "encoding": "GSM",
            "parts": 1,
            "configuration_set": "mine",
            "context": {"order": "7"},
        }

    def test_from_what_aws_has(self, aws: Aws, sms: Any) -> None:
        text(sms)

        message = aws.outbox.latest()
        assert (message.sender, message.resource_arn) == ("AWS", "")
        assert "identity" not in message.facts

    def test_every_message_has_an_id_of_its_own(self, aws: Aws, sms: Any) -> None:
        ids = {text(sms) for _ in range(3)}

        assert {each.facts["message_id"] for each in aws.outbox.messages()} == ids
        assert len(ids) == 3

    def test_number_without_a_plus(self, aws: Aws, sms: Any) -> None:
        text(sms, NUMBER[1:])

        assert aws.outbox.latest().to == NUMBER

    def test_dry_run_sends_nothing(self, aws: Aws, sms: Any) -> None:
        assert text(sms, DryRun=True)
        assert aws.outbox.messages() == []

    def test_dry_run_is_checked(self, aws: Aws, sms: Any) -> None:
        refuse(
            aws, not_found, sms, "sender-id", "MyShop", OriginationIdentity="MyShop", DryRun=True
        )

    @pytest.mark.parametrize(
        ("members", "default", "told"),
        [
            ({}, None, "PROMOTIONAL"),
            ({}, "PROMOTIONAL", "PROMOTIONAL"),
            ({"MessageType": "PROMOTIONAL"}, "TRANSACTIONAL", "PROMOTIONAL"),
        ],
    )
    def test_message_type(
        self, aws: Aws, sms: Any, members: dict[str, str], default: str | None, told: str
    ) -> None:
        own = phone(sms, MessageType="PROMOTIONAL")
        sms.create_configuration_set(ConfigurationSetName="mine")
        if default is not None:
            sms.set_default_message_type(ConfigurationSetName="mine", MessageType=default)

        text(sms, OriginationIdentity=own, ConfigurationSetName="mine", **members)

        assert aws.outbox.latest().facts["message_type"] == told

    @pytest.mark.parametrize("to", [BRITISH, GERMAN])
    def test_message_type_of_a_pool(self, aws: Aws, sms: Any, to: str) -> None:
        sender_id(sms, MessageTypes=["TRANSACTIONAL", "PROMOTIONAL"])
        pool_id = pool(sms, "MyShop", "GB", MessageType="PROMOTIONAL")
        sms.update_pool(PoolId=pool_id, SharedRoutesEnabled=True)

        text(sms, to, OriginationIdentity=pool_id)

        assert aws.outbox.latest().facts["message_type"] == "PROMOTIONAL"

    @pytest.mark.parametrize(
        ("member", "default", "told"),
        [
            (None, None, None),
            (None, True, "PENDING"),
            (False, True, None),
            (True, None, "PENDING"),
        ],
    )
    def test_feedback(
        self, aws: Aws, sms: Any, member: bool | None, default: bool | None, told: str | None
    ) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        if default is not None:
            sms.set_default_message_feedback_enabled(
                ConfigurationSetName="mine", MessageFeedbackEnabled=default
            )
        members: dict[str, Any] = {} if member is None else {"MessageFeedbackEnabled": member}

        text(sms, ConfigurationSetName="mine", **members)

        assert aws.outbox.latest().facts.get("feedback") == told

    def test_several_parts_cost_more(self, aws: Aws, sms: Any) -> None:
        text(sms)
        text(sms, MessageBody="a" * 161)
        text(sms, MessageBody="ж" * 71)

        one, two, unicode = (each.facts for each in aws.outbox.messages()[::-1])
        assert (one["parts"], two["parts"], unicode["parts"]) == (1, 2, 2)
        assert (two["encoding"], unicode["encoding"]) == ("GSM", "UNICODE")
        assert float(two["price"]) == pytest.approx(2 * float(one["price"]))


class TestLife:
    def test_it_takes_its_time(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            text(sms)
        assert aws.outbox.latest().state == "sent"
        assert aws.outbox.latest().facts["status"] == "PENDING"

        aws.clock.advance(seconds=60)

        message = aws.outbox.latest()
        assert (message.state, message.facts["status"]) == ("delivered", "DELIVERED")
        assert message.history[-1].at - message.created_at == datetime.timedelta(seconds=60)

    def test_whoever_reads_it_late_finds_it_as_it_was(self, aws: Aws, sms: Any) -> None:
        sent_at = aws.clock.now()
        text(sms)
        aws.clock.advance(hours=1)

        message = aws.outbox.latest()
        assert [each.event for each in message.history] == ["sent", "delivered"]
        for moment in (message.created_at, *(each.at for each in message.history)):
            assert moment - sent_at < datetime.timedelta(minutes=1)

    def test_texts_and_codes_are_in_order(self, aws: Aws, sms: Any) -> None:
        number = create(sms)
        sent = [text(sms), send(sms, number), text(sms), send(sms, number, "VOICE"), text(sms)]

        found = aws.outbox.messages()
        assert [each.facts["message_id"] for each in found][::-1] == sent
        assert [each.id for each in found][::-1] == [f"message-{n}" for n in range(1, 6)]

    def test_simulator_that_succeeds(self, aws: Aws, sms: Any) -> None:
        text(sms, SUCCESS)

        assert aws.outbox.latest().facts["status"] == "DELIVERED"

    def test_simulator_that_fails(self, aws: Aws, sms: Any) -> None:
        text(sms, FAILURE)

        message = aws.outbox.latest()
        assert (message.state, message.facts["status"]) == ("failed", "UNREACHABLE")
        assert message.failure == "The phone cannot be reached"

    def test_simulator_that_fails_later(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            text(sms, FAILURE)
        assert aws.outbox.latest().facts["status"] == "QUEUED"

        aws.clock.advance(seconds=60)

        assert aws.outbox.latest().facts["status"] == "UNREACHABLE"

    def test_time_to_live(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            text(sms, TimeToLive=59)
            text(sms, TimeToLive=60)

        aws.clock.advance(seconds=60)

        late, early = aws.outbox.messages()[::-1]
        assert (late.state, late.facts["status"]) == ("expired", "TTL_EXPIRED")
        assert late.history[-1].at - late.created_at == datetime.timedelta(seconds=59)
        assert early.state == "delivered"

    def test_nobody_waits_for_longer_than_three_days(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=72 * 3600 + 1):
            text(sms)

        aws.clock.advance(hours=72)

        assert aws.outbox.latest().facts["status"] == "TTL_EXPIRED"

    def test_life_of_a_code(self, aws: Aws, sms: Any) -> None:
        message_id = send(sms, create(sms))

        message = aws.outbox.latest()
        assert (message.kind, message.state) == ("code", "pending")
        assert message.facts["message_id"] == message_id
        assert message.facts["status"] == "DELIVERED"

    def test_call_with_a_code_lasts(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            send(sms, create(sms), "VOICE")
        assert aws.outbox.latest().facts["status"] == "ANSWERED"

        aws.clock.advance(seconds=60)

        assert aws.outbox.latest().facts["status"] == "COMPLETED"


class TestOrderOfChecks:
    """Each is wrong together with all that come behind it, and the first is told."""

    def test_first_the_content(self, aws: Aws, sms: Any) -> None:
        found = refused(
            sms.send_text_message, DestinationPhoneNumber=NUMBER, ConfigurationSetName="absent"
        )
        assert (found["Error"]["Code"], found["Reason"]) == (
            "ValidationException",
            "MISSING_PARAMETER",
        )
        assert [each["Name"] for each in found["Fields"]] == ["messageBody"]
        assert aws.outbox.messages() == []

    def test_then_what_is_named(self, aws: Aws, sms: Any) -> None:
        named = {
            "ConfigurationSetName": "absent",
            "ProtectConfigurationId": "protect-0",
            "OriginationIdentity": "pool-0",
        }
        with aws.settings(sms_voice_account_standing="ACCOUNT_DISABLED"):
            refuse(aws, not_found, sms, "configuration-set", "absent", **named)
            del named["ConfigurationSetName"]
            refuse(aws, not_found, sms, "protect-configuration", "protect-0", **named)
            del named["ProtectConfigurationId"]
            refuse(aws, not_found, sms, "pool", "pool-0", **named)

    @pytest.mark.parametrize("reason", ["ACCOUNT_DISABLED", "INSUFFICIENT_ACCOUNT_REPUTATION"])
    def test_then_the_account(self, aws: Aws, sms: Any, reason: str) -> None:
        own = phone(sms, "GB")
        with aws.settings(sms_voice_account_standing=reason, sms_voice_closed_countries="US"):
            found = refuse(aws, refused, sms, OriginationIdentity=own)
        assert (found["Error"]["Code"], found["Reason"]) == ("AccessDeniedException", reason)
        assert f'Reason="{reason}"' in found["Message"]

    def test_then_the_country(self, aws: Aws, sms: Any) -> None:
        own = phone(sms, "GB")
        closed = ("DESTINATION_COUNTRY_BLOCKED", "destinationPhoneNumber")
        with aws.settings(sms_voice_closed_countries="fr, us"):
            refuse(aws, validation, sms, *closed, OriginationIdentity=own)
            text(sms, BRITISH, OriginationIdentity=own)

    @in_sandbox
    def test_then_the_identity(self, aws: Aws, sms: Any) -> None:
        cannot = ("INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", "originationIdentity")
        refuse(aws, validation, sms, *cannot, OriginationIdentity=phone(sms, "GB"))

    @in_sandbox
    def test_then_the_sandbox(self, aws: Aws, sms: Any) -> None:
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        unverified = ("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", NUMBER, "phone-number")
        refuse(aws, conflict, sms, *unverified)

    def test_then_the_opt_outs(self, aws: Aws, sms: Any) -> None:
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        protect_id = _blocking(sms, "US")
        out = ("DESTINATION_PHONE_NUMBER_OPTED_OUT", NUMBER, "phone-number")
        refuse(aws, conflict, sms, *out, ProtectConfigurationId=protect_id)

    def test_then_the_number_and_then_the_country_that_are_protected(
        self, aws: Aws, sms: Any
    ) -> None:
        protect_id = _blocking(sms, "US")
        sms.put_protect_configuration_rule_set_number_override(
            ProtectConfigurationId=protect_id, DestinationPhoneNumber=NUMBER, Action="BLOCK"
        )
        of = {"ProtectConfigurationId": protect_id, "MaxPrice": ".00001"}
        number = "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE"
        country = "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"
        refuse(aws, conflict, sms, number, protect_id, "protect-configuration", **of)
        refuse(aws, conflict, sms, country, protect_id, "protect-configuration", to=SUCCESS, **of)

    def test_then_the_price(self, aws: Aws, sms: Any) -> None:
        sms.set_text_message_spend_limit_override(MonthlyLimit=0)
        dear = ("PRICE_OVER_THRESHOLD", "maxPrice")
        refuse(aws, validation, sms, *dear, MaxPrice=".00001")

    def test_then_the_money(self, aws: Aws, sms: Any) -> None:
        sms.set_text_message_spend_limit_override(MonthlyLimit=0)
        refuse(aws, quota, sms, "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", MaxPrice="9.0")


class TestIdentities:
    def test_nothing_that_fits(self, aws: Aws, sms: Any) -> None:
        phone(sms, "GB")
        with aws.settings(sms_voice_assume_identity=False):
            none = ("NO_ORIGINATION_IDENTITIES_FOUND", "123456789012", "account")
            refuse(aws, conflict, sms, *none)

    @pytest.mark.parametrize("to", [BRITISH, "+14165550123", "+17875550123", "+16715550123"])
    def test_pool_reaches_only_the_countries_of_its_members(
        self, aws: Aws, sms: Any, to: str
    ) -> None:
        """Not even Canada, Puerto Rico and Guam, where the member could send by itself."""
        own = phone(sms, InternationalSendingEnabled=True)
        pool_id = pool(sms, own)
        none = ("NO_ORIGINATION_IDENTITIES_FOUND", pool_id, "pool")

        refuse(aws, conflict, sms, *none, to=to, OriginationIdentity=pool_id)
        text(sms, to, OriginationIdentity=own)

    def test_pool_sends_from_the_number_that_joined_first(self, aws: Aws, sms: Any) -> None:
        first, second = phone(sms), phone(sms)
        pool_id = pool(sms, second)
        sms.associate_origination_identity(
            PoolId=pool_id, OriginationIdentity=first, IsoCountryCode="US"
        )

        for _ in range(3):
            text(sms, OriginationIdentity=pool_id)

        told = {each.sender for each in aws.outbox.messages()}
        assert told == {described_phone(sms, second)["PhoneNumber"]}
        assert aws.outbox.latest().facts["pool"] == arn(f"pool/{pool_id}")

    def test_shared_routes_of_a_pool(self, aws: Aws, sms: Any) -> None:
        sender_id(sms)
        pool_id = pool(sms, "MyShop", "GB")
        sms.update_pool(PoolId=pool_id, SharedRoutesEnabled=True)

        text(sms, GERMAN, OriginationIdentity=pool_id)

        assert aws.outbox.latest().sender == "AWS"
        none = ("NO_ORIGINATION_IDENTITIES_FOUND", pool_id, "pool")
        refuse(aws, conflict, sms, *none, OriginationIdentity=pool_id)

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            (NUMBER, "SENDER_ID_NOT_SUPPORTED"),
            ("+6581234567", "SENDER_ID_NOT_REGISTERED"),
            (GERMAN, "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"),
        ],
    )
    def test_sender_id_of_another_country(self, aws: Aws, sms: Any, to: str, reason: str) -> None:
        sender_id(sms)
        trouble = (reason, "originationIdentity")
        refuse(aws, validation, sms, *trouble, to=to, OriginationIdentity="MyShop")

    @pytest.mark.parametrize("of", ["number", "sender", "pool"])
    def test_message_of_another_type(self, aws: Aws, sms: Any, of: str) -> None:
        own = phone(sms, "GB")
        named, name, kind = {
            "number": (own, own, "phone-number"),
            "sender": (sender_id(sms, MessageTypes=["TRANSACTIONAL"]), "MYSHOP", "sender-id"),
            "pool": ((pool_id := pool(sms, own, "GB")), pool_id, "pool"),
        }[of]
        other = ("MESSAGE_TYPE_MISMATCH", name, kind)
        refuse(
            aws, conflict, sms, *other, to=BRITISH, OriginationIdentity=named,
            MessageType="PROMOTIONAL",
        )  # fmt: skip

    def test_default_type_that_the_number_does_not_send(self, aws: Aws, sms: Any) -> None:
        own = phone(sms)
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_message_type(ConfigurationSetName="mine", MessageType="PROMOTIONAL")
        refuse(
            aws, conflict, sms, "MESSAGE_TYPE_MISMATCH", own, "phone-number",
            OriginationIdentity=own, ConfigurationSetName="mine",
        )  # fmt: skip

    def test_account_chooses_what_sends_the_type(self, aws: Aws, sms: Any) -> None:
        phone(sms)
        own = phone(sms, MessageType="PROMOTIONAL")

        text(sms, MessageType="PROMOTIONAL")

        assert aws.outbox.latest().sender == described_phone(sms, own)["PhoneNumber"]

    @pytest.mark.parametrize(
        ("number_type", "reason"),
        [("TOLL_FREE", "REGISTRATION_NOT_COMPLETE"), ("LONG_CODE", "RESOURCE_NOT_ACTIVE")],
    )
    def test_number_that_is_not_active(
        self, aws: Aws, sms: Any, number_type: str, reason: str
    ) -> None:
        with transition(aws, "phone_number", progression="time", seconds=60):
            own = phone(sms, NumberType=number_type)
        refuse(aws, conflict, sms, reason, own, "phone-number", OriginationIdentity=own)

    def test_number_that_only_speaks(self, aws: Aws, sms: Any) -> None:
        own = phone(sms, NumberCapabilities=["VOICE"])
        cannot = ("NUMBER_CAPABILITIES_MISMATCH", own, "phone-number")
        refuse(aws, conflict, sms, *cannot, OriginationIdentity=own)


@in_sandbox
class TestSandbox:
    def test_only_verified_numbers(self, aws: Aws, sms: Any) -> None:
        create(sms, BRITISH)
        verified(aws, sms, NUMBER)
        unverified = ("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", BRITISH, "phone-number")

        refuse(aws, conflict, sms, *unverified, to=BRITISH)
        text(sms, NUMBER)

        assert aws.outbox.latest().body == BODY

    def test_number_that_is_verified_in_another_region(self, aws: Aws, sms: Any) -> None:
        verified(aws, sms, NUMBER)
        elsewhere = aws.client("pinpoint-sms-voice-v2", "eu-west-1")
        unverified = ("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", NUMBER, "phone-number")

        refuse(aws, conflict, elsewhere, *unverified)

    def test_simulator_to_simulator(self, aws: Aws, sms: Any) -> None:
        own = phone(sms, NumberType="SIMULATOR")

        text(sms, SUCCESS, OriginationIdentity=own)

        assert aws.outbox.latest().facts["status"] == "DELIVERED"

    @pytest.mark.parametrize("to", [NUMBER, "+447860019066"])
    def test_simulator_to_others(self, aws: Aws, sms: Any, to: str) -> None:
        own = phone(sms, NumberType="SIMULATOR")
        cannot = ("INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", "originationIdentity")
        refuse(aws, validation, sms, *cannot, to=to, OriginationIdentity=own)

    def test_simulators_are_not_verified_from_simulators(self, aws: Aws, sms: Any) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
            "originationIdentity",
            VerifiedDestinationNumberId=create(sms, SUCCESS),
            VerificationChannel="TEXT",
            OriginationIdentity=phone(sms, NumberType="SIMULATOR"),
        )
        assert aws.outbox.messages() == []


class TestOptOuts:
    def test_list_of_the_pool(self, aws: Aws, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sms.put_opted_out_number(OptOutListName="shop", OptedOutNumber=NUMBER)
        pool_id = pool(sms, phone(sms, OptOutListName="shop"))
        out = ("DESTINATION_PHONE_NUMBER_OPTED_OUT", NUMBER, "phone-number")

        refuse(aws, conflict, sms, *out, OriginationIdentity=pool_id)
        sms.delete_opted_out_number(OptOutListName="shop", OptedOutNumber=NUMBER)
        text(sms, OriginationIdentity=pool_id)

    def test_who_manages_opt_outs_alone_is_kept_from_nothing(self, aws: Aws, sms: Any) -> None:
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        own = phone(sms)
        sms.update_phone_number(
            PhoneNumberId=own,
            TwoWayEnabled=True,
            TwoWayChannelArn="arn:aws:sns:us-east-1:123456789012:answers",
            SelfManagedOptOutsEnabled=True,
        )

        text(sms, OriginationIdentity=own)

        assert aws.outbox.latest().state == "delivered"


class TestProtection:
    @pytest.mark.parametrize("of", ["request", "configuration set", "account"])
    def test_whose_protection_counts(self, aws: Aws, sms: Any, of: str) -> None:
        """That of the request before that of its configuration set, before the account's."""
        places = ["account", "configuration set", "request"]
        sms.create_configuration_set(ConfigurationSetName="mine")
        members: dict[str, Any] = {"ConfigurationSetName": "mine"}
        for place in places[: places.index(of) + 1]:
            protect_id = _blocking(sms, "US") if place == of else protect(sms)
            if place == "request":
                members["ProtectConfigurationId"] = protect_id
            elif place == "configuration set":
                sms.associate_protect_configuration(
                    ProtectConfigurationId=protect_id, ConfigurationSetName="mine"
                )
            else:
                sms.set_account_default_protect_configuration(ProtectConfigurationId=protect_id)
        reason = "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"

        refuse(aws, conflict, sms, reason, protect_id, "protect-configuration", **members)

    def test_number_that_is_allowed_in_a_country_that_is_not(self, aws: Aws, sms: Any) -> None:
        protect_id = _blocking(sms, "US")
        sms.put_protect_configuration_rule_set_number_override(
            ProtectConfigurationId=protect_id, DestinationPhoneNumber=NUMBER, Action="ALLOW"
        )

        text(sms, ProtectConfigurationId=protect_id)

        assert aws.outbox.latest().state == "delivered"

    @pytest.mark.parametrize(
        ("status", "suspect", "ends"),
        [
            ("FILTER", True, ("blocked", "PROTECT_BLOCKED")),
            ("FILTER", False, ("delivered", "DELIVERED")),
            ("MONITOR", True, ("delivered", "DELIVERED")),
        ],
    )
    def test_what_is_looked_at(
        self, aws: Aws, sms: Any, status: str, suspect: bool, ends: tuple[str, str]
    ) -> None:
        protect_id = _blocking(sms, "US", status)
        with aws.settings(sms_voice_suspect_traffic=suspect):
            text(sms, ProtectConfigurationId=protect_id)

        message = aws.outbox.latest()
        assert (message.state, message.facts["status"]) == ends
        assert (message.facts["price"] == "0") == (ends[0] == "blocked")

    def test_rules_for_calls_are_not_for_texts(self, aws: Aws, sms: Any) -> None:
        protect_id = protect(sms)
        sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability="VOICE",
            CountryRuleSetUpdates={"US": {"ProtectStatus": "BLOCK"}},
        )

        text(sms, ProtectConfigurationId=protect_id)

        assert aws.outbox.latest().state == "delivered"


class TestMoney:
    def test_month_is_spent_and_begins_anew(self, aws: Aws, sms: Any) -> None:
        sent = _until_spent(aws, sms)
        assert sent > 1
        aws.clock.advance(days=31)

        text(sms)

        assert len(aws.outbox.messages()) == sent + 1

    def test_dry_runs_cost_nothing(self, aws: Aws, sms: Any) -> None:
        for _ in range(5):
            text(sms, DryRun=True)
        assert _until_spent(aws, sms) == _until_spent(
            aws, aws.client("pinpoint-sms-voice-v2", "eu-west-1")
        )

    def test_first_code_of_a_number_is_free(self, aws: Aws, sms: Any) -> None:
        sms.set_text_message_spend_limit_override(MonthlyLimit=0)
        number_id = create(sms)

        send(sms, number_id)

        assert aws.outbox.latest().facts["price"] == "0"
        quota(
            sms.send_destination_number_verification_code,
            "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
        )
        assert len(aws.outbox.messages()) == 1


def _blocking(sms: Any, country: str, status: str = "BLOCK") -> str:
    """The ID of a new protect configuration with a rule for texts to a country."""
    protect_id = protect(sms)
    sms.update_protect_configuration_country_rule_set(
        ProtectConfigurationId=protect_id,
        NumberCapability="SMS",
        CountryRuleSetUpdates={country: {"ProtectStatus": status}},
    )
    return protect_id


def _until_spent(aws: Aws, sms: Any) -> int:
    """How many long messages can be sent before the month's money is spent."""
    before = len(aws.outbox.messages())
    for _ in range(200):
        try:
            text(sms, MessageBody="ж" * 1600)
        except sms.exceptions.ServiceQuotaExceededException:
            break
    return len(aws.outbox.messages()) - before
