"""Addresses of tokens (接口令牌)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.tokens import views

urlpatterns = [
    path("tokens/", views.tokens_page, name="tokens"),
    path("tokens/make/", views.make_page, name="make-token"),
    path("tokens/<int:number>/revoke/", views.revoke_page, name="revoke-token"),
]
