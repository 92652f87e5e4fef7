"""The public addresses on the way to becoming a member, under the language and ``account/``."""

from django.urls import path

from portal.members.views import joining

app_name = "joining"
urlpatterns = [
    path("ask/", joining.ask, name="ask"),
    path("ask/thanks/", joining.asked, name="asked"),
    path("invitation/<slug:token>/<str:signature>/", joining.invitation, name="invitation"),
]
