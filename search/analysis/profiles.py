"""What a text gets besides its words, by the profile that ``portal.languages`` names for its language.

Neither bigrams nor stems are part of it: bigrams follow the script, because an English text may quote Thai, and stems
are made wherever a rule is known (see ``stems``).
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.languages import language_for


@dataclass(frozen=True)
class Profile:
    """Whether accented forms are kept beside the folded ones."""

    accents: bool = False


PROFILES: dict[str, Profile] = {
    "plain": Profile(),
    "unspaced": Profile(),
    "stemmed": Profile(),
    "accented": Profile(accents=True),
}


def profile_of(language: str) -> Profile:
    """The profile of a language; an unknown language gets words only."""
    known = language_for(language)
    return PROFILES[known.analysis] if known else PROFILES["plain"]
