"""The addresses of the member area, under the language and ``members/``. Public ids are random, never counted.

The last pattern answers for all that is not there, so that below this prefix a visitor gets one answer.
"""

from django.urls import path, re_path

from portal.members import gate
from portal.members.views import directory, filling, looking_after, lost, seats

app_name = "members"
urlpatterns = [
    path("", directory.index, name="directory"),
    path("mine/", directory.mine, name="mine"),
    path("seats/", looking_after.seats, name="seats"),
    path("seats/<slug:token>/", seats.seat, name="seat"),
    path("invitations/", filling.invitations, name="invitations"),
    path("invitations/<slug:token>/take-back/", filling.take_back, name="take_back"),
    path("requests/", filling.requests, name="requests"),
    path("requests/<slug:token>/", filling.decide, name="request"),
    path("lost/", lost.index, name="lost"),
    re_path(r"^(?P<rest>.*)$", gate.nothing, name="nothing"),
]
