"""Alibaba Cloud's message contacts: deletion, with the members keeping the contact or not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import (
    ADDRESS,
    NUMBER,
    ZOE,
    Directory,
    deletion_takes,
)


class TestDelete:
    @pytest.mark.parametrize("retain", [None, True, "TRUE"])
    def test_members_keep_it(self, aws: Aws, directory: Directory, retain: Any) -> None:
        contact_id = directory.add()
        directory.send(contact_id, ADDRESS)
        directory("AssociateMembers", contact_id=contact_id, members=["1234567890123456"])
        answer = directory(
            "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=retain
        )

        assert answer == {"Status": "Deleted"}
        assert directory.listed() == []
        assert aws.outbox.latest().click().state == "revoked"
        directory.refused("GetMessageContact", "EntityNotExists.Contact", contact_id=contact_id)
        directory.add()

    def test_taken_from_members_at_once_by_default(self, directory: Directory) -> None:
        contact_id = directory.add()
        answer = directory(
            "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
        )

        assert answer == {"Status": "Deleting"}
        directory.refused(
            "GetMessageContactDeletionStatus", "EntityNotExists.Contact", contact_id=contact_id
        )
        directory.add()
        assert directory.listed() == ["Zoe"]

    @pytest.mark.wire
    def test_taken_from_members_step_by_step(self, aws: Aws, directory: Directory) -> None:
        """Each look at the contact is a step; a look at another one is none."""
        contact_id = directory.active()
        other = directory.add(name="Yan")
        with deletion_takes(aws, progression="manual", times=4):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )

            assert directory("GetMessageContactDeletionStatus", contact_id=contact_id) == {
                "ContactDeletionStatus": {
                    "ContactId": contact_id,
                    "Status": "Deleting",
                    "FailReasonList": [],
                }
            }
            assert directory.status(contact_id) == "Deleting"
            directory.get(other)
            assert directory.listed(contact_id=other) == ["Yan"]
            assert directory.listed() == ["Zoe", "Yan"]
            directory.refused("AddMessageContact", "InvalidParameter.Name.AlreadyUsed", **ZOE)
            directory.refused(
                "GetMessageContactDeletionStatus", "EntityNotExists.Contact", contact_id=contact_id
            )
            assert directory.listed() == ["Yan"]
            directory.add()

    def test_takes_seconds_of_the_clock(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.active()
        with deletion_takes(aws, progression="time", seconds=3600):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )
        aws.clock.advance(minutes=59)
        assert directory.status(contact_id) == "Deleting"
        directory.refused("AddMessageContact", "InvalidParameter.Name.AlreadyUsed", **ZOE)
        aws.clock.advance(minutes=1)
        directory.add()
        assert directory.listed() == ["Zoe"]

    def test_failing_takes_seconds_of_the_clock_too(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory("AssociateMembers", contact_id=contact_id, members=["22"])
        with (
            aws.settings(resourcedirectory_undeletable_members=["22"]),
            deletion_takes(aws, progression="time", seconds=60),
        ):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )
        assert directory.status(contact_id) == "Deleting"
        aws.clock.advance(days=1)
        told = directory("GetMessageContactDeletionStatus", contact_id=contact_id)
        assert told["ContactDeletionStatus"]["Status"] == "Failed"

    @pytest.mark.parametrize("seconds", [10**12, 10**15])
    def test_takes_for_ever(self, aws: Aws, directory: Directory, seconds: int) -> None:
        contact_id = directory.add()
        with deletion_takes(aws, progression="time", seconds=seconds):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )
        aws.clock.advance(weeks=52 * 5000)
        assert directory.status(contact_id) == "Deleting"

    @pytest.mark.in_process
    def test_clock_moves_in_one_thread_while_others_call(
        self, aws: Aws, directory: Directory
    ) -> None:
        """The clock waits for backends, and no call waits for the clock: nothing hangs."""

        def live(initial: str) -> None:
            for letter in "abcdefghij":
                name = f"{initial}{letter}"
                directory(
                    "DeleteMessageContact",
                    contact_id=directory.add(name=name),
                    retain_contact_in_members=False,
                )
                directory.listed()

        with (
            aws.settings(resourcedirectory_contacts_per_directory=1000),
            deletion_takes(aws, progression="time", seconds=60),
            ThreadPoolExecutor() as threads,
        ):
            lives = [threads.submit(live, initial) for initial in "abcd"]
            while not all(each.done() for each in lives):
                aws.clock.advance(seconds=20)
            for each in lives:
                each.result()
        aws.clock.advance(seconds=60)
        assert directory.listed() == []

    def test_nothing_else_is_done_meanwhile(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add(phone_number=NUMBER)
        directory.send(contact_id, ADDRESS)
        with deletion_takes(aws, progression="manual", times=100):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )
            changes: dict[str, dict[str, Any]] = {
                "UpdateMessageContact": {"name": "Yan"},
                "CancelMessageContactUpdate": {"email_address": ADDRESS},
                "AssociateMembers": {"members": ["1"]},
                "DisassociateMembers": {"members": ["1"]},
            }
            for operation, arguments in changes.items():
                directory.refused(
                    operation, "ContactStatusMismatchAction", contact_id=contact_id, **arguments
                )
            directory.refused(
                "SendEmailVerificationForMessageContact",
                "EntityNotExists.Contact.Verification",
                contact_id=contact_id,
                email_address=ADDRESS,
            )
            for retain in (True, False):
                directory.refused(
                    "DeleteMessageContact",
                    "ConcurrentCallNotSupported",
                    contact_id=contact_id,
                    retain_contact_in_members=retain,
                )
            assert directory.to_verify(contact_id) == []
            assert aws.outbox.latest().click().state == "revoked"
            found = directory.get(contact_id)
            assert (found["Name"], found["Status"], found["Members"]) == ("Zoe", "Deleting", [])

    def test_member_does_not_let_go(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.active()
        directory("AssociateMembers", contact_id=contact_id, members=["11", "22"])
        with aws.settings(resourcedirectory_undeletable_members=["22", "33"]):
            answer = directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )

        assert answer == {"Status": "Deleting"}
        told = directory("GetMessageContactDeletionStatus", contact_id=contact_id)
        assert told["ContactDeletionStatus"] == {
            "ContactId": contact_id,
            "Status": "Failed",
            "FailReasonList": [{"AccountId": "22", "MessageTypes": ["FaultMessage"]}],
        }
        found = directory.get(contact_id)
        assert (found["Status"], found["Members"]) == ("Active", ["11", "22"])
        directory("DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False)
        assert directory.listed() == []

    def test_failing_deletion_takes_its_time(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory("AssociateMembers", contact_id=contact_id, members=["22"])
        with (
            aws.settings(resourcedirectory_undeletable_members=["22"]),
            deletion_takes(aws, progression="manual", times=2),
        ):
            directory(
                "DeleteMessageContact", contact_id=contact_id, retain_contact_in_members=False
            )
            told = directory("GetMessageContactDeletionStatus", contact_id=contact_id)
            assert told["ContactDeletionStatus"]["Status"] == "Deleting"
            assert told["ContactDeletionStatus"]["FailReasonList"] == []
            told = directory("GetMessageContactDeletionStatus", contact_id=contact_id)
            assert told["ContactDeletionStatus"]["Status"] == "Failed"
            assert directory.status(contact_id) == "Verifying"

    def test_status_of_what_nobody_deletes(self, directory: Directory) -> None:
        contact_id = directory.add()

        told = directory("GetMessageContactDeletionStatus", contact_id=contact_id)
        assert told == {"ContactDeletionStatus": {"ContactId": contact_id, "FailReasonList": []}}

    def test_bad_choice(self, directory: Directory) -> None:
        contact_id = directory.add()

        directory.refused(
            "DeleteMessageContact",
            "InvalidParameter.RetainContactInMembers",
            contact_id=contact_id,
            retain_contact_in_members="no",
        )
        assert directory.listed() == ["Zoe"]
