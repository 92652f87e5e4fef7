"""The demo accounts: one for each role of programme staff."""

from __future__ import annotations

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


def make_accounts() -> None:
    """Make the accounts that are missing."""
    for email, name, role in ACCOUNTS:
        if (known := User.objects.filter(email=email).first()) is not None:
            second_proofs.give(known)
            continue
        first, _space, last = name.partition(" ")
        user = User.objects.create_user(email, PASSWORD, first_name=first, last_name=last)
        user.groups.add(Group.objects.get(name=role))
        if role == ADMINISTRATORS:
            user.is_superuser = True
            user.save()
        second_proofs.give(user)
        DemoObject.objects.create(kind="user", key=email)


def describe() -> str:
    """The accounts as a table to print, and what to try."""
    lines = ["Demo accounts (sign in at /en/account/sign-in/):"]
    lines += [f"  {email:<30} {PASSWORD}   {role}" for email, _name, role in ACCOUNTS]
    lines += [
        "Each asks for a code as well: .venv/bin/python manage.py demo_code EMAIL prints it.",
        "What to try:",
        "  1. Search in Khmer from the home page, open the guideline, and read the same page in Thai.",
        "  2. Open Lao PDR in Lao: law, guidance and services on one page.",
        "  3. Sign in as the editor, write a brief, mark it, submit it; publish it as the publisher.",
    ]
    return "\n".join(lines)
