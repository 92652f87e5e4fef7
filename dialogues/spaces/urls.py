"""The addresses of spaces, under the language and ``members/spaces/``."""

from django.urls import path

from dialogues.spaces.views import changing, entering, looking_after, reading

app_name = "spaces"
urlpatterns = [
    path("", reading.index, name="index"),
    path("<slug:slug>/", reading.space, name="space"),
    path("<slug:slug>/rules/", entering.rules, name="rules"),
    path("<slug:slug>/looking-after/", looking_after.look_after, name="look_after"),
    path("<slug:slug>/changing/", changing.change, name="change"),
]
