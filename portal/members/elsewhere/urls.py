"""Signing in elsewhere, under ``account/elsewhere/``; the names are those the sign-in package looks for."""

from django.urls import path

from portal.members.elsewhere import views
from portal.members.elsewhere.adapter import PROVIDER

urlpatterns = [
    path("", views.leave, {"provider_id": PROVIDER}, name="openid_connect_login"),
    path("back/", views.come_back, {"provider_id": PROVIDER}, name="openid_connect_callback"),
]
