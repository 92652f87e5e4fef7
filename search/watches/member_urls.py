"""The address of a member's own watches, below ``/<language>/members/watches/``."""

from django.urls import path

from search.watches import own_views

app_name = "own_watches"
urlpatterns = [path("", own_views.mine, name="mine")]
