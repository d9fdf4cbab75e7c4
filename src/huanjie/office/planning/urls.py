"""Addresses of the plan (计划)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.planning import views

urlpatterns = [
    path("units/<str:code>/open/<slug:body>/", views.open_page, name="open-election"),
    path("elections/<str:pk>/postpone/", views.postpone_page, name="postpone"),
    path("elections/<str:pk>/cancel/", views.cancel_page, name="cancel-election"),
    path("elections/<str:pk>/schedule/", views.schedule_page, name="schedule"),
    path("elections/<str:pk>/schedule.ics", views.schedule_file, name="schedule-file"),
]
