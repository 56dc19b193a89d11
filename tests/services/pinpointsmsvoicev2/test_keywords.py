"""Keywords of End User Messaging SMS."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    not_found,
    one_by_one,
    phone,
    pool,
    quota,
    validation,
)

TYPE = "keyword"
#: Kind and name of a number or pool that there is not.
UNKNOWN = [
    ("phone-number", "phone-1"),
    ("phone-number", arn("phone-number/phone-1")),
    ("pool", "pool-1"),
    ("pool", arn("pool/pool-1")),
]
INFO = {"Keyword": "Info", "KeywordMessage": "We sell."}


@pytest.fixture
def number_id(sms: Any) -> str:
    """A phone number that is active."""
    return phone(sms)


def words(sms: Any, owner: str, **parameters: Any) -> list[str]:
    found = sms.describe_keywords(OriginationIdentity=owner, **parameters)["Keywords"]
    return [each["Keyword"] for each in found]


class TestPut:
    def test_keyword_is_in_upper_case_and_answers(self, sms: Any, number_id: str) -> None:
        answer = sms.put_keyword(OriginationIdentity=arn(f"phone-number/{number_id}"), **INFO)

        del answer["ResponseMetadata"]
        assert answer == {
            "OriginationIdentityArn": arn(f"phone-number/{number_id}"),
            "OriginationIdentity": number_id,
            "Keyword": "INFO",
            "KeywordMessage": "We sell.",
            "KeywordAction": "AUTOMATIC_RESPONSE",
        }
        assert words(sms, number_id) == ["HELP", "INFO", "STOP"]

    def test_second_time_replaces_the_first(self, sms: Any, number_id: str) -> None:
        owner = {"OriginationIdentity": number_id}
        sms.put_keyword(**owner, **INFO, KeywordAction="OPT_IN")
        sms.put_keyword(**owner, Keyword="INFO", KeywordMessage="New", KeywordAction="OPT_OUT")

        [found] = sms.describe_keywords(**owner, Keywords=["info"])["Keywords"]
        assert (found["KeywordMessage"], found["KeywordAction"]) == ("New", "OPT_OUT")

    @pytest.mark.parametrize(
        ("word", "action"), [("help", "AUTOMATIC_RESPONSE"), ("Stop", "OPT_OUT")]
    )
    def test_message_of_help_and_stop_can_change(
        self, sms: Any, number_id: str, word: str, action: str
    ) -> None:
        put = {"OriginationIdentity": number_id, "Keyword": word}
        for message, more in [("One", {}), ("Two", {"KeywordAction": action})]:
            answer = sms.put_keyword(**put, KeywordMessage=message, **more)
            assert answer["KeywordAction"] == action

        [found] = sms.describe_keywords(OriginationIdentity=number_id, Keywords=[word])["Keywords"]
        assert found["KeywordMessage"] == "Two"

    @pytest.mark.parametrize(("word", "action"), [("HELP", "OPT_OUT"), ("STOP", "OPT_IN")])
    def test_action_of_help_and_stop_cannot(
        self, sms: Any, number_id: str, word: str, action: str
    ) -> None:
        conflict(
            sms.put_keyword,
            "RESOURCE_MODIFICATION_NOT_ALLOWED",
            word,
            TYPE,
            OriginationIdentity=number_id,
            Keyword=word.lower(),
            KeywordMessage="New",
            KeywordAction=action,
        )
        found = sms.describe_keywords(OriginationIdentity=number_id)["Keywords"]
        assert "New" not in [each["KeywordMessage"] for each in found]

    @pytest.mark.parametrize("word", [" INFO", "INFO ", "X" * 31])
    def test_malformed_keyword(self, sms: Any, number_id: str, word: str) -> None:
        validation(
            sms.put_keyword,
            "INVALID_PARAMETER",
            "keyword",
            OriginationIdentity=number_id,
            Keyword=word,
            KeywordMessage="New",
        )
        assert words(sms, number_id) == ["HELP", "STOP"]

    def test_blank_message(self, sms: Any, number_id: str) -> None:
        validation(
            sms.put_keyword,
            "INVALID_PARAMETER",
            "keywordMessage",
            OriginationIdentity=number_id,
            Keyword="INFO",
            KeywordMessage=" \n ",
        )

    def test_quota_of_a_number(self, sms: Any, number_id: str) -> None:
        owner = {"OriginationIdentity": number_id, "KeywordMessage": "New"}
        for number in range(28):
            sms.put_keyword(**owner, Keyword=f"W{number}")
        quota(sms.put_keyword, "KEYWORDS_PER_PHONE_NUMBER", **owner, Keyword="MORE")

        sms.put_keyword(**owner, Keyword="w3")
        assert len(words(sms, number_id)) == 30

    def test_quota_of_a_pool(self, aws: Aws, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        with aws.settings(sms_voice_keywords_per_pool=2):
            quota(sms.put_keyword, "KEYWORDS_PER_POOL", OriginationIdentity=pool_id, **INFO)
        assert words(sms, pool_id) == ["HELP", "STOP"]

    def test_keywords_of_a_pool_are_those_of_its_numbers(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        sms.put_keyword(OriginationIdentity=arn(f"pool/{pool_id}"), **INFO)

        assert words(sms, number_id) == words(sms, pool_id) == ["HELP", "INFO", "STOP"]
        sms.delete_pool(PoolId=pool_id)
        assert words(sms, number_id) == ["HELP", "INFO", "STOP"]

    def test_number_in_a_pool(self, sms: Any, number_id: str) -> None:
        pool(sms, number_id)
        for call, members in [(sms.put_keyword, INFO), (sms.delete_keyword, {"Keyword": "INFO"})]:
            conflict(
                call,
                "PHONE_NUMBER_ASSOCIATED_TO_POOL",
                number_id,
                "phone-number",
                OriginationIdentity=number_id,
                **members,
            )
        assert words(sms, number_id) == ["HELP", "STOP"]

    @pytest.mark.parametrize(("kind", "name"), UNKNOWN)
    def test_unknown_owner(self, sms: Any, kind: str, name: str) -> None:
        not_found(sms.put_keyword, kind, name, OriginationIdentity=name, **INFO)


class TestDescribe:
    def test_help_and_stop_are_there_from_the_start(self, sms: Any, number_id: str) -> None:
        answer = sms.describe_keywords(OriginationIdentity=arn(f"phone-number/{number_id}"))

        assert answer["OriginationIdentity"] == number_id
        assert answer["OriginationIdentityArn"] == arn(f"phone-number/{number_id}")
        actions = {each["Keyword"]: each["KeywordAction"] for each in answer["Keywords"]}
        assert actions == {"HELP": "AUTOMATIC_RESPONSE", "STOP": "OPT_OUT"}
        assert all(each["KeywordMessage"] for each in answer["Keywords"])

    def test_those_that_are_asked_for(self, sms: Any, number_id: str) -> None:
        sms.put_keyword(OriginationIdentity=number_id, **INFO)

        assert words(sms, number_id, Keywords=["stop", "INFO"]) == ["INFO", "STOP"]
        not_found(
            sms.describe_keywords,
            TYPE,
            "OTHER",
            OriginationIdentity=number_id,
            Keywords=["stop", "other"],
        )

    @pytest.mark.parametrize(
        ("action", "found"),
        [("OPT_OUT", ["STOP"]), ("OPT_IN", []), ("AUTOMATIC_RESPONSE", ["HELP"])],
    )
    def test_filter(self, sms: Any, number_id: str, action: str, found: list[str]) -> None:
        assert (
            words(sms, number_id, Filters=[{"Name": "keyword-action", "Values": [action]}]) == found
        )

    def test_value_that_no_keyword_has(self, sms: Any, number_id: str) -> None:
        validation(
            sms.describe_keywords,
            "INVALID_FILTER_VALUES",
            "filters",
            OriginationIdentity=number_id,
            Filters=[{"Name": "keyword-action", "Values": ["SHOUT"]}],
        )

    def test_pages_of_one(self, sms: Any, number_id: str) -> None:
        sms.put_keyword(OriginationIdentity=number_id, **INFO)
        found = one_by_one(sms, "describe_keywords", "Keywords", OriginationIdentity=number_id)
        assert [each["Keyword"] for each in found] == ["HELP", "INFO", "STOP"]

    @pytest.mark.parametrize(("kind", "name"), UNKNOWN)
    def test_unknown_owner(self, sms: Any, kind: str, name: str) -> None:
        not_found(sms.describe_keywords, kind, name, OriginationIdentity=name)

    def test_sender_id_has_none(self, sms: Any) -> None:
        validation(
            sms.describe_keywords,
            "INVALID_ARN",
            "originationIdentity",
            OriginationIdentity=arn("sender-id/MYSHOP/GB"),
        )


class TestDelete:
    def test_keyword_is_gone(self, sms: Any, number_id: str) -> None:
        put = sms.put_keyword(OriginationIdentity=number_id, **INFO)

        deleted = sms.delete_keyword(OriginationIdentity=number_id, Keyword="info")

        del put["ResponseMetadata"], deleted["ResponseMetadata"]
        assert deleted == put
        assert words(sms, number_id) == ["HELP", "STOP"]
        not_found(sms.delete_keyword, TYPE, "INFO", OriginationIdentity=number_id, Keyword="Info")

    @pytest.mark.parametrize("word", ["help", "STOP"])
    def test_help_and_stop_stay(self, sms: Any, number_id: str, word: str) -> None:
        conflict(
            sms.delete_keyword,
            "RESOURCE_DELETION_NOT_ALLOWED",
            word.upper(),
            TYPE,
            OriginationIdentity=number_id,
            Keyword=word,
        )
        assert words(sms, number_id) == ["HELP", "STOP"]

    @pytest.mark.parametrize(("kind", "name"), UNKNOWN)
    def test_unknown_owner(self, sms: Any, kind: str, name: str) -> None:
        not_found(sms.delete_keyword, kind, name, OriginationIdentity=name, Keyword="INFO")
