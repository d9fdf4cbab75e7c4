"""Addresses of electors (选举人)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.electors import lookup_views

urlpatterns = [
    path("on-roll/", lookup_views.code_page, name="on-roll"),
    path("on-roll/<str:code>/<str:body>/", lookup_views.name_page, name="on-roll-by-name"),
]
