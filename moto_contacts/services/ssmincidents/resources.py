"""The kinds of resources, and which member of a request names which."""

from __future__ import annotations

from moto_contacts.gateway.references import Kind, References

REPLICATION_SET = Kind("replication-set", "REPLICATION_SET", "[^/]+")
#: What has tags besides; there are none here.
RESPONSE_PLAN = Kind("response-plan", "RESPONSE_PLAN", "[^/]+")
INCIDENT_RECORD = Kind("incident-record", "INCIDENT_RECORD", ".+")

#: Source: documented (the form of ARNs), inferred (that each is checked).
REFERENCES = References(
    head="arn:aws(?:-[a-z]+)*:ssm-incidents::[0-9]{12}:",
    takes={
        "arn": (REPLICATION_SET,),
        "resourceArn": (REPLICATION_SET, RESPONSE_PLAN, INCIDENT_RECORD),
    },
    arns_only=True,
)
