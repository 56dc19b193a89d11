"""The backend of an account and region. Pools and users are in moto's own."""

from moto.core.base_backend import BackendDict, BaseBackend

from moto_contacts.catalogue import CLIENTS
from moto_contacts.gateway.backend import FamilyBackend
from moto_contacts.services.cognitoidp.attributes import Attributes
from moto_contacts.services.cognitoidp.challenges import Challenges
from moto_contacts.services.cognitoidp.choices import Choices
from moto_contacts.services.cognitoidp.clients import Clients
from moto_contacts.services.cognitoidp.errors import CognitoDialect
from moto_contacts.services.cognitoidp.pending import Pending
from moto_contacts.services.cognitoidp.second_factors import EmailFactors
from moto_contacts.services.cognitoidp.sign_ups import SignUps


class CognitoIdpBackend(FamilyBackend, BaseBackend):
    """The codes of one account and region."""

    service = CLIENTS["cognitoidp"]
    namespace = "cognito-idp"
    dialect = CognitoDialect()
    families = (Clients, Pending, SignUps, Attributes, EmailFactors, Challenges, Choices)


cognitoidp_backends = BackendDict(CognitoIdpBackend, CognitoIdpBackend.service)
