"""Many readers over TLS. Refuses to start without what it needs, and on demo content."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *

DEBUG = False
DEMO_ALLOWED = False

SECRET_KEY = environment.text("PORTAL_SECRET_KEY")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("Set PORTAL_SECRET_KEY to a random text of at least 40 characters.")
if not SECOND_FACTOR_KEYS:
    raise ImproperlyConfigured(
        "Set PORTAL_FACTOR_KEYS to a random text of at least 40 signs: secrets of second proofs are kept under it."
    )
if not environment.text("PORTAL_HOSTS"):
    raise ImproperlyConfigured("Set PORTAL_HOSTS to the host names this portal answers to, separated by commas.")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Attempts to sign in are counted by address: without this, by that of the proxy, and so for everybody together.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PORTAL_PROXIES", 1)
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

EMAIL_HOST = environment.text("PORTAL_MAIL_HOST", "localhost")
EMAIL_PORT = environment.number("PORTAL_MAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("PORTAL_MAIL_USER")
EMAIL_HOST_PASSWORD = environment.secret("PORTAL_MAIL_PASSWORD")
EMAIL_USE_TLS = environment.flag("PORTAL_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
