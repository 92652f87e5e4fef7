"""How a publication is cited: as a sentence, as BibTeX, RIS and CSL-JSON, and as metadata for machines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from portal.dates import PartialDate, format_partial

PUBLISHER = "Balai"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What every form of citation is made from. ``issued`` is a partial date; ``url`` is absolute."""

    reference: str
    title: str
    bodies: tuple[str, ...]
    type_label: str
    type_code: str
    version: str
    issued: str
    language: str
    url: str

    @property
    def date(self) -> PartialDate:
        """The date of issue, as far as it is known."""
        return PartialDate.parse(self.issued)

    @property
    def issued_long(self) -> str:
        """The date of issue as readers of the language write it."""
        return format_partial(self.issued, self.language.lower())

    def bibtex(self) -> str:
        """A ``@techreport`` entry; the key is the reference without hyphens."""
        fields = {
            "title": "{" + _bibtex(self.title) + "}",
            **({"author": " and ".join("{" + _bibtex(body) + "}" for body in self.bodies)} if self.bodies else {}),
            "institution": PUBLISHER,
            "type": _bibtex(self.type_label),
            "number": self.reference,
            "year": str(self.date.first.year),
            "language": self.language,
            "url": self.url,
            "note": f"Version {self.version}",
        }
        if self.date.precision != "year":
            fields["month"] = str(self.date.first.month)
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@techreport{{{self.reference.replace('-', '')},\n{lines}\n}}\n"

    def ris(self) -> str:
        """A RIS record of type RPRT, one ``AU`` for each body."""
        parts = [*self.issued.split("-"), "", ""]
        lines = [
            ("TY", "RPRT"),
            *(("AU", body) for body in self.bodies),
            ("TI", self.title),
            ("PY", parts[0]),
            ("DA", "/".join(parts[:3]) + "/"),
            ("PB", PUBLISHER),
            ("SN", self.reference),
            ("ET", self.version),
            ("M3", self.type_label),
            ("LA", self.language),
            ("UR", self.url),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)

    def csl(self) -> dict[str, Any]:
        """An item of CSL-JSON 1.0, type ``report``."""
        return {
            "id": self.reference,
            "type": "report",
            "title": self.title,
            "author": [{"literal": body} for body in self.bodies],
            "issued": {"date-parts": [[int(part) for part in self.issued.split("-")]]},
            "publisher": PUBLISHER,
            "genre": self.type_label,
            "number": self.reference,
            "version": self.version,
            "language": self.language,
            "URL": self.url,
        }

    def meta(self) -> list[tuple[str, str]]:
        """Highwire and Dublin Core names with their values, for ``<meta>``."""
        day = self.issued.replace("-", "/")
        return [
            ("citation_title", self.title),
            *(("citation_author_institution", body) for body in self.bodies),
            ("citation_publication_date", day),
            ("citation_technical_report_number", self.reference),
            ("citation_technical_report_institution", PUBLISHER),
            ("citation_language", self.language),
            ("citation_public_url", self.url),
            ("DC.title", self.title),
            *(("DC.creator", body) for body in self.bodies),
            ("DC.date", self.issued),
            ("DC.identifier", self.reference),
            ("DC.publisher", PUBLISHER),
            ("DC.language", self.language),
            ("DC.type", "Text"),
        ]

    def schema(self) -> str:
        """schema.org as JSON-LD, safe inside a ``<script>`` element."""
        data = {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": self.title,
            "reportNumber": self.reference,
            "author": [{"@type": "Organization", "name": body} for body in self.bodies],
            "datePublished": self.issued,
            "inLanguage": self.language,
            "version": self.version,
            "url": self.url,
            "publisher": {"@type": "Organization", "name": PUBLISHER},
        }
        text = json.dumps(data, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


#: Signs that mean something to LaTeX.
_LATEX = str.maketrans({"\\": "", "{": "(", "}": ")", **{sign: f"\\{sign}" for sign in "&%$#_"}, "\n": " ", "\r": " "})


def _bibtex(text: str) -> str:
    return text.translate(_LATEX)
