"""Addresses of the plan (计划)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.planning import files, offsite_views, views

urlpatterns = [
    path("units/<str:code>/open/<slug:body>/", views.open_page, name="open-election"),
    path("elections/<str:pk>/postpone/", views.postpone_page, name="postpone"),
    path("elections/<str:pk>/cancel/", views.cancel_page, name="cancel-election"),
    path("elections/<str:pk>/schedule/", views.schedule_page, name="schedule"),
    path("elections/<str:pk>/schedule.ics", files.calendar_file, name="schedule-file"),
    path("elections/<str:pk>/schedule.xlsx", files.workbook_file, name="schedule-workbook"),
    path("elections/<str:pk>/schedule.docx", files.word_file, name="schedule-word"),
    path("elections/<str:pk>/timeline.svg", files.timeline_file, name="timeline-picture"),
    path("elections/<str:pk>/flow.svg", files.flow_file, name="flow-picture"),
    path("elections/<str:pk>/handbook.docx", files.handbook_file, name="handbook"),
    path("elections/<str:pk>/steps/<str:event>/", offsite_views.done_page, name="step-done"),
    path(
        "elections/<str:pk>/steps/<str:event>/take-back/",
        offsite_views.take_back_page,
        name="step-take-back",
    ),
    path("units/<str:code>/timeline.svg", files.unit_timeline_file, name="unit-timeline"),
]
