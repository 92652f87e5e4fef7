"""The tests of the rule notice when the rule is wrong: it is made wrong in every small way, and they have to say so.

A sample here; every mutant with ``make drill ONLY=mutation``.
"""

from __future__ import annotations

from portal import access
from tests.access.holding import Held
from tests.access.mutants import mutants
from tests.drills.proofs import is_long

#: One in so many; a prime, so that no kind of mistake is left out for ever as the source changes.
_EACH = 1 if is_long() else 7


class MutationTests:
    def test_the_rule_as_it_is_holds_and_mistakes_in_it_are_noticed(self, portal: None) -> None:
        held = Held()
        assert held.keeps(access)
        some = [mutant for number, mutant in enumerate(mutants()) if number % _EACH == 0]
        alive = [mutant.mistake for mutant in some if held.keeps(mutant.module)]
        print(f"{len(some)} mutants, {len(alive)} alive", *alive, sep="\n  ")
        assert len(some) >= 10
        assert len(alive) <= len(some) * 0.1, alive
