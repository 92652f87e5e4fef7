"""Addresses where files are read, under the language of the interface."""

from django.urls import path

from portal.files.reading import views

app_name = "reading"
urlpatterns = [
    path("<str:token>/", views.file, name="file"),
    path("<str:token>/pages/<int:number>/", views.page, name="page"),
    path("<str:token>/contents/<int:start>/", views.contents, name="contents"),
]
