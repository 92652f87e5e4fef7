"""Tetum: one key for the spellings of one sound.

Words from Portuguese are written as in Portuguese, by the orthography of the National Institute of Linguistics, and in
every way between (*educação*, *educasaun*, *edukasaun*). The rules are those by which that orthography spells
Portuguese sounds; a few sounds that speakers do not tell apart (V and B, single and double letters) are one as well.
"""

from __future__ import annotations

import re

from search.analysis.folding import fold

# In this order: each rule sees what those before it left.
_RULES = tuple(
    (re.compile(typed), sound)
    for typed, sound in (
        ("ção$|são$", "saun"),
        ("ções$|sões$", "soens"),
        ("ão", "aun"),
        ("ões", "oens"),
        ("ç", "s"),
        ("[ñ]|nh", "n"),
        ("lh", "l"),
        ("ph", "f"),
        ("ch", "x"),
        ("(?<=^e)x(?=[a-z])", "s"),
        ("qu(?=[eiéíê])", "k"),
        ("q", "k"),
        ("gu(?=[eiéíê])", "g"),
        ("g(?=[eiéíê])", "j"),
        ("c(?=[eiéíê])", "s"),
        ("c", "k"),
        ("z", "s"),
        ("v", "b"),
        ("y", "i"),
        ("h", ""),
    )
)
_TWICE = re.compile(r"(.)\1+")
# What is not stressed at the end, and the Portuguese plural.
_ENDINGS = ((re.compile("(?<=...)s$"), ""), (re.compile("(?<=..)o$"), "u"), (re.compile("(?<=..)m$"), "n"))


def sound_of(token: str) -> str:
    """How a word sounds to a reader of Tetum, in letters; the token is in lower case with its accents."""
    for typed, sound in _RULES:
        token = typed.sub(sound, token)
    token = _TWICE.sub(r"\1", fold(token))
    for ending, sound in _ENDINGS:
        token = ending.sub(sound, token)
    return token
