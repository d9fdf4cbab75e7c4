"""Addresses of the overview (总览)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.overview import board_views, history_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("board/", board_views.board_page, name="board"),
    path("board.xlsx", board_views.board_file, name="board-file"),
    path("units/", board_views.units_page, name="units"),
    path("units.xlsx", board_views.units_file, name="units-file"),
    path("units/<str:code>/", views.unit_page, name="unit"),
    path("elections/<str:pk>/", views.election_page, name="election"),
    path("elections/<str:pk>/history/", history_views.election_history, name="history"),
    path("units/<str:code>/history/", history_views.unit_history, name="unit-history"),
]
