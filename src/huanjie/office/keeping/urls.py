"""Addresses of keeping (保管)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.keeping import person_views, views

_HERE = "elections/<str:pk>/keeping/"

urlpatterns = [
    path(_HERE, views.keeping_page, name="keeping"),
    path(f"{_HERE}holds/<int:number>/lift/", views.lift_page, name="keeping-lift"),
    path("units/<str:code>/person/", person_views.person_page, name="person"),
    path(f"{_HERE}correct/<int:number>/", person_views.correct_page, name="person-correct"),
]
