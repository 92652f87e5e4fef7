"""The addresses of threads, under a space and ``threads/``."""

from django.urls import path

from dialogues.threads.views import changing, files, ordering, reading, starting, stating, unsealing

app_name = "threads"
urlpatterns = [
    path("start/", starting.start, name="start"),
    path("<uuid:token>/", reading.thread, name="thread"),
    path("<uuid:token>/closing/", changing.closing, name="closing"),
    path("<uuid:token>/moving/", ordering.move, name="move"),
    path("<uuid:token>/splitting/", ordering.split, name="split"),
    path("<uuid:token>/merging/", ordering.merge, name="merge"),
    path("<uuid:token>/posts/<uuid:post>/change/", changing.edit, name="edit"),
    path("<uuid:token>/statements/<uuid:statement>/", stating.statement, name="statement"),
    path("<uuid:token>/posts/<uuid:post>/author/", unsealing.author, name="author"),
    path("<uuid:token>/posts/<uuid:post>/history/", changing.history, name="history"),
    path("<uuid:token>/posts/<uuid:post>/files/<uuid:file>/<str:filename>", files.attachment, name="file"),
]
