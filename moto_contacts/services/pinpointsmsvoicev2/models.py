"""The backend of an account and region."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.families import FamilyBackend
from moto_contacts.services.pinpointsmsvoicev2.account import Account
from moto_contacts.services.pinpointsmsvoicev2.identities import Identities
from moto_contacts.services.pinpointsmsvoicev2.tags import Tags
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_numbers import (
    VerifiedDestinationNumbers,
)


class PinpointSMSVoiceV2Backend(FamilyBackend, BaseBackend):
    """All that one account has in one region."""

    service = CLIENTS["pinpointsmsvoicev2"]
    namespace = "sms-voice"

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        tags = Tags()
        numbers = VerifiedDestinationNumbers(self.scope, tags, Identities(self.scope))
        account = Account(
            self.scope,
            used={
                "OPT_OUT_LISTS": lambda: 1,  # the list Default, which every account has
                "VERIFIED_DESTINATION_NUMBERS": numbers.count,
            },
        )
        self.families = (numbers, tags, account)


pinpointsmsvoicev2_backends = BackendDict(
    PinpointSMSVoiceV2Backend, PinpointSMSVoiceV2Backend.service
)
