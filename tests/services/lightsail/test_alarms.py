"""Alarms of Lightsail: what is put, read, tested and deleted, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.lightsail.steps import (
    ADDRESS,
    BUSY,
    NUMBER,
    alarm,
    operation,
    put,
    says_absent,
    says_invalid,
    types,
)


def names(answer: dict[str, Any]) -> list[str]:
    return [each["name"] for each in answer["alarms"]]


class TestPut:
    def test_new_alarm_has_insufficient_data(self, lightsail: Any) -> None:
        put(lightsail)

        found = alarm(lightsail)
        account, _, token = found.pop("supportCode").partition("/")
        assert (len(account), account.isdigit()) == (12, True)
        assert found.pop("createdAt")
        assert found.pop("arn") == f"arn:aws:lightsail:us-east-1:123456789012:Alarm/{token}"
        watched = found.pop("monitoredResourceInfo")
        assert watched.pop("arn").startswith("arn:aws:lightsail:us-east-1:123456789012:Instance/")
        assert watched == {"name": "web", "resourceType": "Instance"}
        assert found == {
            "name": "busy",
            "resourceType": "Alarm",
            "location": {"availabilityZone": "all", "regionName": "us-east-1"},
            "metricName": "CPUUtilization",
            "unit": "Percent",
            "statistic": "Average",
            "period": 300,
            "comparisonOperator": "GreaterThanThreshold",
            "threshold": 80.0,
            "evaluationPeriods": 2,
            "datapointsToAlarm": 2,
            "treatMissingData": "missing",
            "contactProtocols": [],
            "notificationTriggers": ["ALARM"],
            "notificationEnabled": True,
            "state": "INSUFFICIENT_DATA",
            "tags": [],
        }

    def test_answers_its_operation(self, lightsail: Any) -> None:
        done = put(lightsail)

        assert (done["operationType"], done["resourceType"], done["resourceName"]) == (
            "PutAlarm",
            "Alarm",
            "busy",
        )
        assert (done["operationDetails"], done["status"]) == ("web", "Succeeded")

    def test_everything_that_can_be_said(self, lightsail: Any) -> None:
        said = {
            "threshold": 0.5,
            "evaluationPeriods": 288,
            "datapointsToAlarm": 1,
            "treatMissingData": "notBreaching",
            "contactProtocols": ["SMS", "Email"],
            "notificationTriggers": ["OK", "ALARM", "INSUFFICIENT_DATA"],
            "notificationEnabled": False,
            "tags": [{"key": "team", "value": "ops"}, {"key": "loud"}],
        }
        put(lightsail, **said)

        found = alarm(lightsail)
        assert {name: found[name] for name in said} == said

    def test_again_replaces_all_but_identity_and_tags(self, lightsail: Any) -> None:
        put(
            lightsail,
            treatMissingData="ignore",
            contactProtocols=["Email"],
            notificationEnabled=False,
            tags=[{"key": "a"}],
        )
        before = alarm(lightsail)
        put(
            lightsail,
            monitoredResourceName="lb",
            metricName="RequestCount",
            threshold=7,
            tags=[{"key": "b"}],
        )

        found = alarm(lightsail)
        kept = ("arn", "createdAt", "supportCode", "state", "tags")
        assert {name: found[name] for name in kept} == {name: before[name] for name in kept}
        assert (found["treatMissingData"], found["contactProtocols"]) == ("missing", [])
        assert (found["notificationEnabled"], found["threshold"]) == (True, 7.0)
        assert (found["metricName"], found["unit"]) == ("RequestCount", "Count")
        assert found["monitoredResourceInfo"]["resourceType"] == "LoadBalancer"
        assert names(lightsail.get_alarms()) == ["busy"]

    def test_one_resource_has_one_arn(self, lightsail: Any) -> None:
        put(lightsail)
        put(lightsail, alarmName="other", metricName="NetworkIn")
        put(lightsail, alarmName="elsewhere", monitoredResourceName="db")

        first, second, third = (
            alarm(lightsail, name)["monitoredResourceInfo"]["arn"]
            for name in ("busy", "other", "elsewhere")
        )
        assert first == second != third

    @pytest.mark.parametrize(
        ("metric", "kind", "unit", "statistic"),
        [
            ("BurstCapacityTime", "Instance", "Seconds", "Average"),
            ("NetworkOut", "Instance", "Bytes", "Sum"),
            ("HealthyHostCount", "LoadBalancer", "Count", "Average"),
            ("DatabaseConnections", "RelationalDatabase", "Count", "Maximum"),
            ("NetworkReceiveThroughput", "RelationalDatabase", "Bytes/Second", "Average"),
        ],
    )
    def test_metrics(
        self, lightsail: Any, metric: str, kind: str, unit: str, statistic: str
    ) -> None:
        put(lightsail, metricName=metric)

        found = alarm(lightsail)
        assert found["monitoredResourceInfo"]["resourceType"] == kind
        assert (found["unit"], found["statistic"]) == (unit, statistic)

    @pytest.mark.parametrize("periods", [0, -1, 289])
    def test_periods(self, lightsail: Any, periods: int) -> None:
        error = refused(lightsail.put_alarm, **{**BUSY, "evaluationPeriods": periods})

        assert says_invalid(error, "EvaluationPeriods must be between 1 and 288.")
        assert names(lightsail.get_alarms()) == []

    @pytest.mark.parametrize("needed", [0, 3])
    def test_data_points(self, lightsail: Any, needed: int) -> None:
        error = refused(lightsail.put_alarm, **BUSY, datapointsToAlarm=needed)

        assert says_invalid(error, "DatapointsToAlarm must be between 1 and EvaluationPeriods")
        assert names(lightsail.get_alarms()) == []

    @pytest.mark.parametrize("triggers", [["OK"], ["INSUFFICIENT_DATA", "OK"], []])
    def test_triggers_without_alarm(self, lightsail: Any, triggers: list[str]) -> None:
        error = refused(lightsail.put_alarm, **BUSY, notificationTriggers=triggers)

        assert says_invalid(error, "Notification triggers must include ALARM.")
        assert names(lightsail.get_alarms()) == []

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("metricName", "Weather"),
            ("comparisonOperator", ">"),
            ("treatMissingData", "MISSING"),
            ("contactProtocols", ["Voice"]),
            ("notificationTriggers", ["ALARM", "Alarm"]),
        ],
    )
    def test_values_are_the_models(self, lightsail: Any, member: str, value: Any) -> None:
        error = refused(lightsail.put_alarm, **{**BUSY, member: value})

        assert says_invalid(error, "1 validation error detected", f"at '{member}")
        assert names(lightsail.get_alarms()) == []

    def test_required_members(self, lightsail: Any) -> None:
        assert says_invalid(refused(lightsail.put_alarm), "6 validation errors detected")

    @pytest.mark.parametrize("name", ["custom alarm", "a"])
    def test_name(self, lightsail: Any, name: str) -> None:
        error = refused(lightsail.put_alarm, **{**BUSY, "alarmName": name})

        assert says_invalid(error, f"{name} is not a valid resource name.")

    def test_bad_tags_create_nothing(self, lightsail: Any) -> None:
        error = refused(lightsail.put_alarm, **BUSY, tags=[{"value": "no key"}])

        assert says_invalid(error, "at 'tags.1.member.key'")
        assert names(lightsail.get_alarms()) == []

    def test_two_of_a_metric_of_a_resource(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)
        put(lightsail, alarmName="busier", threshold=90)
        put(lightsail, alarmName="db", monitoredResourceName="db")
        error = refused(lightsail.put_alarm, **{**BUSY, "alarmName": "busiest"})

        assert says_invalid(error, "You can configure up to 2 alarms per metric.")
        assert names(lightsail.get_alarms()) == ["busier", "busy", "db"]
        # One that is there is no further one, but may not become one.
        put(lightsail, threshold=70)
        error = refused(lightsail.put_alarm, **{**BUSY, "alarmName": "db"})
        assert says_invalid(error, "You can configure up to 2 alarms per metric.")
        assert alarm(lightsail, "db")["monitoredResourceInfo"]["name"] == "db"
        with aws.settings(lightsail_alarms_per_metric=3):
            put(lightsail, alarmName="busiest")

    @pytest.mark.parametrize("of", [{"monitoredResourceName": "db"}, None])
    def test_what_watches_something_else_or_is_gone_leaves_its_place(
        self, lightsail: Any, of: dict[str, str] | None
    ) -> None:
        put(lightsail)
        put(lightsail, alarmName="busier")
        if of is None:
            lightsail.delete_alarm(alarmName="busier")
        else:
            put(lightsail, alarmName="busier", **of)
        put(lightsail, alarmName="busiest")
        error = refused(lightsail.put_alarm, **{**BUSY, "alarmName": "idlest"})
        assert says_invalid(error, "You can configure up to 2 alarms per metric.")

    def test_regions_are_apart(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)

        assert names(aws.client("lightsail", "eu-west-1").get_alarms()) == []


class TestResources:
    """With the setting that says what there is."""

    @pytest.fixture(autouse=True)
    def _resources(self, aws: Aws) -> Any:
        with aws.settings(lightsail_resources={"web": "Instance", "db": "RelationalDatabase"}):
            yield

    def test_type_is_what_is_said(self, lightsail: Any) -> None:
        put(lightsail, monitoredResourceName="db")

        found = alarm(lightsail)["monitoredResourceInfo"]
        assert (found["name"], found["resourceType"]) == ("db", "RelationalDatabase")
        assert ":RelationalDatabase/" in found["arn"]

    def test_absent(self, lightsail: Any) -> None:
        error = refused(lightsail.put_alarm, **{**BUSY, "monitoredResourceName": "api"})

        assert says_absent(error, "The Instance does not exist: api")
        assert names(lightsail.get_alarms()) == []

    def test_metric_of_another_type(self, lightsail: Any) -> None:
        error = refused(lightsail.put_alarm, **{**BUSY, "metricName": "RequestCount"})

        assert says_invalid(
            error, "The metric RequestCount is not available for web", "of the type Instance."
        )
        assert names(lightsail.get_alarms()) == []

    def test_type_that_there_is_not(self, aws: Aws) -> None:
        refusal = "lightsail_resources says 'Server' of web, which is none of .*, LoadBalancer, "
        with pytest.raises(ValueError, match=refusal):
            aws.settings().set(lightsail_resources={"web": "Server"})


class TestGet:
    def test_none(self, lightsail: Any) -> None:
        answer = lightsail.get_alarms()

        assert answer["alarms"] == []
        assert "nextPageToken" not in answer
        assert lightsail.get_alarms(monitoredResourceName="web")["alarms"] == []

    def test_by_name_and_resource(self, lightsail: Any) -> None:
        put(lightsail, alarmName="web-2", metricName="NetworkIn")
        put(lightsail, alarmName="db-1", monitoredResourceName="db")
        put(lightsail, alarmName="web-1")

        assert names(lightsail.get_alarms()) == ["db-1", "web-1", "web-2"]
        assert names(lightsail.get_alarms(alarmName="web-2")) == ["web-2"]
        assert names(lightsail.get_alarms(monitoredResourceName="web")) == ["web-1", "web-2"]
        both = lightsail.get_alarms(alarmName="web-1", monitoredResourceName="web")
        assert names(both) == ["web-1"]

    def test_absent(self, lightsail: Any) -> None:
        put(lightsail)

        error = refused(lightsail.get_alarms, alarmName="other")
        assert says_absent(error, "The Alarm does not exist: other")
        error = refused(lightsail.get_alarms, alarmName="busy", monitoredResourceName="db")
        assert says_absent(error, "The Alarm does not exist: busy")

    def test_contact_method_is_no_alarm(self, lightsail: Any, email: Any) -> None:
        error = refused(lightsail.get_alarms, alarmName="Email")

        assert says_absent(error, "The Alarm does not exist: Email")

    @pytest.mark.in_process  # a hundred calls
    def test_pages(self, lightsail: Any) -> None:
        wanted = [f"alarm-{number:03}" for number in range(120)]
        for name in wanted:
            put(lightsail, alarmName=name, monitoredResourceName=f"web-{name}")

        first = lightsail.get_alarms()
        second = lightsail.get_alarms(pageToken=first["nextPageToken"])
        assert names(first) + names(second) == wanted
        assert len(names(first)) == 100
        assert "nextPageToken" not in second

    @pytest.mark.parametrize("token", ["nonsense", ""])
    def test_token(self, lightsail: Any, token: str) -> None:
        assert says_invalid(refused(lightsail.get_alarms, pageToken=token), "Invalid pageToken")


class TestTest:
    def test_valid_methods_are_told(self, aws: Aws, lightsail: Any, email: Any) -> None:
        aws.outbox.latest().click()
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        put(lightsail, contactProtocols=["Email", "SMS"])
        done = operation(lightsail.test_alarm(alarmName="busy", state="ALARM"))

        assert (done["operationType"], done["resourceName"]) == ("TestAlarm", "busy")
        text, mail = aws.outbox.messages(kind="plain")
        assert (mail.channel, mail.to, mail.sender) == (
            "EMAIL",
            ADDRESS,
            "no-reply@sns.amazonaws.com",
        )
        assert mail.subject == 'ALARM: "busy" in us-east-1'
        assert "CPUUtilization of web (GreaterThanThreshold 80)" in mail.body
        assert (text.channel, text.to, text.subject) == ("SMS", NUMBER, "")
        assert text.body == mail.body
        for sent in (mail, text):
            assert (sent.operation, sent.kind, sent.state) == ("TestAlarm", "plain", "sent")
            assert sent.resource_arn == alarm(lightsail)["arn"]

    def test_state_stays(self, lightsail: Any) -> None:
        put(lightsail)
        lightsail.test_alarm(alarmName="busy", state="OK")

        assert alarm(lightsail)["state"] == "INSUFFICIENT_DATA"

    @pytest.mark.parametrize("state", ["OK", "ALARM", "INSUFFICIENT_DATA"])
    def test_triggers_say_of_which_states(self, aws: Aws, lightsail: Any, state: str) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        put(lightsail, contactProtocols=["SMS"], notificationTriggers=["ALARM", "OK"])
        lightsail.test_alarm(alarmName="busy", state=state)

        told = [message.body for message in aws.outbox.messages()]
        assert len(told) == (0 if state == "INSUFFICIENT_DATA" else 1)
        assert all(f"is in the state {state}." in body for body in told)

    @pytest.mark.parametrize("status", ["PendingVerification", "Invalid", "deleted"])
    def test_method_that_is_not_valid_is_not_told(
        self, aws: Aws, lightsail: Any, email: Any, status: str
    ) -> None:
        put(lightsail, contactProtocols=["Email"])
        if status == "Invalid":
            aws.clock.advance(hours=25)
        if status == "deleted":
            lightsail.delete_contact_method(protocol="Email")
        lightsail.test_alarm(alarmName="busy", state="ALARM")

        assert aws.outbox.messages(kind="plain") == []
        assert alarm(lightsail)["contactProtocols"] == ["Email"]

    def test_protocol_that_is_not_named_is_not_told(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        put(lightsail, contactProtocols=["Email"])
        lightsail.test_alarm(alarmName="busy", state="ALARM")

        assert aws.outbox.messages() == []

    def test_protocol_that_is_named_twice_is_told_once(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        put(lightsail, contactProtocols=["SMS", "Email", "SMS"])
        lightsail.test_alarm(alarmName="busy", state="ALARM")

        assert [each.to for each in aws.outbox.messages()] == [NUMBER]

    def test_switched_off(self, aws: Aws, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        put(lightsail, contactProtocols=["SMS"], notificationEnabled=False)
        lightsail.test_alarm(alarmName="busy", state="ALARM")

        assert aws.outbox.messages() == []

    def test_absent(self, lightsail: Any) -> None:
        error = refused(lightsail.test_alarm, alarmName="busy", state="ALARM")

        assert says_absent(error, "The Alarm does not exist: busy")
        assert lightsail.get_operations()["operations"] == []

    def test_state_is_one_of_three(self, lightsail: Any) -> None:
        put(lightsail)
        error = refused(lightsail.test_alarm, alarmName="busy", state="Alarm")

        assert says_invalid(error, "enum value set: [OK, ALARM, INSUFFICIENT_DATA]")


class TestDelete:
    def test_gone(self, lightsail: Any) -> None:
        put(lightsail)
        put(lightsail, alarmName="other")
        done = operation(lightsail.delete_alarm(alarmName="busy"))

        assert (done["operationType"], done["resourceName"]) == ("DeleteAlarm", "busy")
        assert "operationDetails" not in done
        assert names(lightsail.get_alarms()) == ["other"]
        history = lightsail.get_operations_for_resource(resourceName="busy")
        assert types(history) == ["DeleteAlarm", "PutAlarm"]

    def test_later_one_starts_from_scratch(self, lightsail: Any) -> None:
        put(lightsail, tags=[{"key": "a"}])
        before = alarm(lightsail)
        lightsail.delete_alarm(alarmName="busy")
        put(lightsail)

        found = alarm(lightsail)
        assert (found["arn"] == before["arn"], found["tags"]) == (False, [])

    def test_makes_room(self, lightsail: Any) -> None:
        put(lightsail)
        put(lightsail, alarmName="other")
        lightsail.delete_alarm(alarmName="busy")
        put(lightsail, alarmName="third")

        assert names(lightsail.get_alarms()) == ["other", "third"]

    def test_absent(self, lightsail: Any) -> None:
        error = refused(lightsail.delete_alarm, alarmName="busy")

        assert says_absent(error, "The Alarm does not exist: busy")


class TestTags:
    def test_merged_and_removed(self, lightsail: Any) -> None:
        put(lightsail, tags=[{"key": "a", "value": "1"}])
        done = operation(lightsail.tag_resource(resourceName="busy", tags=[{"key": "b"}]))
        lightsail.untag_resource(
            resourceName="busy", resourceArn=alarm(lightsail)["arn"], tagKeys=["a"]
        )

        assert (done["resourceName"], done["resourceType"]) == ("busy", "Alarm")
        assert alarm(lightsail)["tags"] == [{"key": "b"}]

    def test_alarm_that_is_called_as_a_contact_method(self, lightsail: Any, email: Any) -> None:
        put(lightsail, alarmName="Email")
        arn = alarm(lightsail, "Email")["arn"]
        lightsail.tag_resource(resourceName="Email", resourceArn=arn, tags=[{"key": "a"}])

        assert alarm(lightsail, "Email")["tags"] == [{"key": "a"}]
        assert lightsail.get_contact_methods()["contactMethods"] == [email]
        lightsail.delete_alarm(alarmName="Email")
        assert lightsail.get_contact_methods()["contactMethods"] == [email]
