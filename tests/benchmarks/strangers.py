"""``strangers``: whether the time of an answer tells who has an account."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from http import HTTPStatus

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import table
from tests.benchmarks.machine import Circumstances, Watch, await_quiet

TITLE = "What a stranger learns from how long an answer takes"
ROUNDS, WARMING = 50, 3
#: What the issue asks for: so many milliseconds between the medians, at most.
WANTED = 20.0
KNOWN, CLOSED, UNKNOWN = "editor@balai.example", "closed@office.example", "nobody@office.example"
WHAT = f"""
A wrong password, a link to choose a new one and a request for access, each sent in turn with an address that has an
account, with one whose account was closed and with one that nobody has; {ROUNDS} rounds in one process, with the
passwords of the demo as they are kept in production, and without the limits, which would hold them off at five.
"""
#: Where each is sent, and what stands in the form.
_FORMS: dict[str, tuple[str, Callable[[str], dict[str, str]]]] = {
    "wrong password": ("/en/account/sign-in/", lambda email: {"login": email, "password": "not the right one"}),
    "link for a new password": ("/en/account/password/reset/", lambda email: {"email": email}),
    "request for access": (
        "/en/account/ask/",
        lambda email: {"name": "A", "email": email, "organisation": "B", "function": "C", "motive": "D"},
    ),
}


def measure() -> tuple[Circumstances, str]:
    """Prepare a portal if need be, knock in turn; answers the circumstances and the result in Markdown."""
    folder = data_folder(ROOT) / "benchmarks" / "strangers"
    settings = {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.local"}
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env={**os.environ, **settings}, check=True)
    os.environ.update(settings)
    import django

    django.setup()
    idle, watch = await_quiet(), Watch([])
    result = _result()
    return Circumstances(idle, watch.by_others()), result


def _result() -> str:
    from django.test.utils import override_settings

    from portal.members.models import User

    User.objects.get_or_create(email=CLOSED, defaults={"is_active": False, "password": "!"})
    rows, held = [], True
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        for name, (address, filled) in _FORMS.items():
            medians = _medians(address, filled)
            apart = max(medians) - min(medians)
            held = held and apart < WANTED
            rows.append([name, *(f"{median:.1f}" for median in medians), f"{apart:.1f}"])
    heads = ["what", "account, p50 ms", "closed", "none", "apart, ms"]
    verdict = "Held" if held else "**Not held**"
    return f"Asked for: less than {WANTED:.0f} ms between the medians. {verdict}.\n\n{table(heads, rows)}"


def _medians(address: str, filled: Callable[[str], dict[str, str]]) -> list[float]:
    """Of the milliseconds of each address, in turn; the first rounds do not count."""
    from django.test import Client

    waits: dict[str, list[float]] = {KNOWN: [], CLOSED: [], UNKNOWN: []}
    for _round in range(WARMING + ROUNDS):
        for email, times in waits.items():
            client = Client(SERVER_NAME="localhost")
            began = time.perf_counter()
            answer = client.post(address, filled(email))
            times.append((time.perf_counter() - began) * 1000)
            assert answer.status_code != HTTPStatus.TOO_MANY_REQUESTS
    return [statistics.median(times[WARMING:]) for times in waits.values()]
