"""Addresses of the glossary, under the language."""

from django.urls import path

from portal.pages import glossary

app_name = "glossary"
urlpatterns = [path("", glossary.index, name="index"), path("<slug:slug>/", glossary.concept, name="concept")]
