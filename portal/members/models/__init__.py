"""Users and bodies, delegations and seats, and how people come into them."""

from portal.members.models.access_request import AccessRequest
from portal.members.models.body import Body
from portal.members.models.delegation import Delegation
from portal.members.models.deputy import Deputy
from portal.members.models.holder import SeatHolder
from portal.members.models.invitation import Invitation
from portal.members.models.proof_reset import ProofReset
from portal.members.models.seat import Seat
from portal.members.models.user import User

__all__ = ["AccessRequest", "Body", "Delegation", "Deputy", "Invitation", "ProofReset", "Seat", "SeatHolder", "User"]
