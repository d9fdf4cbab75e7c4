"""Addresses of electors (选举人)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.electors import (
    chosen_views,
    lookup_views,
    many_views,
    meetingnotice_views,
    proxy_views,
    registration_views,
    representative_views,
)
from huanjie.office.planning.paperfile import AS_PDF

_PROXIES = "elections/<str:pk>/proxies/"
_CHOSEN = "elections/<str:pk>/chosen/"
_REGISTRATION = "elections/<str:pk>/registration/"
_NOTICES = "elections/<str:pk>/notices/"

urlpatterns = [
    path("on-roll/", lookup_views.code_page, name="on-roll"),
    path("on-roll/<str:code>/<str:body>/", lookup_views.name_page, name="on-roll-by-name"),
    path(_REGISTRATION, registration_views.list_page, name="registration"),
    path(f"{_REGISTRATION}add/", registration_views.add_page, name="registration-add"),
    path("elections/<str:pk>/roll/chosen/", representative_views.roll_page, name="roll-of-chosen"),
    path(_PROXIES, proxy_views.list_page, name="proxies"),
    path(f"{_PROXIES}add/", proxy_views.add_page, name="proxy-add"),
    path(f"{_PROXIES}many/", many_views.proxies_page, name="proxies-many"),
    path(f"{_PROXIES}many.xlsx", many_views.proxies_template, name="proxies-many-template"),
    path(f"{_PROXIES}<int:number>/back/", proxy_views.back_page, name="proxy-back"),
    path(f"{_PROXIES}post/", proxy_views.post_page, name="proxies-post"),
    path(f"{_PROXIES}table/", proxy_views.table_file, name="proxies-table"),
    path(f"{_PROXIES}list.docx", proxy_views.list_file, name="proxies-file"),
    path(f"{_PROXIES}list.pdf", proxy_views.list_file, AS_PDF, name="proxies-pdf"),
    path(_CHOSEN, chosen_views.list_page, name="chosen"),
    path(f"{_CHOSEN}add/", chosen_views.add_page, name="chosen-add"),
    path(f"{_CHOSEN}many/", many_views.chosen_page, name="chosen-many"),
    path(f"{_CHOSEN}many.xlsx", many_views.chosen_template, name="chosen-many-template"),
    path(f"{_CHOSEN}<int:number>/out/", chosen_views.out_page, name="chosen-out"),
    path(f"{_CHOSEN}post/", chosen_views.post_page, name="chosen-post"),
    path(f"{_CHOSEN}table/", chosen_views.table_file, name="chosen-table"),
    path(f"{_CHOSEN}list.docx", chosen_views.list_file, name="chosen-file"),
    path(f"{_CHOSEN}list.pdf", chosen_views.list_file, AS_PDF, name="chosen-pdf"),
    path(_NOTICES, meetingnotice_views.coverage_page, name="notices"),
    path(f"{_NOTICES}<int:number>/", meetingnotice_views.group_page, name="notice-group"),
    path(f"{_NOTICES}<int:number>/back/", meetingnotice_views.back_page, name="notice-back"),
    path(f"{_NOTICES}sheet.docx", meetingnotice_views.sheet_file, name="notices-file"),
]
