"""The address that ends the mails of whoever has it, under the language and ``notices/``."""

from django.urls import path

from portal.notices.board import views

app_name = "notice_mails"
urlpatterns = [path("off/<uuid:token>/", views.off, name="off")]
