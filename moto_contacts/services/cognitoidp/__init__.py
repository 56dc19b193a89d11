"""Amazon Cognito user pools: users, by the codes and links that their sign-ups send."""

from moto_contacts.gateway.service import Service
from moto_contacts.services.cognitoidp.flows import GATED, SHOWN
from moto_contacts.services.cognitoidp.models import cognitoidp_backends
from moto_contacts.services.cognitoidp.motos import home

# Nobody signs the three operations that are ours, so nobody may be refused them.
SERVICE = Service(
    backends=cognitoidp_backends, shown=SHOWN, gated=GATED, home=home, enforces_iam=False
)

__all__ = ["SERVICE", "cognitoidp_backends"]
