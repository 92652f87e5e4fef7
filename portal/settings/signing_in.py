"""How people sign in: one flow, a second proof for everybody, limits, and how long a session lasts."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.environment import Secret

#: A key shorter than this could be guessed at by whoever has a copy of the database.
SHORTEST_KEY = 40

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_signing_in"

# Address and password. Nobody opens an account alone, and nobody learns here who has one.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "portal.members.sign_in.ClosedAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# No mail to an address nobody here has.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# By account as well as by address: behind the one address of a ministry sit many people.
ACCOUNT_RATE_LIMITS = {
    # The right ones count here as well: no fewer than wrong ones, or an office that begins its day would be held off.
    "login": "60/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "ask_for_access": "10/h/ip",
    "watch_library": "10/h/ip",
}

# The second proof. A passkey asks its owner for a PIN, a finger or a face, so that it is two proofs by itself.
MFA_ADAPTER = "portal.members.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Computers in offices are shared: none is trusted.
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Balai"
# A code of the step before or after counts as well; these forms see that it serves once all the same.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "portal.members.second_factor.forms.CodeForm",
    "reauthenticate": "portal.members.second_factor.forms.CodeAgainForm",
    "activate_totp": "portal.members.second_factor.forms.FirstCodeForm",
}
# Addresses come from an invitation that was sent to them, or from an administrator.
MFA_ALLOW_UNVERIFIED_EMAIL = True

#: Half an hour without a request, or half a day in all, and a session is over.
SESSION_IDLE = timedelta(minutes=30)
SESSION_AT_MOST = timedelta(hours=12)
# Reading goes on while there is no room for a session to change.
SESSION_ENGINE = "portal.members.sessions.store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(SESSION_AT_MOST.total_seconds())
CSRF_COOKIE_SAMESITE = "Lax"


# Signing in elsewhere first (OpenID Connect): off, unless an identity provider is named. It stands in for the password
# and for nothing else: no account is made by it, and the second proof is asked for here all the same.
SOCIALACCOUNT_ADAPTER = "portal.members.elsewhere.adapter.ElsewhereAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5


def sign_in_elsewhere() -> dict[str, str]:
    """The identity provider whose accounts let people in here: address, client, secret, name; empty for none."""
    url = environment.text("PORTAL_OIDC_URL").rstrip("/")
    client, secret = environment.text("PORTAL_OIDC_CLIENT"), environment.secret("PORTAL_OIDC_SECRET")
    name = environment.text("PORTAL_OIDC_NAME", "OpenID Connect")
    if not (url or client or secret):
        return {}
    if not (url and client and secret):
        raise ImproperlyConfigured("Set PORTAL_OIDC_URL, PORTAL_OIDC_CLIENT and PORTAL_OIDC_SECRET, or none of them.")
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.netloc or "@" in parts.netloc or parts.query:
        raise ImproperlyConfigured("PORTAL_OIDC_URL is an address of the form https://login.office.example.")
    return {
        "url": url,
        "origin": f"https://{parts.netloc}",
        "client": client,
        "secret": secret,
        "name": name,
    }


def second_factor_keys() -> list[Secret]:
    """The keys that secrets of second proofs are kept under: the first closes, each of them opens."""
    keys = [Secret(key) for key in environment.names("PORTAL_FACTOR_KEYS")]
    if any(len(key) < SHORTEST_KEY for key in keys):
        raise ImproperlyConfigured(f"Each key in PORTAL_FACTOR_KEYS is a random text of at least {SHORTEST_KEY} signs.")
    return keys
