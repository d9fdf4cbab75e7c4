"""Addresses of the law (法律): all of them open to everyone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from huanjie.office.law import ask_views, views

urlpatterns = [
    path("law/", login_not_required(views.law_page), name="law"),
    path("law/ask/", login_not_required(ask_views.questions_page), name="law-questions"),
    path(
        "law/ask/<slug:question>/",
        login_not_required(ask_views.question_page),
        name="law-question",
    ),
    path("law/<slug:body>/", login_not_required(views.body_page), name="law-body"),
    path("law/<slug:body>.xlsx", login_not_required(views.body_file), name="law-body-file"),
]
