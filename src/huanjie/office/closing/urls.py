"""Addresses of closing (收尾)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from huanjie.office.closing import public_views, views
from huanjie.office.planning.paperfile import AS_PDF
from huanjie.office.web import for_everybody

urlpatterns = [
    path("elections/<str:pk>/result/", views.result_page, name="result"),
    path("elections/<str:pk>/seal/", views.seal_page, name="seal"),
    path("elections/<str:pk>/notice.docx", views.notice_file, name="notice-file"),
    path("elections/<str:pk>/notice.pdf", views.notice_file, AS_PDF, name="notice-pdf"),
    path("elections/<str:pk>/dossier.zip", views.dossier_file, name="dossier-file"),
    path("elections/<str:pk>/sealed.zip", views.sealed_file, name="sealed-file"),
    path("verify/", login_not_required(public_views.verify_page), name="verify"),
    path("verify.pyz", login_not_required(public_views.verify_program), name="verify-program"),
    path("dossiers/", for_everybody(public_views.dossiers_page), name="dossiers"),
    path(
        "dossiers/<str:sha256>.zip",
        login_not_required(public_views.public_dossier),
        name="public-dossier",
    ),
]
