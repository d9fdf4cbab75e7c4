"""Addresses of the overview (总览)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.overview import (
    board_views,
    cover_views,
    history_views,
    publicplace_views,
    views,
    wave_views,
)
from huanjie.office.web import for_everybody

urlpatterns = [
    path("", views.home, name="home"),
    path("board/", board_views.board_page, name="board"),
    path("board.xlsx", board_views.board_file, name="board-file"),
    path("units/", board_views.units_page, name="units"),
    path("units.xlsx", board_views.units_file, name="units-file"),
    path("cover/", cover_views.matrix_page, name="cover"),
    path("cover.xlsx", cover_views.matrix_file, name="cover-file"),
    path("cover/send/", cover_views.send_page, name="cover-send"),
    path("cover/<int:number>/end/", cover_views.end_page, name="cover-end"),
    path("waves/", wave_views.waves_page, name="waves"),
    path("waves.xlsx", wave_views.waves_file, name="waves-file"),
    path("waves/new/", wave_views.wave_page, name="wave-add"),
    path("waves/into/", wave_views.into_page, name="wave-into"),
    path("waves/<str:wave>/", wave_views.wave_page, name="wave-change"),
    path("waves/<str:wave>/drop/", wave_views.drop_page, name="wave-drop"),
    path("units/<str:code>/", views.unit_page, name="unit"),
    path("places/", for_everybody(publicplace_views.places_page), name="places"),
    path("places/<str:code>/", for_everybody(publicplace_views.place_page), name="place"),
    path("elections/<str:pk>/", views.election_page, name="election"),
    path("elections/<str:pk>/history/", history_views.election_history, name="history"),
    path("units/<str:code>/history/", history_views.unit_history, name="unit-history"),
]
