"""The address of the translations of a post, under the post."""

from django.urls import path

from dialogues.translations import views

app_name = "translations"
urlpatterns = [path("", views.translations, name="translations")]
