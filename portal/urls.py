"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import doors, health, language_choice
from portal.metrics.views import metrics
from portal.pages import sitemap
from resources import views as resource_views
from resources.oai import views as oai_views

urlpatterns = [
    path("", language_choice.begin, name="begin"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", sitemap.robots, name="robots"),
    re_path(r"^oai/?$", oai_views.oai, name="oai"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    re_path(r"^(?P<reference>[A-Za-z]-\d{4}-\d{3})/?$", resource_views.by_number, name="by_number"),
    # One door to sign in by, with its limits, and one way out: Wagtail's own lead there or nowhere.
    path("administration/login/", doors.sign_in, name="administration_sign_in"),
    path("administration/logout/", doors.sign_out, name="administration_sign_out"),
    path("administration/password_reset/", doors.closed),
    re_path(r"^administration/password_reset/.+$", doors.closed),
    # A translation ends by being published or deleted; ended half way it would pass for a text of its own.
    re_path(r"^administration/localize/translate/\d+/disable/$", doors.closed),
    re_path(r"^administration/localize/page/\d+/convert_to_alias/$", doors.closed),
    path("administration/", include(wagtailadmin_urls)),
    path("", include("portal.files.urls")),
    path("account/elsewhere/", include("portal.members.elsewhere.urls")),
]

urlpatterns += i18n_patterns(
    path("account/", include("portal.members.urls")),
    path("account/", include("portal.members.joining_urls")),
    path("members/notices/", include("portal.notices.board.member_urls")),
    path("members/spaces/<slug:slug>/watching/", include("dialogues.watching.urls")),
    path(
        "members/spaces/<slug:slug>/threads/<uuid:token>/posts/<uuid:post>/translations/",
        include("dialogues.translations.urls"),
    ),
    path("members/spaces/<slug:slug>/threads/", include("dialogues.threads.urls")),
    path("members/spaces/<slug:slug>/moderation/", include("dialogues.moderation.urls")),
    path("members/spaces/<slug:slug>/exporting/", include("dialogues.exporting.urls")),
    path("members/spaces/", include("dialogues.spaces.urls")),
    path("members/watches/", include("search.watches.member_urls")),
    path("members/", include("portal.members.member_urls")),
    path("search/watches/", include("search.watches.urls")),
    path("search/", include("search.urls")),
    path("provisions/", include("portal.pages.urls")),
    path("glossary/", include("portal.pages.glossary_urls")),
    path("notices/", include("portal.notices.board.urls")),
    path("wrong/", include("portal.notices.urls")),
    path("files/", include("portal.files.reading.urls")),
    path("_util/login/", doors.sign_in),
    path("", include("resources.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler429 = "portal.errors.too_many"
handler500 = "portal.errors.failed"
