"""Every error of the service: its code and text. Texts are inferred unless marked."""

from __future__ import annotations

from moto_contacts.gateway.errors import ServiceError


def not_verified(region: str, *identities: str) -> ServiceError:
    """Whoever a mail is to come from is no verified identity. Source: seen (text)."""
    return ServiceError(
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        f"{region.upper()}: {', '.join(identities)}",
    )
