"""``manage.py rotate_keys``: secrets of second proofs are kept under the first key from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.members.second_factor.rotation import rotate


class Command(BaseCommand):
    """Closes every secret of a second proof anew; may be broken off and begun again."""

    help = "Keep secrets of second proofs under the first key of PORTAL_FACTOR_KEYS, so that the others can go."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, and say how many; fails where a secret opens under none of the keys."""
        done = rotate()
        self.stdout.write(f"{done.renewed} secrets closed under the first key, {done.fresh} were so already.")
        if done.unreadable:
            raise CommandError(
                f"{len(done.unreadable)} secrets open under none of the keys: put the missing key into"
                " PORTAL_FACTOR_KEYS, or have these people's second proofs reset. Accounts: "
                + ", ".join(map(str, done.unreadable))
            )
