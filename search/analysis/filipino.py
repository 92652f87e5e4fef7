"""Filipino: the root of a word without its affixes, as far as their shapes tell.

Light on purpose: no dictionary, so now and then two roots meet. It serves the looser readings of a query only.
"""

from __future__ import annotations

import re

#: What must be left of a word for an affix to be taken off.
SHORTEST_ROOT = 3

# Longest first, so that PAGPAPA is not taken for PAG. A nasal before a consonant belongs to the prefix.
_PREFIXES = re.compile(
    "(?:na|ma|pa)ki(?:ki)?pag|(?:nag|mag|pag)papa|(?:nag|mag|pag)kaka|(?:nag|mag|pag)ka|i?pinag|ipag|pinaka|taga"
    "|(?:na|ma|pa)ka|nag|mag|pag|(?:na|ma|pa)ng|(?:na|ma|pa)[mn](?=[b-df-hj-np-tv-z])|ika|ka|na|ma|pa|i"
)
_CONSONANT = "[bdghklmnpqrstwy]"
_INFIX = re.compile(f"(?<=^{_CONSONANT})(?:um|in)(?=[aeiou])|^(?:um|in)(?=[aeiou])")
# The first syllable said twice: LALAKAD, AALIS, TATRABAHO.
_FIRST_TWICE = re.compile(f"^({_CONSONANT}?[aeiou])(?=\\1)|^({_CONSONANT})[aeiou](?=\\2[lrwy])")
# The G that links a word ending in N to the next, then a suffix, then the vowel a suffix swallows.
_ENDINGS = (re.compile("(?<=[aeiou]n)g$"), re.compile("(?:h?[ai]n){1,2}$"), re.compile("[aeiou]$"))


def root_of(token: str) -> str:
    """The root of a word in lower case without accents; a word that has no affix is its own."""
    root = token
    for ending in _ENDINGS:
        root = _without(ending, root)
    for _layer in range(3):
        begun = _PREFIXES.match(root)
        shorter = root[begun.end() :] if begun else root
        if len(shorter) > SHORTEST_ROOT or (len(shorter) == SHORTEST_ROOT and shorter[0] not in "aeiou"):
            root = shorter
        before = root
        root = _without(_FIRST_TWICE, _without(_INFIX, root))
        if not begun and before == root:
            break
    return root


def _without(affix: re.Pattern[str], word: str) -> str:
    shorter = affix.sub("", word, count=1)
    return shorter if len(shorter) >= SHORTEST_ROOT else word
