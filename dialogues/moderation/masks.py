"""Blocks in the place of words. They are as many whatever stood there, so that nobody counts the letters."""

from __future__ import annotations

BLOCKS = "█████"


def masked(text: str, words: str) -> str:
    """A text with blocks wherever these words stand in it."""
    return text.replace(words, BLOCKS)


def as_sent(words: str) -> str:
    """Words as they stand in a text that came with a form, whatever a browser made of the ends of lines."""
    return words.strip().replace("\r\n", "\n")
