"""What is known of a phone number."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.pinpointsmsvoicev2 import networks
from tests.services.pinpointsmsvoicev2.steps import validation


def look_up(sms: Any, phone_number: str, **parameters: Any) -> dict[str, Any]:
    found: dict[str, Any] = sms.carrier_lookup(PhoneNumber=phone_number, **parameters)
    del found["ResponseMetadata"]
    return found


class TestLookup:
    def test_mobile(self, sms: Any) -> None:
        assert look_up(sms, "+447860019066") == {
            "E164PhoneNumber": "+447860019066",
            "DialingCountryCode": "44",
            "IsoCountryCode": "GB",
            "Country": "United Kingdom",
            "MCC": "234",
            "MNC": "10",
            "Carrier": "O2",
            "PhoneNumberType": "MOBILE",
        }

    def test_landline(self, sms: Any) -> None:
        assert look_up(sms, "+442079460000") == {
            "E164PhoneNumber": "+442079460000",
            "DialingCountryCode": "44",
            "IsoCountryCode": "GB",
            "Country": "United Kingdom",
            "PhoneNumberType": "LANDLINE",
        }

    @pytest.mark.parametrize(
        ("phone_number", "number_type"),
        [
            ("+14255550100", "MOBILE"),
            ("+445600123456", "VOIP"),
            ("+18005550199", "OTHER"),
            ("+15005550006", "OTHER"),
        ],
    )
    def test_type(self, sms: Any, phone_number: str, number_type: str) -> None:
        assert look_up(sms, phone_number)["PhoneNumberType"] == number_type

    @pytest.mark.parametrize(
        ("phone_number", "country", "name"),
        [
            ("+14165550100", "CA", "Canada"),
            ("+17875550100", "PR", "Puerto Rico"),
            ("+447937404990", "JE", "Jersey"),
            ("+77011234567", "KZ", "Kazakhstan"),
        ],
    )
    def test_country(self, sms: Any, phone_number: str, country: str, name: str) -> None:
        found = look_up(sms, phone_number)
        assert (found["IsoCountryCode"], found["Country"]) == (country, name)

    def test_network_that_has_no_codes_here(self, sms: Any) -> None:
        found = look_up(sms, "+8801812345678")
        assert (found["Carrier"], found.keys() & {"MCC", "MNC"}) == ("Robi", set())

    def test_country_whose_networks_are_not_known(self, sms: Any) -> None:
        found = look_up(sms, "+17875550100")
        assert found["PhoneNumberType"] == "MOBILE"
        assert not found.keys() & {"MCC", "MNC", "Carrier"}

    def test_each_time_the_same_network(self, sms: Any) -> None:
        numbers = [f"+1425555010{last}" for last in range(6)]
        found = [look_up(sms, number) for number in numbers]

        assert [look_up(sms, number) for number in numbers] == found
        assert {each["Carrier"] for each in found} == {"AT&T", "T-Mobile", "Verizon Wireless"}
        assert all(each["MCC"] in {"310", "311"} for each in found)

    @pytest.mark.parametrize(
        "phone_number",
        ["+15555550100", "+99912345678", "+80012345678", "+12", "+1234567890123456789"],
    )
    @pytest.mark.parametrize("cleansing", [True, False])
    def test_number_that_nobody_has(self, sms: Any, phone_number: str, cleansing: bool) -> None:
        assert look_up(sms, phone_number, EnableCleansing=cleansing) == {
            "E164PhoneNumber": phone_number,
            "PhoneNumberType": "INVALID",
        }

    @pytest.mark.parametrize("written", ["+1 (425) 555-0100", "+[1]425.555,0100", "+(1)4255550100"])
    def test_as_people_write_it(self, sms: Any, written: str) -> None:
        assert look_up(sms, written) == look_up(sms, "+14255550100")


class TestCleansing:
    def test_digits_that_are_dialled_within_the_country(self, sms: Any) -> None:
        written = "+44 (0)20 7946 0000"
        assert look_up(sms, written) == {
            "E164PhoneNumber": "+4402079460000",
            "PhoneNumberType": "INVALID",
        }

        found = look_up(sms, written, EnableCleansing=True)

        assert (found["E164PhoneNumber"], found["PhoneNumberType"]) == ("+442079460000", "LANDLINE")
        assert found["OriginalPhoneNumber"] == written

    def test_nothing_to_cleanse(self, sms: Any) -> None:
        found = look_up(sms, "+442079460000", EnableCleansing=True)
        assert "OriginalPhoneNumber" not in found


class TestRefusals:
    @pytest.mark.parametrize("phone_number", ["14255550100", "+", "+0123", "+1425555CALL", "+1("])
    def test_no_number(self, sms: Any, phone_number: str) -> None:
        validation(sms.carrier_lookup, "INVALID_PARAMETER", "phoneNumber", PhoneNumber=phone_number)

    @pytest.mark.parametrize("count", [20, 39])
    def test_too_many_digits(self, sms: Any, count: int) -> None:
        validation(
            sms.carrier_lookup, "INVALID_PARAMETER", "phoneNumber", PhoneNumber="+" + "1" * count
        )


@given(
    st.sampled_from(["US", "GB", "XK"]),
    st.sampled_from(["", "O2", "Example"]),
    st.from_regex("[1-9][0-9]{1,18}", fullmatch=True),
)
def test_codes_are_of_the_models_form(country: str, carrier: str, digits: str) -> None:
    found = networks.of(country, carrier, digits)
    assert found == networks.of(country, carrier, digits)
    assert found is None or (found.mcc is None) is (found.mnc is None)
    if found is not None and found.mcc is not None and found.mnc is not None:
        assert re.fullmatch("[0-9]{3}", found.mcc)
        assert re.fullmatch("[0-9]{2,3}", found.mnc)
