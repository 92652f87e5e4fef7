"""Addresses of the library beside its pages, under the language."""

from django.urls import path

from resources import feeds, views
from resources.exporting.metadata import metadata

app_name = "resources"
urlpatterns = [
    path("publications/<slug:slug>/cite.<str:form>", views.cite, name="cite"),
    path("publications/<slug:slug>/metadata.json", metadata, name="metadata"),
    path("publications/<slug:slug>/implementation.csv", views.implementation, name="implementation"),
    path("feed/", feeds.NewestFeed(), name="feed"),
    path("feed/member-states/<slug:country>/", feeds.NewestFeed(), name="feed_country"),
    path("feed/themes/<slug:theme>/", feeds.NewestFeed(), name="feed_theme"),
]
