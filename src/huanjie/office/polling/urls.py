"""Addresses of the polling day (选举日)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.planning.paperfile import AS_PDF
from huanjie.office.polling import (
    ballot_print_views,
    count_views,
    law_views,
    next_views,
    paper_views,
    print_views,
    sheet_views,
    stock_mend_views,
    stock_views,
    views,
)

_ONE = "elections/<str:pk>/rounds/<int:number>/"

urlpatterns = [
    path("elections/<str:pk>/law/", law_views.law_page, name="election-law"),
    path("elections/<str:pk>/rounds/", views.rounds_page, name="rounds"),
    path("elections/<str:pk>/rounds/next/", next_views.next_page, name="open-round"),
    path(_ONE, views.round_page, name="round"),
    path(f"{_ONE}issue/", paper_views.issue_page, name="issue-papers"),
    path(f"{_ONE}stock/", stock_views.stock_page, name="stock"),
    path(f"{_ONE}stock/enter/<str:what>/", stock_views.stock_enter_page, name="stock-enter"),
    path(
        f"{_ONE}stock/<int:line>/correct/",
        stock_mend_views.stock_correct_page,
        name="stock-correct",
    ),
    path(
        f"{_ONE}stock/<int:line>/witness/",
        stock_mend_views.stock_witness_page,
        name="stock-witness",
    ),
    path(f"{_ONE}collect/", paper_views.collect_page, name="collect-papers"),
    path(f"{_ONE}print/", ballot_print_views.print_page, name="print-ballots"),
    path(f"{_ONE}print/sample.pdf", ballot_print_views.print_sample_file, name="print-sample"),
    path(f"{_ONE}print/second.json", ballot_print_views.second_template, name="print-second"),
    path(f"{_ONE}print/<int:batch>.pdf", ballot_print_views.print_file, name="print-file"),
    path(f"{_ONE}papers/", print_views.papers_page, name="papers"),
    path(f"{_ONE}papers/<str:paper>.docx", print_views.poll_paper_file, name="paper-file"),
    path(f"{_ONE}papers/<str:paper>.pdf", print_views.poll_paper_file, AS_PDF, name="paper-pdf"),
    path("elections/<str:pk>/voter-cards/", print_views.cards_page, name="voter-cards"),
    path(f"{_ONE}sheet/", sheet_views.sheet_page, name="sheet"),
    path(f"{_ONE}compare/", count_views.compare_page, name="compare-sheets"),
    path(f"{_ONE}declare/", count_views.declare_page, name="declare"),
]
