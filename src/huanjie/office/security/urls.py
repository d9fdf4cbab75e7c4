"""Addresses of the security log (安全日志)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.security import views

urlpatterns = [
    path("security/", views.security_page, name="security"),
    path("security.xlsx", views.security_file, name="security-file"),
]
