"""The demo accounts: one for each role of programme staff, and the people in the seats of the demo's delegations."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from portal.demo import second_proofs
from portal.demo.models import DemoObject
from portal.members.models import User
from portal.pages.setting_up.roles import ADMINISTRATORS, EDITORS, PUBLISHERS, TRANSLATORS

PASSWORD = "balai-demo-only"  # noqa: S105 - known to all by design, and only where the demo may run
ACCOUNTS = (
    ("editor@balai.example", "Demo editor", EDITORS),
    ("publisher@balai.example", "Demo publisher", PUBLISHERS),
    ("translator@balai.example", "Demo translator", TRANSLATORS),
    ("administrator@balai.example", "Demo administrator", ADMINISTRATORS),
)
#: Of the people in the seats, those who are worth being told of: all others sign in in the same way.
MEMBERS = (
    ("labour.inspector@la.example", "a member, Lao PDR"),
    ("focal.point@la.example", "focal point, Lao PDR: invites, decides requests"),
    ("head@la.example", "head of delegation, Lao PDR"),
    ("coordinator@shelters.example", "another body’s member, a partner"),
)


def make_accounts() -> None:
    """Make the accounts of staff that are missing."""
    for email, name, role in ACCOUNTS:
        if (known := User.objects.filter(email=email).first()) is not None:
            second_proofs.give(known)
            continue
        user = make_person(email, name)
        user.groups.add(Group.objects.get(name=role))
        if role == ADMINISTRATORS:
            user.is_superuser = True
            user.save()


def make_person(email: str, name: str, *, language: str = "en", time_zone: str = "UTC") -> User:
    """A demo account with the password of all and a second proof of its own; one that is there stays as it is."""
    if (known := User.objects.filter(email=email).first()) is not None:
        return known
    first, _space, last = name.partition(" ")
    user = User(email=email, first_name=first, last_name=last, language=language, time_zone=time_zone)
    user.password = _password()
    user.save()
    second_proofs.give(user)
    DemoObject.objects.create(kind="user", key=email)
    return user


@cache
def _password() -> str:
    """The password as it is kept. All have the same, and it is slow to make by design: once is enough."""
    return make_password(PASSWORD)


def describe() -> str:
    """The accounts as a table to print, and what to try."""
    lines = ["Demo accounts (sign in at /en/account/sign-in/):"]
    lines += [f"  {email:<30} {PASSWORD}   {role}" for email, _name, role in ACCOUNTS]
    lines += [f"  {email:<30} {PASSWORD}   {role}" for email, role in MEMBERS]
    lines += [
        "Each asks for a code as well: .venv/bin/python manage.py demo_code EMAIL prints it. Visitors need no account.",
        "What to try:",
        "  1. Search in Khmer from the home page, open the guideline, and read the same page in Thai.",
        "  2. Open Lao PDR in Lao: law, guidance and services on one page.",
        "  3. Sign in as the editor, write a brief, mark it, submit it; publish it as the publisher.",
        "  4. Sign in as the focal point of Lao PDR: grant the request that waits, and look at the directory.",
    ]
    return "\n".join(lines)
