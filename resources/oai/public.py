"""What anybody may read of some records now: the rule is asked again at each answer, whatever was written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from portal.languages import BY_CODE
from portal.viewer import ANONYMOUS
from resources.indexing import address_of
from resources.models import PublicationPage
from resources.oai.describing import Description, describe, local_of
from resources.oai.models import HarvestRecord

_PLACE = {code: place for place, code in enumerate(BY_CODE)}


class Public:
    """The public versions behind some records; descriptions are made when the first is asked for."""

    def __init__(self, records: Iterable[HarvestRecord]) -> None:
        wanted = [record.page_id for record in records if not record.ended]
        found = PublicationPage.objects.filter(pk__in=wanted).visible_to(ANONYMOUS)
        self._pages = {page.pk: page for page in found.select_related("locale", "content_type").defer("body")}

    def ended(self, record: HarvestRecord) -> bool:
        """Whether nobody may read this any more, under this address."""
        page = self._pages.get(record.page_id)
        return record.ended or page is None or local_of(page) != record.local

    def told_of(self, record: HarvestRecord) -> tuple[Description, list[str]]:
        """What is told of a record that has not ended, and the addresses of its versions in other languages."""
        page = self._pages[record.page_id]
        own = address_of(page.language, page.slug)
        return self._descriptions[page.pk], [
            path for path in self._versions.get(page.translation_key, ()) if path != own
        ]

    @cached_property
    def _descriptions(self) -> dict[int, Description]:
        return describe(self._pages.values())

    @cached_property
    def _versions(self) -> dict[object, list[str]]:
        versions: dict[object, list[tuple[str, str]]] = defaultdict(list)
        keys = {page.translation_key for page in self._pages.values()}
        family = PublicationPage.objects.filter(translation_key__in=keys).visible_to(ANONYMOUS)
        for key, language, slug in family.values_list("translation_key", "locale__language_code", "slug"):
            versions[key].append((language, slug))
        return {
            key: [address_of(*version) for version in sorted(found, key=lambda version: _PLACE[version[0]])]
            for key, found in versions.items()
        }
