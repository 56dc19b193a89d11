"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from moto_contacts.gateway.resource_types import Call, ResourceType

#: What an alarm is told; in templates, each begins with a capital letter.
_ALARM = {
    name[0].lower() + name[1:]: name
    for name in (
        "AlarmName",
        "ComparisonOperator",
        "ContactProtocols",
        "DatapointsToAlarm",
        "EvaluationPeriods",
        "MetricName",
        "MonitoredResourceName",
        "NotificationEnabled",
        "NotificationTriggers",
        "Threshold",
        "TreatMissingData",
    )
}
_NAMED = {"alarmName": "AlarmName"}

TYPES = (
    # Nothing of it can be changed: every other property makes another one, for which the old one
    # is in the way, as two methods of a protocol always are.
    ResourceType(
        "AWS::Lightsail::ContactMethod",
        required=("ContactEndpoint", "Protocol"),
        optional=(),
        create_only=("ContactEndpoint", "Protocol"),
        attributes=("Arn", "CreatedAt", "Name", "ResourceType", "Status", "SupportCode"),
        create=Call(
            "CreateContactMethod", {"protocol": "Protocol", "contactEndpoint": "ContactEndpoint"}
        ),
        read=Call(
            "GetContactMethods",
            {"protocols": lambda method: [method["Protocol"]]},
            {
                "Arn": "contactMethods[0].arn",
                "CreatedAt": "contactMethods[0].createdAt",
                "Name": "contactMethods[0].name",
                "ResourceType": "contactMethods[0].resourceType",
                "Status": "contactMethods[0].status",
                "SupportCode": "contactMethods[0].supportCode",
            },
        ),
        delete=Call("DeleteContactMethod", {"protocol": "Protocol"}),
    ),
    ResourceType(
        "AWS::Lightsail::Alarm",
        required=(
            "AlarmName",
            "ComparisonOperator",
            "EvaluationPeriods",
            "MetricName",
            "MonitoredResourceName",
            "Threshold",
        ),
        optional=(
            "ContactProtocols",
            "DatapointsToAlarm",
            "NotificationEnabled",
            "NotificationTriggers",
            "TreatMissingData",
        ),
        create_only=("AlarmName", "MetricName", "MonitoredResourceName"),
        attributes=("AlarmArn", "State"),
        identifier="AlarmName",
        patterns={
            "MonitoredResourceName": r"\w[\w\-]*\w",
            # Metrics that the API had later.
            "MetricName": r"(?!Disk(Read|Write|Total|QueueLength))\w+",
        },
        # By the API it would be another configuration of the alarm that is there.
        vacant=Call("GetAlarms", _NAMED),
        create=Call("PutAlarm", _ALARM),
        read=Call("GetAlarms", _NAMED, {"AlarmArn": "alarms[0].arn", "State": "alarms[0].state"}),
        update=(Call("PutAlarm", _ALARM),),
        delete=Call("DeleteAlarm", _NAMED),
    ),
)
