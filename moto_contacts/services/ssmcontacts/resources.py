"""The kinds of resources, and which member of a request names which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moto_contacts.gateway.references import Kind, References
from moto_contacts.gateway.registry import Resource

#: As long as a UUID; the characters are not counted, for those of documented samples are none.
_ID = "[0-9A-Za-z-]{36}"

CONTACT = Kind("contact", "CONTACT", "[^/]+")
CONTACT_CHANNEL = Kind("contact-channel", "CONTACT_CHANNEL", f"[^/]+/{_ID}")
ENGAGEMENT = Kind("engagement", "ENGAGEMENT", f"[^/]+/{_ID}")
PAGE = Kind("page", "PAGE", f"[^/]+/{_ID}")
ROTATION = Kind("rotation", "ROTATION", _ID)
#: It has an id within its rotation, and no ARN. Source: documented.
ROTATION_OVERRIDE = Kind("rotation-override", "ROTATION_OVERRIDE", _ID)

#: Source: seen (that ARNs are checked, and how), inferred (for all members alike).
REFERENCES = References(
    head="arn:(?:aws|aws-cn|aws-us-gov):ssm-contacts:[^:]*:[0-9]+:",
    takes={
        "ContactArn": (CONTACT,),
        "ContactChannelId": (CONTACT_CHANNEL,),
        "ContactId": (CONTACT,),
        "ContactIds": (CONTACT,),
        "EngagementId": (ENGAGEMENT,),
        "NewContactIds": (CONTACT,),
        "PageId": (PAGE,),
        "ResourceARN": (CONTACT, ROTATION),
        "RotationId": (ROTATION,),
        "RotationIds": (ROTATION,),
    },
    arns_only=True,
)


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    """A resource that may have tags."""

    tags: Mapping[str, str]
