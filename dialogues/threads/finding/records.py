"""What the index holds of threads and posts: the words, and of a speaker the name alone, where every rule tells it.

Each stands in the partition of its readers; under TLP:RED, and where no words may be told, in none. A post is found by
its own words and not by the title of its thread, and an empty question lists threads alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dialogues.spaces.models import SpaceOwner
from dialogues.threads.containing import rule_in_force
from dialogues.threads.finding.days import day_of, with_voices
from dialogues.threads.finding.words import plain
from dialogues.threads.models import Post, Thread
from portal.attribution import Fact
from portal.indexing import IndexRecord
from portal.markings.partitions import partitions_of

#: The names of the two sources, which are their types as well.
THREAD, POST = "thread", "post"


def numbers_of(source: str, keys: Iterable[str]) -> list[int]:
    """The numbers in keys of a source; what is no such key is left out."""
    rests = (key.removeprefix(f"{source}:") for key in keys if key.startswith(f"{source}:"))
    return [int(rest) for rest in rests if rest.isdecimal()]


def thread_keys() -> Iterator[str]:
    """The key of every thread that stands."""
    for number in Thread.objects.filter(live=True).order_by("pk").values_list("pk", flat=True).iterator():
        yield f"{THREAD}:{number}"


def post_keys() -> Iterator[str]:
    """The key of every post that stands in such a thread."""
    posts = Post.objects.filter(live=True, thread__live=True).order_by("pk")
    for number in posts.values_list("pk", flat=True).iterator():
        yield f"{POST}:{number}"


def thread_records(keys: Sequence[str]) -> dict[str, IndexRecord]:
    """The records of threads as the database stands now, without those that must not be found."""
    found = Thread.objects.filter(pk__in=numbers_of(THREAD, keys), live=True, expire_at__isnull=True)
    threads = list(found.select_related("space"))
    partitions, countries = partitions_of(one.translation_key for one in threads), _countries_of(threads)
    return {
        f"{THREAD}:{thread.pk}": _record(
            thread,
            key=f"{THREAD}:{thread.pk}",
            family=str(thread.token),
            partition=partitions[thread.translation_key],
            countries=countries[thread.space_id],
            day=thread.started_on,
            body=plain(thread.closing),
            language=thread.language,
        )
        for thread in threads
        if thread.translation_key in partitions
    }


def post_records(keys: Sequence[str]) -> dict[str, IndexRecord]:
    """The records of posts as the database stands now, without those that must not be found."""
    numbers = numbers_of(POST, keys)
    found = Post.objects.filter(pk__in=numbers, live=True, expire_at__isnull=True, thread__live=True)
    posts = [post for post in found.select_related("thread__space") if _tells(post, Fact.WORDS)]
    threads = {post.thread_id: post.thread for post in posts}
    groups = [*(one.translation_key for one in posts), *(one.translation_key for one in threads.values())]
    partitions, countries = partitions_of(groups), _countries_of(threads.values())
    voiced = with_voices(threads)
    return {
        f"{POST}:{post.pk}": _record(
            post.thread,
            key=f"{POST}:{post.pk}",
            family=str(post.token),
            partition=partitions[post.translation_key],
            countries=countries[post.thread.space_id],
            day=day_of(post, voiced) or post.thread.started_on,
            body=_body(post),
            language=post.language,
            is_part=True,
        )
        for post in posts
        if post.translation_key in partitions and post.thread.translation_key in partitions
    }


def _record(
    thread: Thread,
    *,
    key: str,
    family: str,
    partition: str,
    countries: tuple[str, ...],
    day: date,
    body: str,
    language: str,
    is_part: bool = False,
) -> IndexRecord:
    kind = POST if is_part else THREAD
    facets = {"country": countries, "type": (kind,), "space": (thread.space.slug,), "state": (thread.state,)}
    return IndexRecord(
        key=key,
        family=family,
        partition=partition,
        language=language,
        type=kind,
        title=thread.title,
        summary="",
        body=body,
        posted=day,
        facets={**facets, "language": (language,)},
        is_part=is_part,
    )


def _tells(post: Post, fact: Fact) -> bool:
    return fact in rule_in_force(post.thread.space, post.thread.rule, post.rule).facts


def _body(post: Post) -> str:
    """The words, and behind them the name of who spoke, so that whoever may read it finds their posts by it."""
    name = post.facts.get(Fact.NAME.value) if _tells(post, Fact.NAME) else ""
    return "\n".join(filter(None, (plain(post.text), name)))


def _countries_of(threads: Iterable[Thread]) -> defaultdict[int, tuple[str, ...]]:
    """By space the codes of the countries that own it."""
    owners = SpaceOwner.objects.filter(space__in={thread.space_id for thread in threads})
    named = owners.filter(delegation__country__isnull=False).order_by("delegation__country__code")
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for space, code in named.values_list("space", "delegation__country__code"):
        found[space] = (*found[space], code)
    return found
