"""Addresses of candidacy (候选人)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.candidacy import (
    departure_views,
    finding_deeds,
    finding_views,
    offroll_views,
    paper_views,
    preselection_views,
    publication,
    views,
)
from huanjie.office.planning.paperfile import AS_PDF

_HERE = "elections/<str:pk>/candidates/"
_PERSON = f"{_HERE}findings/<str:person>/"

urlpatterns = [
    path(_HERE, views.list_page, name="candidates"),
    path(f"{_HERE}find/", views.find_page, name="candidates-find"),
    path(f"{_HERE}off-roll/", offroll_views.off_roll_page, name="candidates-off-roll"),
    path(
        f"{_HERE}off-roll/<int:number>/",
        offroll_views.off_roll_one_page,
        name="candidates-off-roll-one",
    ),
    path(
        f"{_HERE}off-roll/<int:number>/remove/",
        offroll_views.off_roll_remove_page,
        name="candidates-off-roll-remove",
    ),
    path(f"{_HERE}nominate/", views.nominate_page, name="candidates-nominate"),
    path(f"{_HERE}<int:number>/remove/", views.remove_page, name="candidates-remove"),
    path(f"{_HERE}<int:number>/decline/", views.decline_page, name="candidates-decline"),
    path(f"{_HERE}<int:number>/leave/", departure_views.leave_page, name="candidates-leave"),
    path(f"{_HERE}fill-up/", departure_views.fill_up_page, name="candidates-fill-up"),
    path(f"{_HERE}forms/declaration/", paper_views.declaration_file, name="declaration-form"),
    path(
        f"{_HERE}forms/nomination/<str:route>/",
        paper_views.nomination_form_file,
        name="nomination-form",
    ),
    path(f"{_HERE}findings/", finding_views.findings_page, name="findings"),
    path(f"{_HERE}findings/table/", finding_views.table_file, name="findings-table"),
    path(f"{_HERE}findings/declare/", finding_views.declare_page, name="findings-declare"),
    path(f"{_PERSON}", finding_views.finding_page, name="finding"),
    path(f"{_PERSON}review-table/", paper_views.review_file, name="finding-review"),
    path(f"{_PERSON}notice/", paper_views.bar_notice_file, name="finding-notice"),
    *(
        path(f"{_PERSON}{word}/", finding_deeds.deed_page, {"deed": word}, name=f"finding-{word}")
        for word in finding_deeds.DEEDS
    ),
    path(f"{_HERE}relatives/", publication.relatives_page, name="candidates-relatives"),
    path(f"{_HERE}relatives/unmark/", publication.unmark_page, name="candidates-unmark"),
    path(f"{_HERE}relatives/outside/", publication.outside_page, name="relatives-outside"),
    path(
        f"{_HERE}relatives/outside/unmark/",
        publication.outside_unmark_page,
        name="relatives-outside-unmark",
    ),
    path(
        f"{_HERE}preselection/",
        preselection_views.preselection_page,
        name="candidates-preselection",
    ),
    path(f"{_HERE}publish/", publication.publish_page, name="candidates-publish"),
    path(f"{_HERE}notice/", publication.notice_page, name="candidates-notice"),
    path(f"{_HERE}notice.docx", publication.notice_file, name="candidates-notice-file"),
    path(f"{_HERE}notice.pdf", publication.notice_file, AS_PDF, name="candidates-notice-pdf"),
]
