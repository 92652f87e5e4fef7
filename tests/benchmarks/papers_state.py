"""What stands after an import: one checksum over everything it made, what is there twice, and what is left over.

Run as ``python -m tests.benchmarks.papers_state`` with the settings and the data folder, it tells it in JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.benchmarks.papers_site import Site

#: The publications that a pack makes.
_IMPORTED = r"^[TG]-202[78]-"


@dataclass(frozen=True)
class State:
    """``sum`` is over titles, texts, states, labels, countries, files, their pages and texts, and revisions."""

    versions: int
    ready: int
    pages: int
    sum: str
    twice: list[str]
    left: list[str]


def state_of(site: Site) -> State:
    """What stands in another portal."""
    return State(**json.loads(site.run("-m", "tests.benchmarks.papers_state")[-1]))


def here() -> State:
    """What stands in the portal that is set up in this process."""
    versions = sorted(_versions())
    documents = [document for version in versions for document in version[-2]]
    return State(
        versions=len(versions),
        ready=sum(document[3] == "ready" for document in documents),
        pages=sum(document[5] for document in documents),
        sum=hashlib.sha256(json.dumps(versions, default=str).encode()).hexdigest()[:16],
        twice=_twice(versions),
        left=left_over(),
    )


def left_over() -> list[str]:
    """Files without a row, rows without a file, and documents that no publication carries."""
    from portal.files.models import FormerVersion, PortalDocument
    from resources.models import PublicationFile

    named = {name for model in (PortalDocument, FormerVersion) for name in model.objects.values_list("file", flat=True)}
    alone = PortalDocument.objects.exclude(pk__in=PublicationFile.objects.values("document"))
    return [*sorted(named ^ stored()), *alone.values_list("file", flat=True)]


def stored() -> set[str]:
    """The files of documents that lie in the store."""
    from django.core.files.storage import default_storage

    return {f"documents/{name}" for name in default_storage.listdir("documents")[1]}


def _versions() -> Iterator[list[Any]]:
    from portal.markings.models import Marking
    from resources.columns.markdown_reading import body_to_markdown
    from resources.models import PublicationPage

    for page in PublicationPage.objects.filter(reference__regex=_IMPORTED).select_related("locale"):
        yield [
            *(page.reference, page.language, page.title, page.says, body_to_markdown(page.body), page.live),
            *(page.has_unpublished_changes, page.issued, sorted(country.code for country in page.countries.all())),
            list(Marking.objects.filter(group=page.translation_key).values_list("label", flat=True)),
            [_file(one) for one in page.files.order_by("sort_order")],
            page.revisions.count(),
        ]


def _file(carried: Any) -> list[Any]:
    document = carried.document
    texts = document.text_pages.order_by("number").values_list("text", flat=True)
    said = hashlib.sha256("\f".join(texts).encode()).hexdigest()
    told = [document.sha256, carried.language, document.title, document.state, document.pages, len(texts)]
    return [*told, document.quality, said]


def _twice(versions: list[list[Any]]) -> list[str]:
    """What an import that was begun again might have made a second time."""
    from portal.files.models import PortalDocument

    def more(things: Counter[str]) -> list[str]:
        return [thing for thing, number in things.items() if number > 1]

    rows = Counter(f"{version[0]} {version[1]}" for version in versions)
    contents = Counter(PortalDocument.objects.values_list("sha256", flat=True))
    again = [f"{version[0]} {version[1]}: {version[-1]} revisions" for version in versions if version[-1] > 1]
    return [*more(rows), *more(contents), *again]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(asdict(here())))
