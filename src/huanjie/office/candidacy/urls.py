"""Addresses of candidacy (候选人)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.candidacy import publication, views

_HERE = "elections/<str:pk>/candidates/"

urlpatterns = [
    path(_HERE, views.list_page, name="candidates"),
    path(f"{_HERE}find/", views.find_page, name="candidates-find"),
    path(f"{_HERE}nominate/", views.nominate_page, name="candidates-nominate"),
    path(f"{_HERE}<int:number>/remove/", views.remove_page, name="candidates-remove"),
    path(f"{_HERE}relatives/", publication.relatives_page, name="candidates-relatives"),
    path(f"{_HERE}relatives/unmark/", publication.unmark_page, name="candidates-unmark"),
    path(f"{_HERE}publish/", publication.publish_page, name="candidates-publish"),
    path(f"{_HERE}notice/", publication.notice_page, name="candidates-notice"),
]
