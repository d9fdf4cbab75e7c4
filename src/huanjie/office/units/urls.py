"""Addresses of the tree (单位)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.units import change_views, views

urlpatterns = [
    path("units/import/", views.import_page, name="import-units"),
    path("units/import/units.xlsx", views.import_template, name="import-units-template"),
    path("units/import/corrections.xlsx", views.import_faults, name="import-units-faults"),
    path("units/<str:code>/lineage/", change_views.history_page, name="unit-lineage"),
    path("units/<str:code>/change/<str:kind>/", change_views.change_page, name="change-unit"),
]
