"""Addresses of the law (法律): all of them open to everyone."""

from __future__ import annotations

from django.urls import path

from huanjie.office.law import ask_views, views
from huanjie.office.web import for_everybody

urlpatterns = [
    path("law/", for_everybody(views.law_page), name="law"),
    path("law/ask/", for_everybody(ask_views.questions_page), name="law-questions"),
    path(
        "law/ask/<slug:question>/",
        for_everybody(ask_views.question_page),
        name="law-question",
    ),
    path("law/<slug:body>/", for_everybody(views.body_page), name="law-body"),
    path("law/<slug:body>.xlsx", for_everybody(views.body_file), name="law-body-file"),
]
