"""What others are told of people and seats, sent within the transaction of the act.

Whoever mails listens here and writes rows of its own; nothing here knows of mail. A listener that raises undoes the
act. No signal carries a secret: the link of an invitation is made anew by ``portal.members.invitation_links``.
"""

from __future__ import annotations

from django.dispatch import Signal

#: ``invitation``: an address was invited into a seat; the mail goes to ``invitation.email``.
invited = Signal()
#: ``invitation``: it was taken back before anybody took it up.
invitation_taken_back = Signal()
#: ``invitation``: its time ran out; for whoever invited.
invitation_expired = Signal()

#: ``request``: somebody asks for access; ``portal.members.queries.deciders(request)`` says who is to be told.
access_asked = Signal()
#: ``request``: it was decided. A grant brings ``invited`` besides; a refusal is told to ``request.email``.
access_decided = Signal()

#: ``holder``, ``by`` (user or None): a person took a seat.
seat_taken = Signal()
#: ``holder``, ``by``: a person left a seat, or lost it; ``holder.user`` loses what the seat gave.
seat_left = Signal()
#: ``holder`` (of the new seat), ``left`` (the holder of the former), ``by``: a person was moved. Sent besides both.
seat_moved = Signal()
#: ``seat``, ``by``: nobody holds it now; ``portal.members.queries.answering(seat)`` says who answers for it.
seat_vacant = Signal()
#: ``seat``, ``by``: it was closed, by staff or because nobody confirmed it (``by`` is None).
seat_closed = Signal()
#: ``seat``, ``number`` (1 or 2), ``closes_on`` (date): it waits for being confirmed.
confirmation_wanted = Signal()

#: ``deputy``: a person was named; ``deputy.user`` and the holder are to know.
deputy_named = Signal()
#: ``deputy``: it was ended before its last day.
deputy_ended = Signal()

#: ``user``, ``asked_by``, ``by``: every second proof was taken from somebody who had lost them; ``user`` is to know.
proofs_reset = Signal()

#: ``user``, ``what``: something of how they sign in was changed, and they are to know in case it was not them.
account_changed = Signal()
#: ``user``: a link to choose a new password was asked for at their address.
password_link_wanted = Signal()

#: ``user``, ``by``: the account was closed. Whoever keeps anything of a person's own drops it now.
account_closed = Signal()
#: ``user``, ``former_address``: what told of the person was erased. Whoever keeps more erases it now.
account_erased = Signal()
#: ``body``, ``by``: it was removed, and all its seats closed.
body_removed = Signal()
