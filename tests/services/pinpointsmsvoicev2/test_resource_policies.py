"""Resource policies of End User Messaging SMS."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    described_phone,
    described_pool,
    not_found,
    phone,
    pool,
    sender_id,
    validation,
)

DEFAULT = arn("opt-out-list/Default")
POLICY = ' {"Version": "2012-10-17", "Statement": []} '
#: What has no policy, and what is not there.
NOT_SHARED = [arn("configuration-set/mine"), "arn:aws:sns:us-east-1:123456789012:topic"]
UNKNOWN = [("pool", arn("pool/pool-1")), ("opt-out-list", arn("opt-out-list/shop"))]


class TestPut:
    def test_policy_is_kept_as_it_is_written(self, sms: Any) -> None:
        put = sms.put_resource_policy(ResourceArn=DEFAULT, Policy=POLICY)

        del put["ResponseMetadata"]
        assert (put["ResourceArn"], put["Policy"]) == (DEFAULT, POLICY)
        found = sms.get_resource_policy(ResourceArn=DEFAULT)
        del found["ResponseMetadata"]
        assert found == put

    def test_whatever_can_be_shared(self, sms: Any) -> None:
        number_id = phone(sms)
        shared = [
            described_phone(sms, number_id)["PhoneNumberArn"],
            described_pool(sms, pool(sms, number_id))["PoolArn"],
            sender_id(sms),
        ]
        for each in shared:
            sms.put_resource_policy(ResourceArn=each, Policy=POLICY)

        assert {sms.get_resource_policy(ResourceArn=each)["Policy"] for each in shared} == {POLICY}

    def test_second_one_replaces_the_first_and_is_as_old(self, aws: Aws, sms: Any) -> None:
        first = sms.put_resource_policy(ResourceArn=DEFAULT, Policy=POLICY)
        aws.clock.advance(hours=1)

        again = sms.put_resource_policy(ResourceArn=DEFAULT, Policy="{}")

        assert again["CreatedTimestamp"] == first["CreatedTimestamp"]
        assert sms.get_resource_policy(ResourceArn=DEFAULT)["Policy"] == "{}"

    @pytest.mark.parametrize("policy", ["no", "[]", "[" * 9_000])
    def test_what_is_no_policy(self, sms: Any, policy: str) -> None:
        validation(
            sms.put_resource_policy, "CANNOT_PARSE", "policy", ResourceArn=DEFAULT, Policy=policy
        )
        not_found(sms.get_resource_policy, "policy", DEFAULT, ResourceArn=DEFAULT)

    @pytest.mark.parametrize("name", NOT_SHARED)
    def test_what_cannot_be_shared(self, sms: Any, name: str) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        wrong = ("INVALID_ARN", "resourceArn")

        validation(sms.put_resource_policy, *wrong, ResourceArn=name, Policy=POLICY)
        validation(sms.get_resource_policy, *wrong, ResourceArn=name)
        validation(sms.delete_resource_policy, *wrong, ResourceArn=name)

    @pytest.mark.parametrize(("kind", "name"), UNKNOWN)
    def test_unknown_resource(self, sms: Any, kind: str, name: str) -> None:
        not_found(sms.put_resource_policy, kind, name, ResourceArn=name, Policy=POLICY)
        not_found(sms.get_resource_policy, kind, name, ResourceArn=name)
        not_found(sms.delete_resource_policy, kind, name, ResourceArn=name)


class TestDelete:
    def test_answer_has_what_it_was(self, sms: Any) -> None:
        put = sms.put_resource_policy(ResourceArn=DEFAULT, Policy=POLICY)

        deleted = sms.delete_resource_policy(ResourceArn=DEFAULT)

        del put["ResponseMetadata"], deleted["ResponseMetadata"]
        assert deleted == put
        not_found(sms.delete_resource_policy, "policy", DEFAULT, ResourceArn=DEFAULT)

    def test_nothing_to_get(self, sms: Any) -> None:
        not_found(sms.get_resource_policy, "policy", DEFAULT, ResourceArn=DEFAULT)
