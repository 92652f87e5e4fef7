"""What others are told of spaces, sent within the transaction of the act; a listener that raises undoes it."""

from __future__ import annotations

from django.dispatch import Signal

#: ``membership``, ``by``: a seat came into a space.
admitted = Signal()
#: ``membership``, ``by``: a seat left a space, or was put out; who acted for it reads there no more.
removed = Signal()
#: ``membership``, ``person``, ``came`` (whether they came or left), ``by``: the person in a seat that is in a space.
person_changed = Signal()
#: ``entry``: an administrator has broken the glass.
glass_broken = Signal()
#: ``space``, ``by``: the rules have a new version, which everybody has to accept.
rules_changed = Signal()
#: ``proposal``, ``by``: something waits for the consent of the other owners.
proposed = Signal()
#: ``space``, ``by``: nothing is written there any more.
archived = Signal()
#: ``space``, ``by``: its label or its rule of attribution is stricter than before.
tightened = Signal()
#: ``space``, ``by``: who learns that it exists has changed.
hiding_changed = Signal()
