"""What the parts of an office file say that no published paper needs: changes, comments, fields that fetch or start."""

from __future__ import annotations

import re
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from portal.files.confined.refusing import RefusedError

#: What was fetched on opening must not come from there.
ELSEWHERE = re.compile(r"^\s*(https?|ftp|smb|mhtml|file://[^/]|(file:/+)?\\\\|//)", re.IGNORECASE)
_WORD = ("wordprocessingml/2006/main", "ooxml/wordprocessingml/main")
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
#: Elements of a text document that keep what was changed, and by whom.
_CHANGES = re.compile(
    r"ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange"
    r"|(r|p|sect|tbl|tr|tc|tblGrid|tblPrEx)(Pr)?Change"
)
#: Parts that hold comments, and the elements that are one.
_COMMENTS = re.compile(r"(^|/)(comments[^/]*\.xml$|threadedComments?/|comments/)", re.IGNORECASE)
_COMMENT = {"comment", "threadedComment", "cm"}
#: Parts that are read; others hold no text.
_READ = re.compile(r"^(word|xl|ppt)/.*\.xml$|^(content|styles)\.xml$", re.IGNORECASE)
_SHARED_HISTORY = re.compile(r"^xl/revisions/", re.IGNORECASE)
#: Instructions of fields.
_STARTS = re.compile(r"^\s*DDE(AUTO)?\b", re.IGNORECASE)
_FETCHES = re.compile(r"^\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT)\s+\"?\s*(https?:|ftp:|file:/|\\\\)", re.IGNORECASE)
_LONGEST_FIELD = 2_000


def check_contents(package: ZipFile) -> None:
    """Read every part that holds text. Raises RefusedError for the first thing found, also for XML that is none."""
    for name in package.namelist():
        if _SHARED_HISTORY.search(name):
            raise RefusedError("changes")
        if not _READ.search(name):
            continue
        with package.open(name) as part:
            _read(part, _Reader(holds_comments=bool(_COMMENTS.search(name))))


def _read(part: IO[bytes], reader: ContentHandler) -> None:
    """Element by element, so that a part of any size takes no memory."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(reader)
    try:
        parser.parse(part)
    except (SAXException, DefusedXmlException) as torn:
        raise RefusedError("damaged") from torn


class _Reader(ContentHandler):
    """Stops at the first thing that is refused."""

    def __init__(self, holds_comments: bool) -> None:
        super().__init__()
        self._holds_comments = holds_comments
        self._field: str | None = None
        self._in_field = False

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:
        """One element begins."""
        space, local = name[0] or "", name[1]
        if self._holds_comments and local in _COMMENT:
            raise RefusedError("comments")
        if space.startswith(_OPEN_DOCUMENT):
            _check_open_document(space.removeprefix(_OPEN_DOCUMENT), local, attrs)
        elif local in ("ddeLink", "oleLink"):
            raise RefusedError("launch" if local == "ddeLink" else "embedded")
        elif space.endswith(_WORD):
            self._word(local, attrs)

    def _word(self, local: str, attrs: Any) -> None:
        if _CHANGES.fullmatch(local):
            raise RefusedError("changes")
        if local == "fldSimple":
            _check_field(next((value for (_, key), value in attrs.items() if key == "instr"), ""))
        elif local == "fldChar":
            self._field = None
        elif local == "instrText":
            self._in_field, self._field = True, self._field or ""

    def characters(self, content: str) -> None:
        """Words; those of a field may stand in several pieces."""
        if self._in_field and self._field is not None and len(self._field) < _LONGEST_FIELD:
            self._field += content

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        """One element ends."""
        if self._in_field and name[1] == "instrText":
            self._in_field = False
            _check_field(self._field or "")


def _check_field(instruction: str) -> None:
    if _STARTS.match(instruction):
        raise RefusedError("launch")
    if _FETCHES.match(instruction):
        raise RefusedError("outside")


def _check_open_document(space: str, local: str, attrs: Any) -> None:
    if local in ("tracked-changes", "changed-region") and space.startswith(("text", "table")):
        raise RefusedError("changes")
    if local == "annotation" and space.startswith("office"):
        raise RefusedError("comments")
    if local == "event-listener":
        raise RefusedError("macro")
    if local == "dde-source" or local == "dde-connection-decl":
        raise RefusedError("launch")
    if local in ("image", "object", "object-ole", "plugin", "section-source", "floating-frame"):
        target = next((value for (_, key), value in attrs.items() if key == "href"), "")
        if ELSEWHERE.match(target):
            raise RefusedError("outside")
