"""The addresses of moderation, under a space and ``moderation/``."""

from django.urls import path

from dialogues.moderation.views import deciding, files, logging, saying, setting

app_name = "moderation"
urlpatterns = [
    path("", deciding.queue, name="queue"),
    path("cases/<uuid:token>/", deciding.case, name="case"),
    path("cases/<uuid:token>/files/<uuid:file>/<str:filename>", files.attachment, name="file"),
    path("cases/<uuid:token>/sealed/<uuid:sealed>/", deciding.sealed, name="sealed"),
    path("report/<uuid:post>/", saying.report, name="report"),
    path("appeal/<uuid:token>/", saying.appeal, name="appeal"),
    path("settings/", setting.of_space, name="settings"),
    path("threads/<uuid:token>/", setting.of_thread, name="thread"),
    path("log/", logging.log, name="log"),
    path("log.csv", logging.table, name="log_table"),
]
