"""Members that Alibaba Cloud's message contacts are bound to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import Directory


class TestAssociate:
    def test_everything_that_can_be_bound(self, aws: Aws, directory: Directory, zoe: str) -> None:
        members = ["rd-3G3x4y", "r-aBc12", "fd-Ux5w6v", "1151000000000001"]
        bound = directory("AssociateMembers", contact_id=zoe, members=members)["Members"]

        assert [each["MemberId"] for each in bound] == members
        assert {each["ContactId"] for each in bound} == {zoe}
        (date,) = {each["ModifyDate"] for each in bound}
        found = directory.get(zoe)
        assert (found["Members"], found["Status"]) == (members, "Verifying")
        aws.clock.advance(hours=1)
        (again,) = directory("AssociateMembers", contact_id=zoe, members=members[:1])["Members"]
        assert again["ModifyDate"] == date
        assert directory.get(zoe)["Members"] == members

    def test_contacts_of_a_member(self, directory: Directory, zoe: str) -> None:
        yan = directory.add(name="Yan")
        directory.add(name="Xi")
        (bound,) = directory("AssociateMembers", contact_id=zoe, members=["11"])["Members"]
        directory("AssociateMembers", contact_id=yan, members=["11", "22"])

        assert directory.listed(member="11") == ["Zoe", "Yan"]
        assert directory.listed(member="22") == ["Yan"]
        assert directory.listed(member="33") == []
        assert directory.listed(member="22", contact_id=zoe) == []
        (found,) = directory("ListMessageContacts", member="11", contact_id=zoe)["Contacts"]
        assert found == directory.get(zoe) | {"AssociatedDate": bound["ModifyDate"]}

    def test_contact_is_full(self, aws: Aws, directory: Directory, zoe: str) -> None:
        for first in (10, 15):
            members = [str(number) for number in range(first, first + 5)]
            directory("AssociateMembers", contact_id=zoe, members=members)
        before = directory.get(zoe)["Members"]

        directory.refused(
            "AssociateMembers", "LimitExceeded.ContactMembers", contact_id=zoe, members=["99"]
        )
        assert len(before) == 10
        assert directory.get(zoe)["Members"] == before
        directory("AssociateMembers", contact_id=zoe, members=before[:2])
        with aws.settings(resourcedirectory_bindings_per_contact=11):
            directory("AssociateMembers", contact_id=zoe, members=["99"])

    def test_five_in_one_call(self, aws: Aws, directory: Directory, zoe: str) -> None:
        members = list("123456")
        directory.refused(
            "AssociateMembers", "InvalidParameter.Members", contact_id=zoe, members=members
        )

        assert directory.get(zoe)["Members"] == []
        with aws.settings(resourcedirectory_targets_per_call=6):
            directory("AssociateMembers", contact_id=zoe, members=members)


class TestDisassociate:
    @pytest.fixture
    def bound(self, directory: Directory, zoe: str) -> str:
        directory("AssociateMembers", contact_id=zoe, members=["11", "22", "33"])
        return zoe

    def test_unbound(self, directory: Directory, bound: str) -> None:
        gone = directory("DisassociateMembers", contact_id=bound, members=["33", "11"])["Members"]

        assert [(each["ContactId"], each["MemberId"]) for each in gone] == [
            (bound, "33"),
            (bound, "11"),
        ]
        assert all(each["ModifyDate"] for each in gone)
        assert directory.get(bound)["Members"] == ["22"]
        assert directory.listed(member="11") == []

    def test_what_is_not_bound(self, directory: Directory, bound: str) -> None:
        directory("DisassociateMembers", contact_id=bound, members=["44"])

        assert directory.get(bound)["Members"] == ["11", "22", "33"]

    @pytest.mark.parametrize(
        ("code", "count"),
        [
            ("InvalidParameter.Members.Length", 6),
            ("InvalidParameter.Members.Length", 10),
            ("QuotaExceeded.Members", 11),
        ],
    )
    def test_too_many(self, directory: Directory, bound: str, code: str, count: int) -> None:
        members = [str(number) for number in range(11, 11 + count)]
        directory.refused("DisassociateMembers", code, contact_id=bound, members=members)

        assert directory.get(bound)["Members"] == ["11", "22", "33"]


@pytest.mark.parametrize("operation", ["AssociateMembers", "DisassociateMembers"])
class TestMembers:
    @pytest.mark.parametrize(
        "members", [None, [], "11", ["11", "x"], ["fd-"], ["ou-1"], ["11", "1" * 65]]
    )
    def test_invalid(self, directory: Directory, zoe: str, operation: str, members: Any) -> None:
        directory.refused(operation, "InvalidParameter.Members", contact_id=zoe, members=members)

        assert directory.get(zoe)["Members"] == []

    def test_twice(self, directory: Directory, zoe: str, operation: str) -> None:
        directory("AssociateMembers", contact_id=zoe, members=["11"])
        directory.refused(
            operation,
            "InvalidParameter.Members.Duplicate",
            contact_id=zoe,
            members=["11", "22", "11"],
        )

        assert directory.get(zoe)["Members"] == ["11"]

    def test_not_in_the_directory(
        self, aws: Aws, directory: Directory, zoe: str, operation: str
    ) -> None:
        directory("AssociateMembers", contact_id=zoe, members=["11"])
        with aws.settings(resourcedirectory_members=["11", "22"]):
            directory.refused(operation, "InvalidMember", contact_id=zoe, members=["22", "33"])
            assert directory.get(zoe)["Members"] == ["11"]
            directory(operation, contact_id=zoe, members=["22"])


class TestMemberFilter:
    def test_not_in_the_directory(self, aws: Aws, directory: Directory) -> None:
        with aws.settings(resourcedirectory_members=["11"]):
            directory.refused("ListMessageContacts", "EntityNotExists.Member", member="22")
            assert directory.listed(member="11") == []

    @pytest.mark.parametrize("member", ["x", "fd-", "1" * 65])
    def test_no_id(self, directory: Directory, member: str) -> None:
        directory.refused("ListMessageContacts", "InvalidParameter.Member", member=member)
