"""Addresses of the tree (单位)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.units import views

urlpatterns = [
    path("units/import/", views.import_page, name="import-units"),
    path("units/import/units.csv", views.import_template, name="import-units-template"),
]
