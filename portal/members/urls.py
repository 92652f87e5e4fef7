"""Signing in and out, second proofs, sessions and one's own account, under the language and ``account/``.

There is no form to open an account. The names are those the sign-in package looks for.
"""

from allauth.account import views
from allauth.mfa.base import views as proofs
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from portal.members.gate import never_kept
from portal.members.views import own_account

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/proof/", never_kept(proofs.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", never_kept(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-out/", views.logout, name="account_logout"),
    path("after/", own_account.after, name="after_signing_in"),
    path("again/", never_kept(views.reauthenticate), name="account_reauthenticate"),
    path("again/code/", never_kept(proofs.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey/", never_kept(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("security/", never_kept(proofs.index), name="mfa_index"),
    path("security/app/", never_kept(login_required(codes.activate_totp)), name="mfa_activate_totp"),
    path("security/app/remove/", never_kept(codes.deactivate_totp), name="mfa_deactivate_totp"),
    path("security/passkey/", never_kept(login_required(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path("security/passkeys/", own_account.to_security, name="mfa_list_webauthn"),
    path("security/passkeys/<int:pk>/remove/", never_kept(own_account.remove_passkey), name="mfa_remove_webauthn"),
    path("security/recovery/", never_kept(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/recovery/new/", never_kept(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sessions/", never_kept(sessions.list_usersessions), name="usersessions_list"),
    path("profile/", own_account.profile, name="profile"),
    path("profile/data/", own_account.data, name="own_data"),
    path("profile/erase/", own_account.erase, name="erase_account"),
    path("password/", never_kept(login_required(views.password_change)), name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", views.password_reset_done, name="account_reset_password_done"),
    # The key holds a hyphen of its own, so the first one ends the user's part.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("inactive/", views.account_inactive, name="account_inactive"),
]
