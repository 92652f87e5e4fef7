"""The addresses of levels, under a space and ``watching/``."""

from django.urls import path

from dialogues.watching import views

app_name = "watching"
urlpatterns = [path("", views.space, name="space"), path("<uuid:token>/", views.thread, name="thread")]
