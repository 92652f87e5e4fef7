"""Addresses of watches, below ``/<language>/search/watches/``."""

from django.urls import path

from search.watches import links, own_views, views

app_name = "watches"
urlpatterns = [
    path("", views.new, name="new"),
    path("asked/", views.asked, name="asked"),
    path("begin/<slug:token>/<str:signature>/", views.begin, name=links.BEGIN),
    path("own/<slug:token>/<str:signature>/", own_views.own, name=links.OWN),
    path("end/<slug:token>/<str:signature>/", own_views.end, name=links.END),
]
