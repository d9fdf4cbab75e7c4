"""Addresses of scanning (扫描识读)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.scanning import adjudication_views, ballot_views, name_views, scan_views

_SCANS = "elections/<str:pk>/rounds/<int:number>/scans/"

urlpatterns = [
    path(_SCANS, scan_views.scans_page, name="scans"),
    path(f"{_SCANS}withdraw/", scan_views.withdraw_page, name="scan-withdraw"),
    path(f"{_SCANS}doubtful/", adjudication_views.adjudicate_page, name="adjudicate"),
    path(f"{_SCANS}doubtful/back/", adjudication_views.take_back_page, name="ruling-back"),
    path(f"{_SCANS}names/", name_views.names_page, name="written-names"),
    path(f"{_SCANS}ballots/", ballot_views.ballots_page, name="ballots"),
]
