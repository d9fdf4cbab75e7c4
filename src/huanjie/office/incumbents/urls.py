"""Addresses of bodies and posts (班子和任职)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.incumbents import import_views, list_views, views

urlpatterns = [
    path("terms/", list_views.terms_page, name="terms"),
    path("terms.xlsx", list_views.terms_file, name="terms-file"),
    path("terms/import/", import_views.import_page, name="incumbents-import"),
    path("terms/import/incumbents.xlsx", import_views.template_file, name="incumbents-template"),
    path("terms/import/<int:number>/", import_views.preview_page, name="incumbents-upload"),
    path("terms/import/<int:number>/load/", import_views.load_view, name="incumbents-load"),
    path(
        "terms/import/<int:number>/rejected.xlsx",
        import_views.rejected_file,
        name="incumbents-rejected",
    ),
    path("units/<str:code>/incumbents/", views.incumbents_page, name="incumbents"),
    path("units/<str:code>/incumbents/body/", views.body_page, name="body-add"),
    path("units/<str:code>/incumbents/body/<int:number>/", views.body_page, name="body-change"),
    path("units/<str:code>/incumbents/body/<int:number>/seat/", views.seat_page, name="seat"),
    path(
        "units/<str:code>/incumbents/<int:number>/correct/",
        views.correct_page,
        name="post-correct",
    ),
    path("units/<str:code>/incumbents/<int:number>/leave/", views.leave_page, name="leave-post"),
    path("units/<str:code>/incumbents/same/", views.same_person_view, name="same-person"),
]
