"""``manage.py set_up``: what every portal needs; can be run again at any time."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.urls import reverse

from portal.audit import log
from portal.pages.references import one_rebuild_for_all
from portal.pages.setting_up import steps
from portal.pages.setting_up.roles import ADMINISTRATORS
from portal.progress import Progress


class Command(BaseCommand):
    """Locales, countries, terms, roles, the page tree; with ``--administrator`` the first administrator's link."""

    help = "Makes what every portal needs: languages, countries, themes, provisions, roles and pages. Repeatable."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address of the first administrator."""
        parser.add_argument("--administrator", metavar="EMAIL", help="print a one-time link for this administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step, then make the administrator."""
        stands = "Every step that is done stays. Start set_up again: it adds what is missing."
        with Progress("steps", stands=stands, verbosity=options["verbosity"]) as progress, one_rebuild_for_all():

            def tell(name: str) -> None:
                if options["verbosity"] > 1:
                    progress.clear()
                    self.stdout.write(f"  {name}")

            steps.run_all(tell, progress.at)
        if options["administrator"]:
            self.stdout.write(self._link_for(options["administrator"]))

    def _link_for(self, email: str) -> str:
        from allauth.account.forms import default_token_generator
        from allauth.account.utils import user_pk_to_url_str

        users = get_user_model()
        with transaction.atomic():
            user = users.objects.filter(email__iexact=email).first()
            if user is None:
                user = users.objects.create_user(email=email)
                log.write("administrator.made", by=None, on=user)
            user.groups.add(Group.objects.get(name=ADMINISTRATORS))
            user.is_superuser = True
            user.save()
        key = default_token_generator.make_token(user)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
        return f"Open this once to choose a password: {settings.WAGTAILADMIN_BASE_URL}{path}"
