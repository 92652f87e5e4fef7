"""A user: a person with an e-mail address, which is also the name to sign in with."""

from __future__ import annotations

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)
