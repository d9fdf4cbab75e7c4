"""Addresses of the public notice (公示)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.notices import objection_views, pledge_views, statement_views, views
from huanjie.office.planning.paperfile import AS_PDF

_HERE = "elections/<str:pk>/public-notice/"
_PLEDGES = "elections/<str:pk>/pledges/"
_STATEMENTS = "elections/<str:pk>/statements/"
_ONE = f"{_HERE}objections/<int:number>/"

urlpatterns = [
    path(_HERE, views.notices_page, name="public-notice"),
    path(f"{_HERE}post/", views.post_page, name="public-notice-post"),
    path(f"{_HERE}<int:number>/sheet/", views.sheet_page, name="public-notice-sheet"),
    path(f"{_HERE}<int:number>/word/", views.sheet_file, name="public-notice-file"),
    path(f"{_HERE}<int:number>/pdf/", views.sheet_file, AS_PDF, name="public-notice-pdf"),
    path(f"{_HERE}objections/raise/", objection_views.raise_page, name="nominee-objection-raise"),
    path("elections/<str:pk>/appraisals/", pledge_views.appraisals_page, name="appraisals"),
    path(_STATEMENTS, statement_views.statements_page, name="statements"),
    path(f"{_STATEMENTS}keep/", statement_views.keep_page, name="statement-keep"),
    path(f"{_STATEMENTS}take-back/", statement_views.take_back_page, name="statement-take-back"),
    path(f"{_STATEMENTS}word/", statement_views.statements_file, name="statements-file"),
    path(f"{_STATEMENTS}pdf/", statement_views.statements_file, AS_PDF, name="statements-pdf"),
    path(_PLEDGES, pledge_views.pledges_page, name="pledges"),
    path(f"{_PLEDGES}strike/", pledge_views.strike_page, name="pledge-strike"),
    path(f"{_PLEDGES}word/", pledge_views.pledges_file, name="pledges-file"),
    path(f"{_PLEDGES}pdf/", pledge_views.pledges_file, AS_PDF, name="pledges-pdf"),
    path(f"{_PLEDGES}<str:signer>/word/", pledge_views.pledge_file, name="pledge-file"),
    path(_ONE, objection_views.objection_page, name="nominee-objection"),
    path(f"{_ONE}answer/", objection_views.answer_file, name="nominee-objection-answer"),
    *(
        path(
            f"{_ONE}{word}/",
            objection_views.decide_page,
            {"step": word},
            name=f"nominee-objection-{word}",
        )
        for word in objection_views.STEPS
    ),
]
