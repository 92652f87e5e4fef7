"""Addresses of files and images; no language prefix, since a file is the same in every interface."""

from django.urls import path

from portal.files import views

app_name = "files"
urlpatterns = [
    path("files/<str:token>/<str:filename>", views.document, name="document"),
    path("images/<path:name>", views.image, name="image"),
]
