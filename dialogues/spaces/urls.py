"""The addresses of spaces, under the language and ``members/spaces/``."""

from django.urls import path

from dialogues.spaces.views import entering

app_name = "spaces"
urlpatterns = [
    path("<slug:slug>/rules/", entering.rules, name="rules"),
]
