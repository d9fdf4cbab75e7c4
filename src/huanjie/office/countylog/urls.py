"""Addresses of the county logs (县级日志), all public."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from huanjie.office.countylog import views

_LOG = "log/<str:code>/"

urlpatterns = [
    path("log/", login_not_required(views.logs_page), name="logs"),
    path(_LOG, login_not_required(views.log_page), name="log"),
    path(f"{_LOG}checkpoint", login_not_required(views.checkpoint_text), name="log-checkpoint"),
    path(f"{_LOG}inclusion.json", login_not_required(views.inclusion_file), name="log-inclusion"),
    path(
        f"{_LOG}consistency.json",
        login_not_required(views.consistency_file),
        name="log-consistency",
    ),
    path(f"{_LOG}root.json", login_not_required(views.root_file), name="log-root"),
    path(f"{_LOG}epoch.json", login_not_required(views.epoch_file), name="log-epoch"),
    path(f"{_LOG}cosignatures/", login_not_required(views.cosign_page), name="log-cosign"),
]
