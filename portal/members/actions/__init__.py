"""The only writes of seats and of how people come into them: keyword-only, in one transaction, written to the log.

``by`` is the user who acts, or None for the portal itself (a duty, a command, the demo). Whoever acts without the right
gets PermissionDenied; what cannot be done gets a ValidationError with one sentence for the person.
"""

from portal.members.actions.contact import choose_contact, write_note
from portal.members.actions.deputies import end_deputy, name_deputy
from portal.members.actions.erasing import erase_account
from portal.members.actions.invitations import accept, expire_invitations, invite, take_back
from portal.members.actions.leaving import close_account, close_seat, end_seat, remove_body
from portal.members.actions.profile import change_profile
from portal.members.actions.proof_resets import ask_to_reset_proofs, decide_proof_reset
from portal.members.actions.requests import ask_for_access, decide
from portal.members.actions.seats import confirm, hand_over, move, open_seat, remind, take_seat

__all__ = [
    "accept",
    "ask_for_access",
    "ask_to_reset_proofs",
    "change_profile",
    "choose_contact",
    "close_account",
    "close_seat",
    "confirm",
    "decide",
    "decide_proof_reset",
    "end_deputy",
    "end_seat",
    "erase_account",
    "expire_invitations",
    "hand_over",
    "invite",
    "move",
    "name_deputy",
    "open_seat",
    "remind",
    "remove_body",
    "take_back",
    "take_seat",
    "write_note",
]
