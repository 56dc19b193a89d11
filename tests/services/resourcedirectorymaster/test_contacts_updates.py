"""Alibaba Cloud's message contacts: changes, pending ones, and those that are cancelled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import ADDRESS, NUMBER, Directory


class TestUpdateOfUnverified:
    def test_everything_is_new_at_once(self, directory: Directory) -> None:
        contact_id = directory.add(phone_number=NUMBER)
        before = directory.get(contact_id)
        new = {
            "Name": "Yan",
            "EmailAddress": "yan@example.com",
            "PhoneNumber": "86-13900002222",
            "Title": "Other",
            "MessageTypes": ["ProductMessage"],
        }
        answer = directory(
            "UpdateMessageContact",
            contact_id=contact_id,
            name="Yan",
            email_address="yan@example.com",
            phone_number="86-13900002222",
            title="Other",
            message_types=["ProductMessage"],
        )

        assert answer == {}
        assert directory.get(contact_id) == before | new
        assert directory.to_verify(contact_id) == ["yan@example.com", "86-13900002222"]

    def test_what_is_not_given_stays(self, directory: Directory) -> None:
        contact_id = directory.add(phone_number=NUMBER)
        before = directory.get(contact_id)
        directory("UpdateMessageContact", contact_id=contact_id)

        assert directory.get(contact_id) == before

    def test_link_to_the_old_address_is_dead(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory.send(contact_id, ADDRESS)
        directory("UpdateMessageContact", contact_id=contact_id, email_address="zoe2@example.com")

        assert aws.outbox.latest(to=ADDRESS).click().state == "revoked"
        assert directory.status(contact_id) == "Verifying"

    def test_link_to_the_same_address_lives_on(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory.send(contact_id, ADDRESS)
        directory("UpdateMessageContact", contact_id=contact_id, name="Yan", email_address=ADDRESS)

        assert aws.outbox.latest(to=ADDRESS).click().state == "verified"
        assert directory.status(contact_id) == "Active"

    def test_verified_half_is_to_be_verified_anew(self, directory: Directory) -> None:
        contact_id = directory.add(phone_number=NUMBER)
        directory.verify(contact_id, ADDRESS)
        directory("UpdateMessageContact", contact_id=contact_id, email_address="zoe2@example.com")

        assert directory.get(contact_id)["EmailAddress"] == "zoe2@example.com"
        assert directory.to_verify(contact_id) == ["zoe2@example.com", NUMBER]

    def test_name(self, directory: Directory) -> None:
        contact_id = directory.add()
        directory.add(name="Yan")

        directory.refused(
            "UpdateMessageContact",
            "InvalidParameter.Name.AlreadyUsed",
            contact_id=contact_id,
            name="Yan",
            email_address="zoe2@example.com",
        )
        assert directory.get(contact_id)["EmailAddress"] == ADDRESS
        directory("UpdateMessageContact", contact_id=contact_id, name="Zoe")
        directory("UpdateMessageContact", contact_id=contact_id, name="Zoey")
        directory.add(name="Zoe")
        assert directory.listed() == ["Zoey", "Yan", "Zoe"]

    @pytest.mark.parametrize(
        ("code", "arguments"),
        [
            ("InvalidParameter.Name", {"name": "Zoe 2"}),
            ("InvalidParameter.Name.Length", {"name": "abcdefghijklm"}),
            ("InvalidParameter.EmailAddress", {"email_address": "zoe"}),
            ("InvalidParameter.EmailAddress.Length", {"email_address": "z" * 300}),
            ("InvalidParameter.PhoneNumber", {"phone_number": "86"}),
            ("InvalidParameter.MobileCountryCode", {"phone_number": "1-2065550100"}),
            ("InvalidParameter.Title", {"title": "Boss"}),
            ("InvalidParameter.MessageTypes", {"message_types": ["Spam"]}),
        ],
    )
    def test_refused(self, directory: Directory, code: str, arguments: dict[str, Any]) -> None:
        contact_id = directory.add()
        before = directory.get(contact_id)
        directory.refused(
            "UpdateMessageContact", code, **({"contact_id": contact_id, "name": "Yan"} | arguments)
        )

        assert directory.get(contact_id) == before


class TestUpdateOfActive:
    @pytest.fixture
    def active(self, directory: Directory) -> str:
        return directory.active(phone_number=NUMBER)

    def test_old_address_counts_until_the_new_one_is_verified(
        self, directory: Directory, active: str
    ) -> None:
        before = directory.get(active)
        new = "yan@example.com"
        directory("UpdateMessageContact", contact_id=active, email_address=new)

        assert before["Status"] == "Active"
        assert directory.get(active) == before
        assert directory.to_verify(active) == [new]
        directory.verify(active, new)
        assert directory.get(active) == before | {"EmailAddress": new}
        assert directory.to_verify(active) == []

    def test_old_number_too(self, directory: Directory, active: str) -> None:
        directory("UpdateMessageContact", contact_id=active, phone_number="86-13900002222")

        assert directory.get(active)["PhoneNumber"] == NUMBER
        directory.verify(active, "86-13900002222")
        assert directory.get(active)["PhoneNumber"] == "86-13900002222"

    def test_first_number(self, directory: Directory) -> None:
        contact_id = directory.active()
        directory("UpdateMessageContact", contact_id=contact_id, phone_number=NUMBER)

        assert "PhoneNumber" not in directory.get(contact_id)
        assert directory.status(contact_id) == "Active"
        directory.verify(contact_id, NUMBER)
        assert directory.get(contact_id)["PhoneNumber"] == NUMBER

    def test_the_rest_counts_at_once(self, directory: Directory, active: str) -> None:
        directory("UpdateMessageContact", contact_id=active, name="Yan", title="Other")

        found = directory.get(active)
        assert (found["Name"], found["Title"], found["Status"]) == ("Yan", "Other", "Active")

    def test_later_change_replaces_the_pending_one(
        self, aws: Aws, directory: Directory, active: str
    ) -> None:
        directory("UpdateMessageContact", contact_id=active, email_address="a@example.com")
        directory.send(active, "a@example.com")
        directory("UpdateMessageContact", contact_id=active, email_address="b@example.com")

        assert directory.to_verify(active) == ["b@example.com"]
        assert aws.outbox.latest(to="a@example.com").click().state == "revoked"
        assert directory.get(active)["EmailAddress"] == ADDRESS

    def test_address_that_counts_ends_the_pending_change(
        self, directory: Directory, active: str
    ) -> None:
        directory("UpdateMessageContact", contact_id=active, email_address="a@example.com")
        directory("UpdateMessageContact", contact_id=active, email_address=ADDRESS)

        assert directory.to_verify(active) == []
        assert directory.get(active)["EmailAddress"] == ADDRESS


class TestCancel:
    @pytest.fixture
    def changing(self, directory: Directory) -> str:
        """Active, with a new address and a new number to be verified."""
        contact_id = directory.active(phone_number=NUMBER)
        directory(
            "UpdateMessageContact",
            contact_id=contact_id,
            email_address="new@example.com",
            phone_number="86-13900002222",
        )
        return contact_id

    def test_address(self, aws: Aws, directory: Directory, changing: str) -> None:
        directory.send(changing, "new@example.com")
        answer = directory(
            "CancelMessageContactUpdate", contact_id=changing, email_address="new@example.com"
        )

        assert answer == {}
        assert directory.to_verify(changing) == ["86-13900002222"]
        assert aws.outbox.latest().click().state == "revoked"
        found = directory.get(changing)
        assert (found["EmailAddress"], found["Status"]) == (ADDRESS, "Active")

    def test_both(self, directory: Directory, changing: str) -> None:
        directory(
            "CancelMessageContactUpdate",
            contact_id=changing,
            email_address="new@example.com",
            phone_number="86-13900002222",
        )

        assert directory.to_verify(changing) == []
        assert directory.get(changing)["PhoneNumber"] == NUMBER

    @pytest.mark.parametrize(
        "arguments",
        [
            {},
            {"email_address": ADDRESS},
            {"email_address": "other@example.com"},
            {"email_address": "new@example.com", "phone_number": NUMBER},
        ],
    )
    def test_not_pending(
        self, directory: Directory, changing: str, arguments: dict[str, str]
    ) -> None:
        directory.refused(
            "CancelMessageContactUpdate",
            "ContactStatusMismatchAction",
            contact_id=changing,
            **arguments,
        )

        assert directory.to_verify(changing) == ["new@example.com", "86-13900002222"]

    def test_never_verified(self, directory: Directory) -> None:
        contact_id = directory.add()

        directory.refused(
            "CancelMessageContactUpdate",
            "ContactStatusMismatchAction",
            contact_id=contact_id,
            email_address=ADDRESS,
        )
        assert directory.to_verify(contact_id) == [ADDRESS]

    @pytest.mark.parametrize(
        ("code", "arguments"),
        [
            ("InvalidParameter.EmailAddress", {"email_address": "new"}),
            ("InvalidParameter.PhoneNumber", {"phone_number": "new"}),
            ("InvalidParameter.MobileCountryCode", {"phone_number": "1-2065550100"}),
        ],
    )
    def test_refused(
        self, directory: Directory, changing: str, code: str, arguments: dict[str, str]
    ) -> None:
        directory.refused("CancelMessageContactUpdate", code, contact_id=changing, **arguments)

        assert len(directory.to_verify(changing)) == 2
