"""The simulation as JSON: over HTTP under ``/moto-api/contacts/``, and in this process."""
