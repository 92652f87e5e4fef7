"""Sentences of the frameworks that a visitor may meet, named here so that our catalogues hold them too.

The frameworks speak few of our languages. Where one of them already has a sentence in a language, ours need not
repeat it; everywhere else the completeness check asks for it like for any other. Take a line out when the sentence
can no longer reach a public page.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

#: Forms: what a field says about an answer it cannot take.
FORMS = (
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Enter a valid date."),
    _("Enter a whole number."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Null characters are not allowed."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
)

#: Signing in: labels, and why it did not work.
SIGN_IN = (
    _("Email"),
    _("Email address"),
    _("Password"),
)

#: A new password by mail.
PASSWORDS = (
    _("Current Password"),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    _("New Password"),
    _("New Password (again)"),
    _("You must type the same password each time."),
    _("The password reset token was invalid."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "min_length",
    ),
)
