"""``disk``: the disk of the data folder full, and the mail server away, while people read and write."""

from __future__ import annotations

import http.client
import http.cookiejar
import re
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.outcome import Outcome, step
from tests.drills.small_site import SmallSite

TITLE = "The disk full, and the mail server away"
NODES = 0
#: Megabytes of the small disk. A quarter of a gigabyte of it has to stay free for files to be taken at all.
DISK = 400
WHAT = """
On SQLite, with the data folder (database, search, files, cache) on a disk of 400 MB in memory, and a mail server of the
drill's own. First the mail server is away: readers report problems, each of which is a mail to staff. Then the disk is
filled to the last byte while web server and worker run: pages are read, reports are sent, a paper is put up. Then there
is room again. Nothing is started anew. In the end every report that the portal had accepted is in the database once,
every mail came once, and no half file lies anywhere. The search engine is taken away by the drill `engine`.
"""
_PAGES = ("/en/", "/en/publications/", "/th/", "/en/search/?q=victims", "/en/glossary/", "/en/wrong/")
_NOTICE = "There is no room to save this at the moment"


@dataclass(frozen=True)
class Size:
    """Reports in each part, and how often each page is read meanwhile."""

    reports: int
    readings: int


FULL, SHORT = Size(30, 10), Size(4, 2)


@dataclass
class Asked:
    """What was answered, by status; the reports that were accepted, and the sentence beside those that were not."""

    statuses: Counter[int] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    told: int = 0
    kept: int = 0


class Reader:
    """Somebody with a browser, who fills in the form for problems."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(jar)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of an answer."""
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        asked = urllib.request.Request(f"{self._base}{path}", data, {"Host": "localhost"})
        try:
            with self._browser.open(asked, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""

    def report(self, text: str, asked: Asked) -> None:
        """Send a report, and note what became of it."""
        _status, form = self.ask("/en/wrong/?page=/en/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        token = found.group(1) if found else ""
        fields = {"csrfmiddlewaretoken": token, "page": "/en/", "text": text, "contact": "", "website": ""}
        status, page = self.ask("/en/wrong/", fields)
        asked.statuses[status] += 1
        if status == 200:
            asked.accepted.append(text)
        asked.told += _NOTICE in page
        asked.kept += status == 507 and text[:100] in page


def run(site: SmallSite, size: Size, outcome: Outcome) -> None:
    """Take the mail server away and bring it back; fill the disk and empty it; count."""
    site.told("tests.drills.putting_up", "--files", "2")
    site.start_web_server()
    site.start_worker()
    reader = Reader(site.port)
    for path in _PAGES:
        reader.ask(path)
    accepted = _without_mail(site, size, reader, outcome)
    accepted += _without_room(site, size, reader, outcome)
    accepted += _healed(site, reader, outcome)
    with step("all that waits is done"):
        _hurry(site)
        site.wait_until("all mails had left", lambda: _hurry(site) == 0, 300, 1.0)
    _compare(site, accepted, outcome)


def _without_mail(site: SmallSite, size: Size, reader: Reader, outcome: Outcome) -> list[str]:
    """Reports while the mail server refuses; it comes back after a while."""
    site.mails.go()
    asked = Asked()
    with step("the mail server is away"):
        for number in range(size.reports):
            reader.report(f"While mail is away, {number}.", asked)
        site.wait_until(
            "a mail was tried in vain", lambda: site.number("SELECT count(*) FROM notices_mail WHERE attempts > 0")
        )
    waiting = site.number("SELECT count(*) FROM notices_mail WHERE given_up IS NULL")
    outcome.row("mail away: reports accepted", str(size.reports), len(asked.accepted))
    outcome.require(len(asked.accepted) == size.reports, f"reports failed while mail was away: {asked.statuses}")
    outcome.row("mail away: mails that wait", str(size.reports), waiting)
    outcome.require(waiting == size.reports, "mails do not wait while the mail server is away")
    site.mails.come()
    return asked.accepted


def _without_room(site: SmallSite, size: Size, reader: Reader, outcome: Outcome) -> list[str]:
    """Read and write on a full disk; nothing but plain notices."""
    asked, read = Asked(), Counter[int]()
    with step("the disk is full"):
        site.fill()
        for number in range(size.reports):
            reader.report(f"On a full disk, {number}. " + "Long words. " * 300, asked)
            # What was freed meanwhile is taken, so that it stays as full as it can be.
            site.fill()
        for _time in range(size.readings):
            for path in _PAGES:
                read[reader.ask(path)[0]] += 1
        put_up = site.start("putting_up", "-m", "tests.drills.putting_up", "--files", "1")
        refused = put_up.wait() != 0
    halves = [path.name for path in _files(site) if not _is_whole(path.read_bytes())]
    outcome.row("disk full: pages read, by status", "200 alone", _in_words(read))
    outcome.require(set(read) == {200}, f"pages failed on the full disk: {_in_words(read)}")
    outcome.row("disk full: reports sent, by status", "507, or 200 where there was room", _in_words(asked.statuses))
    outcome.require(set(asked.statuses) <= {200, 507}, f"reports met an error of ours: {_in_words(asked.statuses)}")
    outcome.require(asked.statuses[507] > 0, "the disk was not full")
    outcome.row("disk full: notices, and with what was typed", str(asked.statuses[507]), f"{asked.told}, {asked.kept}")
    outcome.require(asked.told == asked.kept == asked.statuses[507], "what was typed was not shown again")
    outcome.row("disk full: a paper put up", "refused", "refused" if refused else "taken")
    outcome.require(refused, "a paper was taken on a full disk")
    outcome.require(
        "no room" in put_up.words() or "full" in put_up.words(), "the refusal does not say that there is no room"
    )
    outcome.none_of("disk full: half files", halves)
    return asked.accepted


def _healed(site: SmallSite, reader: Reader, outcome: Outcome) -> list[str]:
    """Room again: the next report is accepted, the next paper taken, by the same processes."""
    asked = Asked()
    with step("there is room again"):
        site.make_room()
        began = time.monotonic()
        site.wait_until("a report was accepted", lambda: _is_accepted(reader, asked), 60, 0.2)
        outcome.row("room again: a report is accepted after", "≤ 10 s", f"{time.monotonic() - began:.1f} s")
        outcome.require(time.monotonic() - began <= 10, "it took long until a report was accepted again")
        site.told("tests.drills.putting_up", "--files", "1")
        site.wait_until(
            "the worker took the text of a paper",
            lambda: site.number("SELECT count(*) FROM files_portaldocument WHERE state = 'ready'") == 3,
        )
        outcome.row("room again: the worker takes the text of a paper after", "", f"{time.monotonic() - began:.1f} s")
    return asked.accepted


def _is_accepted(reader: Reader, asked: Asked) -> bool:
    before = len(asked.accepted)
    reader.report(f"Room again, {sum(asked.statuses.values())}.", asked)
    return len(asked.accepted) > before


def _hurry(site: SmallSite) -> int:
    """Have mails that rest tried now, as time does; how many wait."""
    site.do("UPDATE notices_mail SET next_try = '2000-01-01' WHERE attempts > 0 AND held_by = '' AND given_up IS NULL")
    return site.number("SELECT count(*) FROM notices_mail WHERE given_up IS NULL")


def _compare(site: SmallSite, accepted: list[str], outcome: Outcome) -> None:
    """Every accepted report is there once, with its mail; the database is whole."""
    there = Counter(text for (text,) in site.rows("SELECT text FROM notices_problemreport"))
    outcome.row("reports that were accepted", "", len(accepted))
    outcome.none_of("accepted reports that are lost", [text[:20] for text in accepted if text not in there])
    outcome.none_of("reports that are there twice", [text[:20] for text, times in there.items() if times > 1])
    outcome.none_of("mails that came twice", [name for name, times in site.mails.got.items() if times > 1])
    missing = len(there) - len(site.mails.got) - site.number("SELECT count(*) FROM notices_mail")
    outcome.row("mails missing", "0", missing)
    outcome.require(missing == 0, f"{missing} mails are missing")
    with sqlite3.connect(site.data / "portal.sqlite3") as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
    outcome.row("the database, looked through", "ok", sound)
    outcome.require(sound == "ok", "the database is damaged")
    named = {name for (name,) in site.rows("SELECT file FROM files_portaldocument")}
    strays = [path.name for path in _files(site) if f"documents/{path.name}" not in named]
    outcome.none_of("stored files that no row names", strays)


def _files(site: SmallSite) -> Iterator[Path]:
    return (site.data / "files" / "documents").glob("*")


def _is_whole(content: bytes) -> bool:
    return content.rstrip().endswith(b"%%EOF")


def _in_words(counted: Counter[int]) -> str:
    return ", ".join(f"{status}: {number}" for status, number in sorted(counted.items())) or "none"
