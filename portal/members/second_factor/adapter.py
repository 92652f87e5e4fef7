"""What the sign-in package asks us about second proofs: how secrets are kept, what is said, who may lose which."""

from __future__ import annotations

from io import BytesIO
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.members.second_factor import keys
from portal.members.second_factor.kept import is_last


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets closed, and nobody without a second proof."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("This is your only second proof. Set up another one first."),
        "cannot_generate_recovery_codes": _("Set up a second proof first."),
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return keys.close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself; one that no key opens fits no code, and its owner is helped by two colleagues."""
        try:
            return keys.open_again(encrypted_text)
        except keys.UnreadableSecretError:
            raise self.validation_error("incorrect_code") from None

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second proof stays."""
        return not is_last(authenticator)

    def build_totp_svg(self, url: str) -> str:
        """The drawn code, large enough for an old telephone, black on white in the dark as well."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        drawn = qrcode.make(url, image_factory=SvgPathFillImage, box_size=14)
        buffer = BytesIO()
        drawn.save(buffer)
        return buffer.getvalue().decode("utf-8")

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """A name to begin with; its owner may write a better one."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return "Balai"
