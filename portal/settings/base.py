"""What every deployment shares. Nothing here opens a door; ``local``, ``production`` and ``test`` say where it runs."""

from __future__ import annotations

from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.languages import LANGUAGES as PORTAL_LANGUAGES
from portal.settings import environment
from portal.settings.backups import backup_key
from portal.settings.caches import caches
from portal.settings.databases import database
from portal.settings.keeping import periods
from portal.settings.scanning import scanner
from portal.settings.searching import search_cluster
from portal.settings.signing_in import *
from portal.settings.storage import storage

ROOT = Path(__file__).resolve().parent.parent.parent
DATA_DIR = environment.folder("PORTAL_DATA_DIR", ROOT / "var")

INSTALLED_APPS = [
    "portal.countries",
    "portal.audit",
    "portal.work",
    "portal.caching",
    "portal.retention",
    "portal.members",
    "portal.markings",
    "portal.victim_data",
    "portal.files",
    "portal.glossary",
    "portal.notices",
    "portal.notices.board",
    "portal.metrics",
    "portal.pages",
    "portal.condition",
    "portal.fonts",
    "portal.catalogues",
    "portal.launcher",
    "portal.moving",
    "portal.backups",
    "portal.surfaces",
    "portal.demo",
    "resources",
    "resources.oai",
    "resources.readership",
    "dialogues.spaces",
    "dialogues.threads",
    "dialogues.moderation",
    "dialogues.watching",
    "dialogues.translations",
    "dialogues.exporting",
    "search",
    "search.outbox",
    "search.pins",
    "search.unanswered",
    "search.suggestions",
    "search.watches",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # First, so that whatever is written into the log knows the request.
    "portal.audit.request.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.headers.PolicyMiddleware",
    # The mark of a page (ETag) is made of what it says, not of how it was packed: so packing stands outside.
    "portal.headers.PackingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.language_choice.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Sessions that are over, and people who have yet to prove themselves twice, get no further than here.
    "portal.members.sessions.limits.SessionLimitsMiddleware",
    "portal.members.second_factor.gate.SecondFactorMiddleware",
    "portal.viewer.ViewerMiddleware",
    "portal.doors.AdministrationMiddleware",
    "portal.members.clock.ClockMiddleware",
    "portal.headers.CachingMiddleware",
    "portal.members.sessions.kept.KeptTextMiddleware",
    "portal.gone.GoneMiddleware",
    "resources.readership.noticing.ReadershipMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.errors.StorageAwayMiddleware",
    "portal.retention.guard.HeldThingsMiddleware",
    "portal.pages.redirects.VisibleRedirectMiddleware",
    "portal.pages.staff.held.HeldMiddleware",
    # Last, because it answers in the place of the view.
    "portal.pages.staff.saving.OneSaveAtATimeMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "portal.pages.templatetags.balai",
                "wagtail.templatetags.wagtailcore_tags",
            ],
        },
    }
]

# Forms take their templates from the portal's own, as pages do.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite in the data folder on one machine, PostgreSQL for several.
DATABASES = {"default": database(environment.secret("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People: settings/signing_in.py says how they sign in, and the keys that secrets of second proofs are kept under.
SECOND_FACTOR_KEYS = second_factor_keys()
SIGN_IN_ELSEWHERE = sign_in_elsewhere()
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Passwords and addresses are changed on the pages of the account, which ask once more who is there.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL

# Languages
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
for _language in PORTAL_LANGUAGES:
    # Django knows neither Lao nor Filipino nor Tetum.
    django.conf.locale.LANG_INFO.setdefault(
        _language.code,
        {
            "bidi": False,
            "code": _language.code,
            "name": _language.english_name,
            "name_local": _language.own_name,
        },
    )
LANGUAGES = [(language.code, language.english_name) for language in PORTAL_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "portal" / "locale"]
LANGUAGE_COOKIE_NAME = "language"

# Wagtail: one rule of who may read, so its own privacy is off, as are its comments and every outbound call.
WAGTAIL_SITE_NAME = "Balai"
WAGTAILADMIN_BASE_URL = environment.text("PORTAL_BASE_URL", "http://localhost:8000")
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False, "GROUPS": False, "LOGIN": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False, "GROUPS": False, "LOGIN": False}
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILDOCS_DOCUMENT_MODEL = "files.PortalDocument"
WAGTAILIMAGES_IMAGE_MODEL = "files.PortalImage"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "odt", "png", "jpg", "jpeg", "webp"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.files.staff.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.files.staff.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English"))]
# Where staff sit; each chooses once, and then sets schedules in their own time.
WAGTAIL_USER_TIME_ZONES = [
    "UTC",
    *(f"Asia/{city}" for city in ("Bangkok", "Brunei", "Dili", "Ho_Chi_Minh", "Jakarta", "Jayapura", "Kuala_Lumpur")),
    *(f"Asia/{city}" for city in ("Makassar", "Manila", "Phnom_Penh", "Singapore", "Vientiane", "Yangon")),
]
# The portal's search: in SQLite itself, or the Elasticsearch that PORTAL_SEARCH_URL names.
SEARCH_CLUSTER = search_cluster()
SEARCH_ENGINE = "elasticsearch" if SEARCH_CLUSTER["urls"] else "embedded"
# Wagtail's own search in its administration.
# The database's own full text finds nothing in Thai or Lao; the plain comparison finds every script.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# Background work is a row in the database, written in the caller's transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [], "OPTIONS": {}}}

# Counts of wrong passwords are shared by every process of the portal.
CACHES = caches(
    environment.secret("PORTAL_CACHE_URL"), DATA_DIR, several_machines=bool(environment.secret("DATABASE_URL"))
)

# Files: how large one may be, how large all together, and whether pages that are pictures are read (tesseract).
FILE_MOST_BYTES = environment.number("PORTAL_FILE_MB", 20) * 1024 * 1024
FILES_QUOTA_BYTES = environment.number("PORTAL_FILES_MB", 20_000) * 1024 * 1024
FILES_SCANNER = scanner(environment.text("PORTAL_CLAMAV_URL"))
FILES_RECOGNISE = environment.flag("PORTAL_OCR")
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE = FILE_MOST_BYTES

# Where the head of the log is written down each day: outside the database, best on another disk.
AUDIT_HEADS = environment.folder("PORTAL_AUDIT_HEADS", DATA_DIR / "audit-heads")

# How many days each kind of thing is kept.
RETENTION = periods()

# What backups, and the log that is exported beside them, are closed under; empty: whoever has one can read it.
BACKUP_KEY = backup_key()

# Who may read the figures at /metrics; empty: there is no such page, and nothing is counted for it.
METRICS_TOKEN = environment.secret("PORTAL_METRICS_TOKEN")

# Whether it is counted what is read: how often in a month, never by whom.
COUNT_READING = environment.flag("PORTAL_COUNT_READING", True)

# Files: nothing below a public media address; views ask the rule.
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/images/"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
FONTS_ROOT = DATA_DIR / "cut-fonts"
STATICFILES_DIRS = [ROOT / "portal" / "static"]
if FONTS_ROOT.is_dir():
    STATICFILES_DIRS.append(FONTS_ROOT)
STORAGES = {
    "default": storage(environment.secret("PORTAL_STORAGE_URL")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600

# Mail
DEFAULT_FROM_EMAIL = environment.text("PORTAL_MAIL_FROM", "balai@localhost")
STAFF_MAIL = environment.names("PORTAL_STAFF_MAIL")

# Headers: no inline code on any public page. The administration gets its own policy, see portal/headers.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that leads to signing in elsewhere ends there.
        "form-action": [SELF, *([SIGN_IN_ELSEWHERE["origin"]] if SIGN_IN_ELSEWHERE else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
ALLOWED_HOSTS = environment.names("PORTAL_HOSTS", "localhost,127.0.0.1,[::1]")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Who asks the search engine says once what is wrong with it; its client would tell each attempt at length.
    "loggers": {"elastic_transport": {"level": "ERROR"}},
}
