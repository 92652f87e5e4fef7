"""``digests``: telling the members of many spaces of what is new, and writing them their mails of a day."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import table
from tests.benchmarks.machine import Circumstances, Watch, await_quiet

TITLE = "Mails of a day for many members"
SPACES, PEOPLE, THREADS, POSTS = 50, 10, 4, 2
#: What the issue asks for: seconds for the mails of everybody.
WANTED = 60
#: Memory that a run for all may take beyond that of a run for a tenth of them, in MB.
FLAT = 20
WHAT = f"""
Beside the demo's people, {SPACES * PEOPLE} members in {SPACES} spaces, {PEOPLE} in each, who watch all that is said
there; {THREADS} threads in each space with {POSTS} posts, which is {SPACES * THREADS * POSTS} posts and
{SPACES * THREADS * POSTS * (PEOPLE - 1):,} notices. First the worker tells everybody of every post; then comes the run
in the morning, which asks again what each may read and posts their mails; then each mail is written as it would leave.
All in one process, on SQLite.
"""


def measure() -> tuple[Circumstances, str]:
    """Fill spaces, tell, and run; answers the circumstances and the result in Markdown."""
    folder = data_folder(ROOT) / "benchmarks" / "digests"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.local"}
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env={**os.environ, **settings}, check=True)
    os.environ.update(settings)
    import django

    django.setup()
    try:
        _fill()
        idle, watch = await_quiet(), Watch([])
        result = _result()
        return Circumstances(idle, watch.by_others()), result
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _result() -> str:
    from dialogues.threads.models import Post
    from dialogues.watching.telling import tell_of_post
    from portal.notices.board.digests import send_digests
    from portal.notices.models import Mail
    from portal.notices.outbox.letters import message_for

    began = time.perf_counter()
    posts = list(Post.objects.order_by("pk").values_list("pk", flat=True))
    told = sum(tell_of_post(number) for number in posts)
    telling = time.perf_counter() - began
    members = SPACES * PEOPLE
    # Eastern clocks first: a tenth of the members have their morning two hours before all others.
    early = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    first = send_digests(early)
    before = _memory()
    began = time.perf_counter()
    rest = send_digests(early + timedelta(hours=2))
    running = time.perf_counter() - began
    grown = _memory() - before
    began = time.perf_counter()
    mails = Mail.objects.filter(kind="notices.news").select_related("user").order_by("pk")
    written = sum(message_for(mail) is not None for mail in mails.iterator(chunk_size=50))
    writing = time.perf_counter() - began
    held = running <= WANTED and grown <= FLAT and first + rest == written >= members
    rows = [
        ["telling of every post", f"{told:,} notices", f"{telling:.1f}"],
        ["the run of a morning", f"{rest} members, after {first} of earlier clocks", f"{running:.1f}"],
        ["writing the mails", f"{written} mails", f"{writing:.1f}"],
    ]
    verdict = "Held" if held else "**Not held**"
    return (
        f"Asked for: the run within {WANTED} s, memory flat. {verdict}: it took {grown:.0f} MB more than the run for"
        f" {first} members before it.\n\n{table(['what', 'how many', 'seconds'], rows)}"
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fill() -> None:
    from dialogues.spaces.actions import accept_rules, admit, open_space
    from dialogues.spaces.models import Role
    from dialogues.threads.actions import Words, reply, start_thread
    from dialogues.watching.models import Level
    from dialogues.watching.models import Watch as Watching
    from portal.attribution import Attribution
    from portal.marking import Label
    from portal.members import actions as of_members
    from portal.members.models import Body, Delegation, User
    from tests.second_proofs import prove

    body = Body.objects.create(slug="measured", name={"en": "Measured"}, kind=Body.Kind.MINISTRY)
    owner = Delegation.objects.create(slug="measured", name={"en": "Measured"})
    for number in range(SPACES):
        space = open_space(
            kind="thematic", title={"en": f"Space {number}"}, owners=[owner], rules={"en": "Be brief."}, by=None
        )
        people = []
        for place in range(PEOPLE):
            seat = of_members.open_seat(body=body, function={"en": f"Desk {place}"}, delegation=owner, by=None)
            zone = "Asia/Dili" if number < SPACES // 10 else "Asia/Bangkok"
            user = prove(User.objects.create_user(f"n{number}.{place}@measured.example", time_zone=zone))
            of_members.take_seat(seat=seat, user=user, by=None)
            admit(space=space, seat=seat, role=Role.CONTRIBUTOR, by=None)
            accept_rules(space=space, version=space.rules_version, by=user)
            Watching.objects.create(user=user, space=space, level=Level.WATCHING.value)
            people.append(user)
        for place in range(THREADS):
            thread = None
            for turn in range(POSTS):
                words = Words(
                    text="So it is with us.",
                    language="en",
                    label=Label.AMBER,
                    rule=Attribution.ON_RECORD,
                    sending=uuid.uuid4(),
                )
                by = people[(place * POSTS + turn) % PEOPLE]
                if thread is None:
                    thread = start_thread(space=space, title=f"Thread {place}", words=words, by=by).thread
                else:
                    reply(thread=thread, words=words, by=by)
