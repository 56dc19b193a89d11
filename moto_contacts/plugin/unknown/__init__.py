"""What answers for AWS hosts that nobody mocks, so that no request leaves the machine."""

from moto_contacts.plugin.unknown.models import motocontactsunknown_backends

__all__ = ["motocontactsunknown_backends"]
