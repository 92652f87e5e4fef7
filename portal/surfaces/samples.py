"""Things of every kind, label and state there is in this portal, to ask every address about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from dialogues.moderation import permissions as moderation
from dialogues.moderation.models import Case
from dialogues.spaces import permissions as spaces
from dialogues.spaces.models import Space
from dialogues.spaces.queries import spaces_for
from dialogues.threads.models import Thread
from portal import access
from portal.files.models import PortalDocument, PortalImage
from portal.glossary.models import Concept
from portal.marking import Label
from portal.viewer import STAFF, Viewer
from resources.models import PublicationFile, PublicationPage
from resources.oai.describing import local_of
from resources.oai.views import repository

#: More things than this are not looked at to find samples: an audit ends.
_LOOKED_AT = 5_000


@dataclass(frozen=True)
class Sample:
    """A thing, the words that lead to it, and what the rule says of it."""

    kind: str
    name: str
    label: str
    words: Mapping[str, str]
    readable: Callable[[Viewer], bool]
    listed: Callable[[Viewer], bool] | None = None
    """The other half of the rule: whether a queryset shows it."""
    withdrawn: bool = False
    """Whether its address may say 410."""

    @cached_property
    def link(self) -> re.Pattern[str] | None:
        """What stands in an answer that leads to it, wherever; None for a home page, which every answer leads to."""
        token, path = self.words.get("token", ""), self.words.get("path", "")
        told_by = token or ("" if path.count("/") == 2 else path)
        # Whatever lies below it has an address that begins with its own.
        return re.compile(rf"{re.escape(told_by)}(?![\w-])") if told_by else None


@dataclass(frozen=True)
class Kind:
    """A kind of thing, and some samples: so many of each label and state."""

    name: str
    samples: Callable[[int], Iterable[Sample]] = field(repr=False)


def _state(thing: Any) -> str:
    if not thing.live:
        return "down"
    return "expired" if thing.expire_at is not None and thing.expire_at <= timezone.now() else "published"


def _label(thing: Any) -> str:
    label = access.marking_of(thing)
    return label.written if label else "no label"


def chosen(things: Iterable[Any], most: int) -> Iterator[tuple[Any, str]]:
    """So many things of each label and state, with both in words."""
    seen: Counter[str] = Counter()
    for thing in things:
        said = f"{_label(thing)}, {_state(thing)}"
        seen[said] += 1
        if seen[said] <= most:
            yield thing, said


def marked(kind: str, thing: Any, said: str, words: Mapping[str, str]) -> Sample:
    """A sample of a thing that carries a label itself."""
    model = type(thing)

    def listed(viewer: Viewer) -> bool:
        return bool(access.visible_to(model._default_manager.filter(pk=thing.pk), viewer).exists())

    return Sample(
        kind=kind,
        name=str(thing),
        label=said,
        words=words,
        readable=lambda viewer: access.can_view(viewer, thing),
        listed=listed,
        withdrawn=hasattr(thing, "first_published_at") and access.is_withdrawn_clear(thing),
    )


def _publications(most: int) -> Iterator[Sample]:
    concept = Concept.objects.first()
    newest = PublicationPage.objects.select_related("locale").order_by("-pk")[:_LOOKED_AT]
    for page, said in chosen(newest.iterator(200), most):
        theme, country, provision = page.themes.first(), page.countries.first(), page.provisions.first()
        words = {
            **_words_of_page(page),
            "slug": page.slug,
            "record": f"oai:{repository()}:{local_of(page)}",
            "reference": page.reference,
            "title": _told_by_title(page),
            "beginning": page.title[:12],
            "theme": theme.slug if theme else "",
            "country": country.slug if country else "",
            "provision": provision.code if provision else "",
            "concept": concept.slug if concept else "",
        }
        yield marked("publication", page, said, words)


def _told_by_title(page: PublicationPage) -> str:
    """The title, where an answer that shows it can mean no other page; else nothing."""
    is_alone = PublicationPage.objects.filter(title=page.title).count() == 1
    return page.title if is_alone and not set(page.title) & set("\"'&<>,") else ""


def _pages(most: int) -> Iterator[Sample]:
    publications = PublicationPage.objects.values("pk")
    rest = Page.objects.filter(depth__gte=2).exclude(pk__in=publications).select_related("locale").order_by("-pk")
    for page, said in chosen(rest[:_LOOKED_AT].iterator(200), most):
        yield marked("page", page.specific, said, _words_of_page(page))


def _words_of_page(page: Page) -> dict[str, str]:
    code = page.locale.language_code
    return {"language": code, "path": f"/{code}/{page.url_path.split('/', 2)[2]}"}


def _documents(most: int) -> Iterator[Sample]:
    seen: Counter[str] = Counter()
    for document in PortalDocument.objects.order_by("-pk")[:_LOOKED_AT].iterator(200):
        pages = [row.page for row in PublicationFile.objects.filter(document=document).select_related("page")]
        carried = sorted({f"{_label(page)}, {_state(page)}" for page in pages})
        said = " and ".join(carried) or "carried by nothing"
        seen[said] += 1
        if seen[said] <= most and document.file.storage.exists(str(document.file.name)):
            words = {"token": document.token, "filename": document.filename}
            yield Sample("document", str(document), said, words, _fetching(document, pages))


def _fetching(document: PortalDocument, pages: list[PublicationPage]) -> Callable[[Viewer], bool]:
    """Staff fetch every file that is clean; others those of them that a publication carries which they may read."""

    def fetched(viewer: Viewer) -> bool:
        if not document.is_clean:
            return False
        return viewer.holds(STAFF) or any(access.can_view(viewer, page) for page in pages)

    return fetched


def _images(most: int) -> Iterator[Sample]:
    for image in PortalImage.objects.order_by("-pk")[:most]:
        yield Sample("image", str(image), "staff", {"name": str(image.file.name)}, _seeing(image))


def _seeing(image: PortalImage) -> Callable[[Viewer], bool]:
    return lambda viewer: image.is_clean and viewer.holds(STAFF)


def _spaces(most: int) -> Iterator[Sample]:
    """Spaces that are hidden and spaces that are not, as far as somebody may know of them."""
    for hidden in (True, False):
        for space in Space.objects.filter(hidden=hidden).order_by("-pk")[:most]:
            said = f"{Label(space.label).written}, {'hidden' if hidden else 'known to members'}"
            words = {"path": f"/en/members/spaces/{space.slug}/", "title": str(space)}
            yield Sample("space", str(space), said, words, _knowing(space), _listing(space))


def _knowing(space: Space) -> Callable[[Viewer], bool]:
    return lambda viewer: spaces.may(viewer, space, spaces.Right.SEE)


def _listing(space: Space) -> Callable[[Viewer], bool]:
    return lambda viewer: spaces_for(viewer).filter(pk=space.pk).exists()


def _threads(most: int) -> Iterator[Sample]:
    """Threads, each with its first post; whoever may read one has accepted the rules of its space besides."""
    newest = Thread.objects.select_related("space").order_by("-pk")[:_LOOKED_AT]
    for thread, said in chosen(newest.iterator(200), most):
        first = thread.posts.first()
        if first is not None:
            space = f"/en/members/spaces/{thread.space.slug}/"
            path = f"{space}threads/{thread.token}/"
            words = {"path": path, "token": str(thread.token), "space": space, "post": str(first.token)}
            words |= {"title": thread.title, "slug": thread.space.slug}
            for file in first.attachments.all()[:1]:
                words["file"] = f"{file.token}/{file.filename}"
            yield marked("thread", thread, said, words)


def _cases(most: int) -> Iterator[Sample]:
    """Posts that wait for a moderator, and posts somebody decided on, as far as a moderator may look at them."""
    for open_still in (True, False):
        found = Case.objects.select_related("post__thread__space").filter(settled_at__isnull=open_still)
        for case in found.order_by("-pk")[:most]:
            space = f"/en/members/spaces/{case.post.thread.space.slug}/"
            words = {"path": f"{space}moderation/cases/{case.token}/", "token": str(case.token), "space": space}
            for file in case.post.attachments.all()[:1]:
                words["file"] = f"{file.token}/{file.filename}"
            said = f"{_label(case.post)}, {'to decide' if open_still else 'settled'}"
            yield Sample("case", str(case), said, words, _looking(case))


def _looking(case: Case) -> Callable[[Viewer], bool]:
    def looks(viewer: Viewer) -> bool:
        after = moderation.may_look_after(viewer, case.post.thread.space)
        return after and moderation.would_read(viewer, case.post)

    return looks


KINDS: tuple[Kind, ...] = (
    Kind("publication", _publications),
    Kind("page", _pages),
    Kind("document", _documents),
    Kind("image", _images),
    Kind("space", _spaces),
    Kind("thread", _threads),
    Kind("case", _cases),
)
