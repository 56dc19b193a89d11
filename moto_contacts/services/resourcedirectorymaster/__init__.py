"""Alibaba Cloud ResourceDirectoryMaster: message contacts, verified by links in mail and SMS."""

from pathlib import Path

from moto_contacts.gateway.service import Service
from moto_contacts.services.resourcedirectorymaster.models import (
    everywhere,
    resourcedirectorymaster_backends,
)

SERVICE = Service(
    backends=resourcedirectorymaster_backends,
    place=everywhere,
    search_path=str(Path(__file__).with_name("data")),
    # Its signatures are Alibaba's, which moto cannot check, and its users are no IAM users.
    enforces_iam=False,
    common_errors={},  # Alibaba's are in the model
)

__all__ = ["SERVICE", "resourcedirectorymaster_backends"]
