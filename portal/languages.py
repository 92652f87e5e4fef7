"""The one table of languages: everything that differs by language is derived from it.

``code`` is the code in addresses and of the Wagtail locale; ``tag`` is the BCP 47 tag written into ``lang``;
``leading`` is the line-height of running text, ``leading_head`` that of headings (see the script table in
``static/portal/balai.css``, which a test holds equal to this one); ``font`` names the self-hosted family, or None
where the reader's own fonts serve; ``analysis`` names the profile in ``search/analysis``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language of the portal."""

    code: str
    tag: str
    english_name: str
    own_name: str
    script: str
    leading: float
    leading_head: float
    font: str | None
    analysis: str


LANGUAGES: tuple[Language, ...] = (
    Language("en", "en", "English", "English", "Latn", 1.5, 1.25, "Noto Sans", "stemmed"),
    Language("th", "th", "Thai", "ไทย", "Thai", 1.75, 1.5, "Noto Sans Thai", "unspaced"),
    Language("lo", "lo", "Lao", "ລາວ", "Laoo", 1.8, 1.55, "Noto Sans Lao", "unspaced"),
    Language("km", "km", "Khmer", "ខ្មែរ", "Khmr", 1.85, 1.6, "Noto Sans Khmer", "unspaced"),
    Language("my", "my", "Burmese", "မြန်မာ", "Mymr", 1.9, 1.7, "Noto Sans Myanmar", "unspaced"),
    Language("vi", "vi", "Vietnamese", "Tiếng Việt", "Latn", 1.6, 1.4, "Noto Sans", "accented"),
    Language("id", "id", "Indonesian", "Bahasa Indonesia", "Latn", 1.5, 1.25, "Noto Sans", "stemmed"),
    Language("ms", "ms", "Malay", "Bahasa Melayu", "Latn", 1.5, 1.25, "Noto Sans", "stemmed"),
    Language("fil", "fil", "Filipino", "Filipino", "Latn", 1.5, 1.25, "Noto Sans", "plain"),
    Language("zh-hans", "zh-Hans", "Chinese", "简体中文", "Hans", 1.7, 1.4, None, "unspaced"),
    Language("ta", "ta", "Tamil", "தமிழ்", "Taml", 1.65, 1.4, "Noto Sans Tamil", "stemmed"),
    Language("tet", "tet", "Tetum", "Tetun", "Latn", 1.5, 1.25, "Noto Sans", "accented"),
    Language("pt", "pt", "Portuguese", "Português", "Latn", 1.5, 1.25, "Noto Sans", "accented"),
)

BY_CODE: dict[str, Language] = {language.code: language for language in LANGUAGES}

#: Codes that browsers and older systems send for one of ours.
ALIASES: dict[str, str] = {"tl": "fil", "in": "id", "zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}


def language_for(code: str) -> Language | None:
    """The language meant by a code or tag in any spelling (``TL``, ``zh-Hans-SG``, ``pt_BR``), or None."""
    wanted = code.strip().lower().replace("_", "-")
    while wanted:
        found = BY_CODE.get(ALIASES.get(wanted, wanted))
        if found:
            return found
        wanted = wanted.rpartition("-")[0]
    return None
