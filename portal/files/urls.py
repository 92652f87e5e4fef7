"""Addresses of files and images; no language prefix, since a file is the same in every interface."""

from django.urls import path

from portal.files import views

app_name = "files"
urlpatterns = [
    path("files/<str:token>/<str:filename>", views.document, name="document"),
    # Deeper than any file lies, so that no file's name can be taken for it.
    path("files/<str:token>/pictures/first-page.webp", views.first_page, name="first_page"),
    path("images/<path:name>", views.image, name="image"),
]
