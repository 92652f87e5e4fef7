"""The addresses of exports, under a space and ``exporting/``."""

from django.urls import path

from dialogues.exporting import views

app_name = "exporting"
urlpatterns = [
    path("", views.of_space, name="of_space"),
    path("<uuid:token>/", views.of_thread, name="of_thread"),
]
