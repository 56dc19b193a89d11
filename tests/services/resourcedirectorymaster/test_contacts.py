"""Alibaba Cloud's message contacts through its own SDK: add and read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import ADDRESS, NUMBER, ZOE, Directory


class TestAdd:
    def test_contact_is_to_be_verified_and_sent_nothing(
        self, aws: Aws, directory: Directory
    ) -> None:
        added = directory("AddMessageContact", **ZOE, phone_number=NUMBER)["Contact"]

        prefix, _, rest = added["ContactId"].partition("-")
        assert (prefix, len(rest), rest.isalnum(), rest) == ("c", 16, True, rest.lower())
        assert directory.get(added["ContactId"]) == {
            "ContactId": added["ContactId"],
            "Name": "Zoe",
            "EmailAddress": ADDRESS,
            "PhoneNumber": NUMBER,
            "Title": "CEO",
            "MessageTypes": ["FaultMessage"],
            "Members": [],
            "Status": "Verifying",
            "CreateDate": added["CreateDate"],
        }
        assert directory.to_verify(added["ContactId"]) == [ADDRESS, NUMBER]
        assert aws.outbox.messages() == []

    def test_date_is_that_of_both_regions(self, aws: Aws, directory: Directory) -> None:
        before = aws.clock.now()
        added = directory("AddMessageContact", **ZOE)["Contact"]

        date = datetime.strptime(added["CreateDate"] + " +0800", "%Y-%m-%d %H:%M:%S %z")
        assert timedelta() <= date - before.replace(microsecond=0) < timedelta(minutes=5)

    def test_number_is_optional(self, directory: Directory) -> None:
        contact_id = directory.add()

        assert "PhoneNumber" not in directory.get(contact_id)
        assert directory.to_verify(contact_id) == [ADDRESS]

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("name", "\u5c0f\u660e"),
            ("name", "Zo\u5c0f"),
            ("name", "abcdefghijkl"),
            ("email_address", "zoe+ops@mail.example.com"),
            ("email_address", f"{'z' * 242}@example.com"),
            ("phone_number", "86-01012345678"),
            ("title", "FinanceDirector"),
            ("message_types", ["ProductMessage", "AccountExpenses"]),
            ("message_types", ["ServiceMessage", "FaultMessage", "AccountExpenses",
                               "SecurityMessage", "ActivityMessage", "ProductMessage"]),
        ],
    )  # fmt: skip
    def test_values(self, directory: Directory, member: str, value: Any) -> None:
        found = directory.get(directory.add(**{member: value}))

        assert found["".join(map(str.title, member.split("_")))] == value

    @pytest.mark.parametrize(
        ("code", "member", "value"),
        [
            ("MissingParameter.Name", "name", None),
            ("MissingParameter.Name", "name", ""),
            ("MissingParameter.EmailAddress", "email_address", None),
            ("MissingParameter.Title", "title", None),
            ("MissingParameter.MessageTypes", "message_types", None),
            ("MissingParameter.MessageTypes", "message_types", []),
            ("InvalidParameter.Name", "name", "Z"),
            ("InvalidParameter.Name", "name", "Zoe Z"),
            ("InvalidParameter.Name", "name", "Zoe1"),
            ("InvalidParameter.Name", "name", "Zo\u00eb"),
            ("InvalidParameter.Name.Length", "name", "abcdefghijklm"),
            ("InvalidParameter.Name.Length", "name", "1" * 5000),
            ("InvalidParameter.EmailAddress", "email_address", "zoe"),
            ("InvalidParameter.EmailAddress", "email_address", "zoe@example"),
            ("InvalidParameter.EmailAddress", "email_address", "z oe@example.com"),
            ("InvalidParameter.EmailAddress.Length", "email_address", f"{'z' * 243}@example.com"),
            ("InvalidParameter.PhoneNumber", "phone_number", "13900001111"),
            ("InvalidParameter.PhoneNumber", "phone_number", "+86-13900001111"),
            ("InvalidParameter.PhoneNumber", "phone_number", "86-1390000x"),
            ("InvalidParameter.PhoneNumber", "phone_number", "86-" + "1" * 40),
            ("InvalidParameter.MobileCountryCode", "phone_number", "1-2065550100"),
            ("InvalidParameter.MobileCountryCode", "phone_number", "852-20655501"),
            ("InvalidParameter.Title", "title", "ceo"),
            ("InvalidParameter.MessageTypes", "message_types", ["FaultMessage", "Spam"]),
            ("InvalidParameter.MessageTypes", "message_types", "FaultMessage"),
        ],
    )
    def test_refused(self, directory: Directory, code: str, member: str, value: Any) -> None:
        directory.refused("AddMessageContact", code, **(ZOE | {member: value}))

        assert directory.listed() == []

    def test_first_parameter_is_told(self, directory: Directory) -> None:
        """In the order in which the service's tables have them."""
        arguments: dict[str, Any] = {"phone_number": "x", "title": "x", "message_types": ["x"]}
        add = "AddMessageContact"
        directory.refused(add, "MissingParameter.Name", **arguments)
        arguments["name"] = "Zoe"
        directory.refused(add, "MissingParameter.EmailAddress", **arguments)
        arguments["email_address"] = ADDRESS
        directory.refused(add, "InvalidParameter.PhoneNumber", **arguments)
        arguments["phone_number"] = NUMBER
        directory.refused(add, "InvalidParameter.Title", **arguments)
        arguments["title"] = "Other"
        directory.refused(add, "InvalidParameter.MessageTypes", **arguments)

    def test_name_is_taken(self, directory: Directory) -> None:
        directory.add()

        directory.refused("AddMessageContact", "InvalidParameter.Name.AlreadyUsed", **ZOE)
        assert directory.listed() == ["Zoe"]

    def test_address_and_number_may_be_taken(self, directory: Directory) -> None:
        directory.add(phone_number=NUMBER)
        directory.add(name="Yan", phone_number=NUMBER)

        assert directory.listed() == ["Zoe", "Yan"]

    def test_directory_is_full(self, aws: Aws, directory: Directory) -> None:
        for letter in "abcdefghijklmnopqrst":
            directory.add(name=letter * 3)

        directory.refused("AddMessageContact", "LimitExceeded.Contacts", **ZOE)
        assert directory("ListMessageContacts")["TotalCount"] == 20
        with aws.settings(resourcedirectory_contacts_per_directory=21):
            directory.add()

    def test_site_of_the_other_countries(self, aws: Aws, directory: Directory) -> None:
        with aws.settings(resourcedirectory_site="international"):
            contact_id = directory.add(phone_number="1-2065550100")

            directory.verify(contact_id, "1-2065550100")

    @pytest.mark.wire
    def test_accounts_have_directories_of_their_own(self, aws: Aws) -> None:
        from alibabacloud_tea_openapi.utils_models import GlobalParameters

        other = Directory(
            aws,
            global_parameters=GlobalParameters(headers={"x-moto-account-id": "210987654321"}),
        )
        contact_id = Directory(aws).add()

        other.refused("GetMessageContact", "EntityNotExists.Contact", contact_id=contact_id)
        other.send(other.add(), ADDRESS)
        assert aws.outbox.latest().account == "210987654321"


class TestRead:
    def test_none(self, directory: Directory) -> None:
        assert directory("ListMessageContacts") == {
            "Contacts": [],
            "TotalCount": 0,
            "PageNumber": 1,
            "PageSize": 10,
        }

    def test_contact_as_it_is_read_alone(self, directory: Directory) -> None:
        contact_id = directory.active(phone_number=NUMBER)
        directory("AssociateMembers", contact_id=contact_id, members=["rd-a1b2c3"])

        assert directory("ListMessageContacts")["Contacts"] == [directory.get(contact_id)]
        assert directory.get(contact_id)["Members"] == ["rd-a1b2c3"]

    def test_one(self, directory: Directory) -> None:
        directory.add()
        contact_id = directory.add(name="Yan")

        assert directory.listed(contact_id=contact_id) == ["Yan"]
        assert directory.listed(contact_id=contact_id, page_number=2) == []

    def test_pages(self, directory: Directory) -> None:
        names = [letter * 2 for letter in "abcdefghijkl"]
        for name in names:
            directory.add(name=name)

        assert directory.listed() == names[:10]
        assert directory.listed(page_number=2) == names[10:]
        assert directory.listed(page_number=3, page_size=5) == names[10:]
        assert directory.listed(page_number=2**31 - 1, page_size=100) == []
        found = directory("ListMessageContacts", page_number=2, page_size=5)
        assert [each["Name"] for each in found["Contacts"]] == names[5:10]
        assert (found["TotalCount"], found["PageNumber"], found["PageSize"]) == (12, 2, 5)

    def test_pages_of_what_is_to_be_verified(self, directory: Directory) -> None:
        contact_id = directory.add(phone_number=NUMBER)

        assert directory(
            "ListMessageContactVerifications", contact_id=contact_id, page_number=2, page_size=1
        ) == {
            "ContactVerifications": [{"ContactId": contact_id, "Target": NUMBER}],
            "TotalCount": 2,
            "PageNumber": 2,
            "PageSize": 1,
        }

    @pytest.mark.parametrize(
        "operation", ["ListMessageContacts", "ListMessageContactVerifications"]
    )
    @pytest.mark.parametrize(
        ("parameter", "value"),
        [
            ("page_number", 0),
            ("page_number", -1),
            ("page_number", 2**31),
            ("page_number", "one"),
            ("page_number", "9" * 30),
            ("page_size", 0),
            ("page_size", 101),
            ("page_size", 1.5),
        ],
    )
    def test_bad_page(
        self, directory: Directory, operation: str, parameter: str, value: Any
    ) -> None:
        code = {"page_number": "PageNumber", "page_size": "PageSize"}[parameter]
        arguments = {"contact_id": directory.add(), parameter: value}
        directory.refused(operation, f"InvalidParameter.{code}", **arguments)
