"""Addresses of the roll (名册)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.roll import (
    column_views,
    many_views,
    publish_views,
    taking_views,
    twice_views,
    upload_views,
    views,
)

_ROLL = "elections/<str:pk>/roll/"

urlpatterns = [
    path(_ROLL, views.roll_page, name="roll"),
    path(f"{_ROLL}template.xlsx", views.template_file, name="roll-template"),
    path(f"{_ROLL}file/", taking_views.take_page, name="roll-file"),
    path(f"{_ROLL}add/", views.add_page, name="roll-add"),
    path(f"{_ROLL}<int:number>/remove/", views.remove_page, name="roll-remove"),
    path(f"{_ROLL}<int:number>/number/", views.number_page, name="roll-number"),
    path(f"{_ROLL}uploads/", upload_views.upload_page, name="roll-uploads"),
    path(f"{_ROLL}uploads/<int:number>/", upload_views.preview_page, name="roll-upload"),
    path(f"{_ROLL}uploads/<int:number>/load/", upload_views.load_page, name="roll-load"),
    path(
        f"{_ROLL}uploads/<int:number>/withdraw/", upload_views.withdraw_page, name="roll-withdraw"
    ),
    path(
        f"{_ROLL}uploads/<int:number>/rejected.xlsx",
        upload_views.rejected_page,
        name="roll-rejected",
    ),
    path(f"{_ROLL}uploads/<int:number>/columns/", column_views.columns_page, name="roll-columns"),
    path(
        f"{_ROLL}columns/<int:number>/forget/", column_views.forget_page, name="roll-columns-forget"
    ),
    path(f"{_ROLL}twice/", twice_views.twice_page, name="roll-twice"),
    path(f"{_ROLL}<int:number>/twice/", twice_views.one_page, name="roll-twice-one"),
    path("rolls/import/", many_views.many_page, name="rolls-import"),
    path("rolls/import/<int:number>/", many_views.many_one_page, name="rolls-import-one"),
    path(
        "rolls/import/<int:number>/rejected.xlsx",
        many_views.many_rejected_file,
        name="rolls-import-rejected",
    ),
    path("rolls/twice/", twice_views.disputed_page, name="rolls-twice"),
    path(f"{_ROLL}publish/", publish_views.publish_page, name="roll-publish"),
    path(f"{_ROLL}list/", publish_views.list_page, name="roll-list"),
]
