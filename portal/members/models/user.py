"""A user: a person with an e-mail address, which is also the name to sign in with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.languages import LANGUAGES


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user; without a password nobody can sign in as them until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person. Addresses are stored in lower case; two people never share one."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This address is in use already.")}
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        default="en",
        choices=[(language.code, language.own_name) for language in LANGUAGES],
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC")
    #: Counted up to end every session at once: each session carries the number it began under.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="one_user_an_address")
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_session_auth_hash(self) -> str:
        """What a session must carry to go on being this person's: it changes with the password and with the epoch."""
        return self._of_this_epoch(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under each former key of the portal."""
        for former in super().get_session_auth_fallback_hash():
            yield self._of_this_epoch(former)

    def _of_this_epoch(self, mark: str) -> str:
        return f"{mark}-{self.session_epoch}" if self.session_epoch else mark

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)
