"""Addresses of the report form, under the language."""

from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [path("", views.problem, name="problem"), path("thanks/", views.thanks, name="thanks")]
