"""Addresses of provisions, under the language."""

from django.urls import path

from portal.pages import views

app_name = "provisions"
urlpatterns = [path("<slug:code>/", views.provision, name="provision")]
