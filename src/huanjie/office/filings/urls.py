"""Addresses of filings (请示和备案)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.filings import views, waiting_views

_HERE = "elections/<str:pk>/filings/"

urlpatterns = [
    path("filings/", waiting_views.waiting_page, name="filings-waiting"),
    path(_HERE, views.list_page, name="filings"),
    path(f"{_HERE}<slug:event>/send/", views.send_page, name="filing-send"),
    path(f"{_HERE}<slug:event>/withdraw/", views.withdraw_page, name="filing-withdraw"),
    path(f"{_HERE}<slug:event>/answer/", views.answer_page, name="filing-answer"),
    path(f"{_HERE}<slug:event>/letter.docx", views.letter_file, name="filing-letter"),
    path(f"{_HERE}<slug:event>/reply.docx", views.reply_file, name="filing-reply"),
]
