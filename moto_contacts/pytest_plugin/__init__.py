"""The pytest plugin: fixtures, the marker, and unread messages in the report of a failed test.

Importing it imports neither moto nor boto3. PYTEST_DONT_REWRITE
"""

from moto_contacts.pytest_plugin.fixtures import (
    _moto_contacts_server_of_session,
    contacts_clock,
    contacts_faults,
    contacts_outbox,
    module_contacts_outbox,
    module_moto_contacts_server,
    moto_contacts_server,
    moto_contacts_session,
    session_contacts_outbox,
    session_moto_contacts_server,
)
from moto_contacts.pytest_plugin.orders import (
    pytest_addoption,
    pytest_configure,
    pytest_runtest_setup,
    pytest_runtest_setup_late,
    pytest_runtest_setup_unless_skipped,
    pytest_runtest_teardown,
    pytest_unconfigure,
)
from moto_contacts.pytest_plugin.unread import pytest_runtest_call, pytest_runtest_makereport

__all__ = [
    "_moto_contacts_server_of_session",
    "contacts_clock",
    "contacts_faults",
    "contacts_outbox",
    "module_contacts_outbox",
    "module_moto_contacts_server",
    "moto_contacts_server",
    "moto_contacts_session",
    "pytest_addoption",
    "pytest_configure",
    "pytest_runtest_call",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_runtest_setup_late",
    "pytest_runtest_setup_unless_skipped",
    "pytest_runtest_teardown",
    "pytest_unconfigure",
    "session_contacts_outbox",
    "session_moto_contacts_server",
]
