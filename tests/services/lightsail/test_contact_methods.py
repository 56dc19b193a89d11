"""Contact methods of Lightsail and the links that verify them, through boto3."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
import requests

from tests.harness import Aws, refused
from tests.services.lightsail.steps import (
    ADDRESS,
    NUMBER,
    method,
    operation,
    protocols,
    says_absent,
    says_invalid,
    types,
)


class TestCreate:
    @pytest.mark.wire
    def test_moto_resets_while_it_is_late(self, aws: Aws, lightsail: Any) -> None:
        """It was of another test: it changes nothing any more, in what there was or is."""
        late = aws.faults.put(service="lightsail", operation="CreateContactMethod", latency=1)
        with late, ThreadPoolExecutor() as threads:
            create = lightsail.create_contact_method
            created = threads.submit(create, protocol="Email", contactEndpoint=ADDRESS)
            while late.struck == 0:
                sleep(0.01)
            url = aws.endpoint or "http://motoapi.amazonaws.com"
            requests.post(f"{url}/moto-api/reset", timeout=30)
            with pytest.raises(lightsail.exceptions.ClientError, match="RequestExpired"):
                created.result()
        assert aws.outbox.messages() == []
        assert lightsail.get_contact_methods()["contactMethods"] == []

    def test_email_is_pending_and_mailed_a_link(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        found = method(lightsail)
        account, _, token = found.pop("supportCode").partition("/")
        assert (len(account), account.isdigit(), len(token)) == (12, True, 36)
        assert account != "123456789012"
        assert found.pop("createdAt")
        assert found == {
            "name": "Email",
            "arn": "arn:aws:lightsail:us-east-1:123456789012:ContactMethod/Email",
            "resourceType": "ContactMethod",
            "protocol": "Email",
            "contactEndpoint": ADDRESS,
            "status": "PendingVerification",
            "location": {"availabilityZone": "all", "regionName": "us-east-1"},
            "tags": [],
        }
        (message,) = aws.outbox.messages()
        assert (message.service, message.operation, message.channel, message.to) == (
            "lightsail",
            "CreateContactMethod",
            "EMAIL",
            ADDRESS,
        )
        assert (message.account, message.region) == ("123456789012", "us-east-1")
        assert message.resource_arn == found["arn"]
        assert (message.sender, message.subject) == (
            "no-reply@sns.amazonaws.com",
            "AWS Notification - Subscription Confirmation",
        )
        assert (message.code, message.state) == (None, "pending")
        assert message.link
        assert message.link in message.body

    def test_sms_is_valid_at_once_and_sent_nothing(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)

        found = method(lightsail, "SMS")
        assert (found["name"], found["contactEndpoint"], found["status"]) == (
            "SMS",
            NUMBER,
            "Valid",
        )
        assert aws.outbox.messages() == []

    def test_answers_its_operation(self, lightsail: Any) -> None:
        done = operation(lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER))

        assert len(done.pop("id")) == 36
        assert done.pop("createdAt") == done.pop("statusChangedAt")
        assert done == {
            "resourceName": "SMS",
            "resourceType": "ContactMethod",
            "location": {"availabilityZone": "all", "regionName": "us-east-1"},
            "isTerminal": True,
            "operationType": "CreateContactMethod",
            "status": "Succeeded",
        }

    def test_endpoint_is_kept_as_given(self, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="Email", contactEndpoint="Ops@Example.COM")

        assert method(lightsail)["contactEndpoint"] == "Ops@Example.COM"

    @pytest.mark.parametrize(
        "endpoint",
        ["ops", "@example.com", "ops@", "ops@localhost", "o@p@example.com", "o ps@example.com",
         "ops@example.com ", "ops@.com", NUMBER],
    )  # fmt: skip
    def test_bad_address(self, aws: Aws, lightsail: Any, endpoint: str) -> None:
        error = refused(lightsail.create_contact_method, protocol="Email", contactEndpoint=endpoint)

        assert says_invalid(error, f"{endpoint} is not a valid email address.")
        assert error["code"] == "InvalidContactEndpoint"
        assert error["docs"].startswith("https://docs.aws.amazon.com/lightsail/")
        assert protocols(lightsail) == []
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        "endpoint",
        ["12065550100", "+0206555010", "+1", "+1206555010012345", "+1 206 555 0100",
         "+\uff11\uff12\uff13", "+12065550100\n", ADDRESS],
    )  # fmt: skip
    def test_bad_number(self, lightsail: Any, endpoint: str) -> None:
        error = refused(lightsail.create_contact_method, protocol="SMS", contactEndpoint=endpoint)

        assert says_invalid(error, f"{endpoint} is not a valid phone number.")
        assert error["code"] == "InvalidContactEndpoint"
        assert protocols(lightsail) == []

    @pytest.mark.parametrize("number", ["+12", "+123456789012345"])
    def test_shortest_and_longest_number(self, lightsail: Any, number: str) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=number)

        assert method(lightsail, "SMS")["contactEndpoint"] == number

    @pytest.mark.parametrize("protocol", ["EMAIL", "email", "Sms", "Voice"])
    def test_protocol_is_one_of_two_in_this_spelling(self, lightsail: Any, protocol: str) -> None:
        error = refused(lightsail.create_contact_method, protocol=protocol, contactEndpoint=ADDRESS)

        assert says_invalid(
            error,
            f"1 validation error detected: Value '{protocol}' at 'protocol' failed to satisfy "
            "constraint: Member must satisfy enum value set: [Email, SMS]",
        )
        assert protocols(lightsail) == []

    def test_every_violation_is_told(self, lightsail: Any) -> None:
        error = refused(lightsail.create_contact_method, contactEndpoint="x" * 257)

        assert says_invalid(
            error,
            "2 validation errors detected",
            "Value null at 'protocol' failed to satisfy constraint: Member must not be null",
            "at 'contactEndpoint' failed to satisfy constraint: "
            "Member must have length less than or equal to 256",
        )

    def test_longest_endpoint(self, lightsail: Any) -> None:
        endpoint = "x" * (256 - len("@example.com")) + "@example.com"
        lightsail.create_contact_method(protocol="Email", contactEndpoint=endpoint)

        assert method(lightsail)["contactEndpoint"] == endpoint

    def test_tags(self, lightsail: Any) -> None:
        tags = [{"key": "team", "value": "ops"}, {"key": "loud"}]
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS, tags=tags)

        assert method(lightsail)["tags"] == tags

    def test_bad_tags_create_nothing(self, aws: Aws, lightsail: Any) -> None:
        error = refused(
            lightsail.create_contact_method,
            protocol="Email",
            contactEndpoint=ADDRESS,
            tags=[{"key": f"k{number}"} for number in range(51)],
        )

        assert says_invalid(error, "Email can have at most 50 tags.")
        assert protocols(lightsail) == []
        assert aws.outbox.messages() == []


class TestRegions:
    @pytest.mark.parametrize(
        "region",
        ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-1",
         "ap-southeast-2"],
    )  # fmt: skip
    def test_sms_is_supported(self, aws: Aws, region: str) -> None:
        lightsail = aws.client("lightsail", region)
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)

        assert method(lightsail, "SMS")["location"]["regionName"] == region

    def test_sms_is_not_supported(self, aws: Aws) -> None:
        lightsail = aws.client("lightsail", "eu-central-1")
        error = refused(lightsail.create_contact_method, protocol="SMS", contactEndpoint=NUMBER)

        assert says_invalid(error, "SMS contact methods are not supported in eu-central-1.")
        assert "us-east-1, us-west-2, eu-west-1" in error["tip"]
        assert protocols(lightsail) == []

    def test_sms_is_switched_off(self, aws: Aws, lightsail: Any) -> None:
        with aws.settings(lightsail_sms_enabled=False):
            error = refused(lightsail.create_contact_method, protocol="SMS", contactEndpoint=NUMBER)

        assert says_invalid(error, "SMS contact methods are not supported in us-east-1.")
        assert "tip" not in error
        assert protocols(lightsail) == []

    def test_bad_number_is_told_before_the_region(self, aws: Aws) -> None:
        lightsail = aws.client("lightsail", "eu-central-1")
        error = refused(lightsail.create_contact_method, protocol="SMS", contactEndpoint="1")

        assert error["code"] == "InvalidContactEndpoint"

    @pytest.mark.wire
    def test_regions_know_nothing_of_each_other(self, aws: Aws, lightsail: Any, email: Any) -> None:
        elsewhere = aws.client("lightsail", "eu-central-1")
        elsewhere.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        aws.outbox.latest(to=ADDRESS, region="eu-central-1").click()

        assert method(elsewhere)["status"] == "Valid"
        assert method(lightsail)["status"] == "PendingVerification"
        assert len(lightsail.get_operations()["operations"]) == 1

    @pytest.mark.wire
    def test_no_endpoint(self, aws: Aws) -> None:
        error = refused(aws.client("lightsail", "us-west-1").get_contact_methods)

        assert says_invalid(error, "lightsail has no endpoint in us-west-1")


class TestDuplicates:
    @pytest.mark.parametrize("endpoint", [ADDRESS, "other@example.com"])
    def test_refused(self, aws: Aws, lightsail: Any, email: Any, endpoint: str) -> None:
        error = refused(lightsail.create_contact_method, protocol="Email", contactEndpoint=endpoint)

        assert says_invalid(
            error, "A contact method with protocol Email already exists in us-east-1."
        )
        assert error["code"] == "NameExists"
        assert error["tip"]
        assert error["docs"]
        assert method(lightsail) == email
        assert len(aws.outbox.messages()) == 1
        assert types(lightsail.get_operations()) == ["CreateContactMethod"]

    def test_refused_while_invalid(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.clock.advance(hours=25)
        error = refused(lightsail.create_contact_method, protocol="Email", contactEndpoint=ADDRESS)

        assert error["code"] == "NameExists"
        assert method(lightsail)["status"] == "Invalid"

    def test_other_protocol_is_no_duplicate(self, lightsail: Any, email: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)

        assert protocols(lightsail) == ["Email", "SMS"]

    def test_lenient_same_endpoint_changes_nothing(
        self, aws: Aws, lightsail: Any, email: Any
    ) -> None:
        aws.outbox.latest().click()
        with aws.settings(lightsail_duplicates="lenient"):
            done = lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        assert operation(done)["status"] == "Succeeded"
        assert method(lightsail) == {**email, "status": "Valid"}
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize("clicked", [False, True])
    def test_lenient_other_endpoint_replaces(
        self, aws: Aws, lightsail: Any, email: Any, clicked: bool
    ) -> None:
        before = aws.outbox.latest()
        if clicked:
            before.click()
        with aws.settings(lightsail_duplicates="lenient"):
            lightsail.create_contact_method(protocol="Email", contactEndpoint="b@example.com")

        found = method(lightsail)
        assert (found["contactEndpoint"], found["status"]) == (
            "b@example.com",
            "PendingVerification",
        )
        assert (found["arn"], found["supportCode"] == email["supportCode"]) == (email["arn"], False)
        assert before.click().state == ("verified" if clicked else "superseded")
        assert method(lightsail)["status"] == "PendingVerification"
        assert aws.outbox.latest(to="b@example.com").click().state == "verified"
        assert method(lightsail)["status"] == "Valid"

    def test_lenient_sms(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        with aws.settings(lightsail_duplicates="lenient"):
            lightsail.create_contact_method(protocol="SMS", contactEndpoint="+12065550199")

        found = method(lightsail, "SMS")
        assert (found["contactEndpoint"], found["status"]) == ("+12065550199", "Valid")


class TestLink:
    def test_click_makes_valid(self, aws: Aws, lightsail: Any, email: Any) -> None:
        message = aws.outbox.latest(to=ADDRESS).click()

        assert message.state == "verified"
        assert method(lightsail) == {**email, "status": "Valid"}

    @pytest.mark.wire
    def test_opening_the_link_is_a_click(self, aws: Aws, lightsail: Any, email: Any) -> None:
        page = requests.get(str(aws.outbox.latest().link), timeout=30)

        assert page.status_code == 200
        assert ADDRESS in page.text
        assert method(lightsail)["status"] == "Valid"

    def test_second_click_changes_nothing(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.outbox.latest().click()

        assert aws.outbox.latest().click().state == "verified"
        assert method(lightsail)["status"] == "Valid"

    def test_in_time(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.clock.advance(hours=23, minutes=50)

        assert method(lightsail)["status"] == "PendingVerification"
        assert aws.outbox.latest().click().state == "verified"
        assert method(lightsail)["status"] == "Valid"

    def test_valid_does_not_expire(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.outbox.latest().click()
        aws.clock.advance(weeks=100)

        assert method(lightsail)["status"] == "Valid"

    def test_expired_is_invalid_and_hides_its_endpoint(
        self, aws: Aws, lightsail: Any, email: Any
    ) -> None:
        aws.clock.advance(hours=24, seconds=1)

        found = method(lightsail)
        del email["contactEndpoint"]
        assert found == {**email, "status": "Invalid"}
        assert aws.outbox.latest().click().state == "expired"
        assert method(lightsail)["status"] == "Invalid"

    def test_life_time_is_a_setting(self, aws: Aws, lightsail: Any) -> None:
        with aws.settings(lightsail_link_hours=1.0):
            lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        aws.clock.advance(hours=1, seconds=1)

        assert method(lightsail)["status"] == "Invalid"

    @pytest.mark.in_process  # the time must stand still
    def test_last_moment(
        self, aws: Aws, lightsail: Any, email: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        last = aws.outbox.latest().expires_at
        monkeypatch.setattr("moto_contacts.simulation.clock.now", lambda: last)

        assert method(lightsail)["status"] == "PendingVerification"
        assert aws.outbox.latest().click().state == "verified"
        assert method(lightsail)["status"] == "Valid"


class TestSendVerification:
    def test_new_link_replaces_the_old_one(self, aws: Aws, lightsail: Any, email: Any) -> None:
        first = aws.outbox.latest()
        done = operation(lightsail.send_contact_method_verification(protocol="Email"))
        second = aws.outbox.latest()

        assert (done["operationType"], done["resourceName"], done["status"]) == (
            "SendContactMethodVerification",
            "Email",
            "Succeeded",
        )
        assert second.operation == "SendContactMethodVerification"
        assert second.link != first.link
        assert first.click().state == "superseded"
        assert method(lightsail) == email
        assert second.click().state == "verified"
        assert method(lightsail)["status"] == "Valid"

    def test_window_starts_anew(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.clock.advance(hours=23)
        lightsail.send_contact_method_verification(protocol="Email")
        aws.clock.advance(hours=23)

        assert method(lightsail)["status"] == "PendingVerification"

    def test_revives_an_invalid_method(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.clock.advance(hours=25)
        lightsail.send_contact_method_verification(protocol="Email")

        assert method(lightsail) == email
        aws.outbox.latest(to=ADDRESS).click()
        assert method(lightsail)["status"] == "Valid"

    def test_valid_method_stays_valid_without_mail(
        self, aws: Aws, lightsail: Any, email: Any
    ) -> None:
        aws.outbox.latest().click()
        done = operation(lightsail.send_contact_method_verification(protocol="Email"))

        assert done["status"] == "Succeeded"
        assert method(lightsail)["status"] == "Valid"
        assert len(aws.outbox.messages()) == 1

    def test_no_method(self, aws: Aws, lightsail: Any) -> None:
        error = refused(lightsail.send_contact_method_verification, protocol="Email")

        assert says_absent(error, "The ContactMethod does not exist: Email")
        assert aws.outbox.messages() == []

    def test_sms_cannot_be_verified(self, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        error = refused(lightsail.send_contact_method_verification, protocol="SMS")

        assert says_invalid(error, "Value 'SMS' at 'protocol'", "enum value set: [Email]")


class TestGet:
    def test_none(self, lightsail: Any) -> None:
        assert lightsail.get_contact_methods()["contactMethods"] == []
        assert lightsail.get_contact_methods(protocols=["SMS"])["contactMethods"] == []

    def test_email_comes_first(self, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        assert protocols(lightsail) == ["Email", "SMS"]
        assert protocols(lightsail, protocols=[]) == ["Email", "SMS"]
        assert protocols(lightsail, protocols=["SMS", "Email"]) == ["Email", "SMS"]
        assert protocols(lightsail, protocols=["SMS"]) == ["SMS"]
        assert protocols(lightsail, protocols=["Email"]) == ["Email"]

    def test_unknown_protocol(self, lightsail: Any) -> None:
        error = refused(lightsail.get_contact_methods, protocols=["Email", "Voice"])

        assert says_invalid(error, "Value 'Voice' at 'protocols.2.member'")


class TestDelete:
    def test_gone_and_its_link_is_dead(self, aws: Aws, lightsail: Any, email: Any) -> None:
        done = operation(lightsail.delete_contact_method(protocol="Email"))

        assert (done["operationType"], done["resourceName"]) == ("DeleteContactMethod", "Email")
        assert protocols(lightsail) == []
        assert aws.outbox.latest(to=ADDRESS).click().state == "revoked"
        assert protocols(lightsail) == []

    def test_later_creation_starts_from_scratch(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.outbox.latest().click()
        lightsail.delete_contact_method(protocol="Email")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        found = method(lightsail)
        assert (found["arn"], found["supportCode"] == email["supportCode"]) == (email["arn"], False)
        assert found["status"] == "PendingVerification"

    def test_old_link_does_not_verify_the_new_method(
        self, aws: Aws, lightsail: Any, email: Any
    ) -> None:
        old = aws.outbox.latest()
        lightsail.delete_contact_method(protocol="Email")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        assert old.click().state == "revoked"
        assert method(lightsail)["status"] == "PendingVerification"

    def test_invalid_method(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.clock.advance(hours=25)
        lightsail.delete_contact_method(protocol="Email")

        assert protocols(lightsail) == []

    def test_only_this_protocol(self, lightsail: Any, email: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        lightsail.delete_contact_method(protocol="SMS")

        assert protocols(lightsail) == ["Email"]

    def test_absent(self, lightsail: Any, email: Any) -> None:
        error = refused(lightsail.delete_contact_method, protocol="SMS")

        assert says_absent(error, "The ContactMethod does not exist: SMS")
        assert protocols(lightsail) == ["Email"]
