"""The addresses of the board, under the language and ``members/notices/``."""

from django.urls import path

from portal.notices.board import views

app_name = "board"
urlpatterns = [
    path("", views.index, name="index"),
    path("mails/", views.mails, name="mails"),
    path("<uuid:token>/", views.follow, name="follow"),
]
