"""Every address of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import health, language_choice
from portal.pages import sitemap
from resources import views as resource_views

urlpatterns = [
    path("", language_choice.begin, name="begin"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    re_path(r"^(?P<reference>[A-Za-z]-\d{4}-\d{3})/?$", resource_views.by_number, name="by_number"),
    path("administration/", include(wagtailadmin_urls)),
    path("", include("portal.files.urls")),
]

urlpatterns += i18n_patterns(
    path("account/", include("portal.members.urls")),
    path("search/", include("search.urls")),
    path("provisions/", include("portal.pages.urls")),
    path("wrong/", include("portal.notices.urls")),
    path("", include("resources.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.failed"
