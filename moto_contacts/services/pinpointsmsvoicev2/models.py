"""The backend of an account and region."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.pinpointsmsvoicev2.account import Account
from moto_contacts.services.pinpointsmsvoicev2.available_phone_numbers import (
    AvailablePhoneNumbers,
)
from moto_contacts.services.pinpointsmsvoicev2.carrier_lookup import CarrierLookup
from moto_contacts.services.pinpointsmsvoicev2.changes import Changes
from moto_contacts.services.pinpointsmsvoicev2.configuration_sets import ConfigurationSets
from moto_contacts.services.pinpointsmsvoicev2.errors import SmsVoiceDialect
from moto_contacts.services.pinpointsmsvoicev2.event_destinations import EventDestinations
from moto_contacts.services.pinpointsmsvoicev2.events import Events
from moto_contacts.services.pinpointsmsvoicev2.keywords import Keywords
from moto_contacts.services.pinpointsmsvoicev2.media_messages import MediaMessages
from moto_contacts.services.pinpointsmsvoicev2.message_feedback import MessageFeedback
from moto_contacts.services.pinpointsmsvoicev2.number_overrides import NumberOverrides
from moto_contacts.services.pinpointsmsvoicev2.opt_out_lists import OptOutLists
from moto_contacts.services.pinpointsmsvoicev2.opted_out_numbers import OptedOutNumbers
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.phone_numbers import PhoneNumbers
from moto_contacts.services.pinpointsmsvoicev2.pools import Pools
from moto_contacts.services.pinpointsmsvoicev2.protect_configurations import ProtectConfigurations
from moto_contacts.services.pinpointsmsvoicev2.resource_policies import ResourcePolicies
from moto_contacts.services.pinpointsmsvoicev2.sender_ids import SenderIds
from moto_contacts.services.pinpointsmsvoicev2.spend_limits import SpendLimits
from moto_contacts.services.pinpointsmsvoicev2.tags import Tags
from moto_contacts.services.pinpointsmsvoicev2.text_messages import TextMessages
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_numbers import (
    VerifiedDestinationNumbers,
)
from moto_contacts.services.pinpointsmsvoicev2.voice_messages import VoiceMessages


class PinpointSMSVoiceV2Backend(FamilyBackend, BaseBackend):
    """All that one account has in one region."""

    service = CLIENTS["pinpointsmsvoicev2"]
    namespace = "sms-voice"
    dialect = SmsVoiceDialect()
    families = (
        Changes,
        SpendLimits,
        Events,
        Outgoing,
        ConfigurationSets,
        EventDestinations,
        OptOutLists,
        OptedOutNumbers,
        AvailablePhoneNumbers,
        PhoneNumbers,
        SenderIds,
        Pools,
        Keywords,
        ProtectConfigurations,
        NumberOverrides,
        ResourcePolicies,
        TextMessages,
        MediaMessages,
        VoiceMessages,
        MessageFeedback,
        VerifiedDestinationNumbers,
        CarrierLookup,
        Tags,
        Account,
    )


pinpointsmsvoicev2_backends = BackendDict(
    PinpointSMSVoiceV2Backend, PinpointSMSVoiceV2Backend.service
)
