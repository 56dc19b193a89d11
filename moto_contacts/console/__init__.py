"""The simulation as JSON: over HTTP under ``/moto-api/contacts/``, and in this process."""

from moto_contacts import catalogue
from moto_contacts.simulation import filters, settings

# Whoever asks for a setting by its name takes the machinery from here: it knows those of services.
settings.join(catalogue.settings)
filters.join(catalogue.names)

__all__ = ["filters", "settings"]
