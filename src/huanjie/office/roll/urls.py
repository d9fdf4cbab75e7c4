"""Addresses of the roll (名册)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.planning.paperfile import AS_PDF
from huanjie.office.roll import (
    appeal_views,
    change_views,
    column_views,
    decision_views,
    many_views,
    notice_views,
    objection_views,
    publish_views,
    taking_views,
    transfer_views,
    twice_views,
    upload_views,
    views,
)

_ROLL = "elections/<str:pk>/roll/"
_ALL = f"{_ROLL}objections/"
_ONE = f"{_ALL}<int:number>/"
_CHANGES = f"{_ROLL}changes/"

urlpatterns = [
    path(_ROLL, views.roll_page, name="roll"),
    path(f"{_ROLL}template.xlsx", views.template_file, name="roll-template"),
    path(f"{_ROLL}file/", taking_views.take_page, name="roll-file"),
    path(f"{_ROLL}add/", views.add_page, name="roll-add"),
    path(f"{_ROLL}<int:number>/remove/", views.remove_page, name="roll-remove"),
    path(f"{_ROLL}<int:number>/number/", views.number_page, name="roll-number"),
    path(f"{_ROLL}uploads/", upload_views.upload_page, name="roll-uploads"),
    path(f"{_ROLL}uploads/<int:number>/", upload_views.preview_page, name="roll-upload"),
    path(f"{_ROLL}uploads/<int:number>/load/", upload_views.load_page, name="roll-load"),
    path(f"{_ROLL}uploads/<int:number>/groups/", upload_views.groups_page, name="roll-groups"),
    path(
        f"{_ROLL}uploads/<int:number>/withdraw/", upload_views.withdraw_page, name="roll-withdraw"
    ),
    path(
        f"{_ROLL}uploads/<int:number>/rejected.xlsx",
        upload_views.rejected_page,
        name="roll-rejected",
    ),
    path(f"{_ROLL}uploads/<int:number>/columns/", column_views.columns_page, name="roll-columns"),
    path(
        f"{_ROLL}columns/<int:number>/forget/", column_views.forget_page, name="roll-columns-forget"
    ),
    path(f"{_ROLL}twice/", twice_views.twice_page, name="roll-twice"),
    path(f"{_ROLL}<int:number>/twice/", twice_views.one_page, name="roll-twice-one"),
    path("rolls/import/", many_views.many_page, name="rolls-import"),
    path("rolls/import/template.xlsx", many_views.many_template, name="rolls-import-template"),
    path("rolls/import/<int:number>/", many_views.many_one_page, name="rolls-import-one"),
    path(
        "rolls/import/<int:number>/rejected.xlsx",
        many_views.many_rejected_file,
        name="rolls-import-rejected",
    ),
    path("rolls/twice/", twice_views.disputed_page, name="rolls-twice"),
    path(f"{_ROLL}publish/", publish_views.publish_page, name="roll-publish"),
    path(f"{_ROLL}list/", publish_views.list_page, name="roll-list"),
    path(f"{_ROLL}list.docx", publish_views.list_file, name="roll-list-file"),
    path(f"{_ROLL}list.pdf", publish_views.list_file, AS_PDF, name="roll-list-pdf"),
    path(_ALL, objection_views.objections_page, name="roll-objections"),
    path(f"{_ALL}raise/", objection_views.raise_page, name="objection-raise"),
    path(f"{_ALL}decisions/", notice_views.decisions_page, name="objection-decisions"),
    path(f"{_ALL}decisions.docx", notice_views.decisions_file, name="objection-decisions-file"),
    path(
        f"{_ALL}decisions.pdf", notice_views.decisions_file, AS_PDF, name="objection-decisions-pdf"
    ),
    path(
        f"{_ALL}file/",
        objection_views.take_page,
        {"list_name": "objections"},
        name="objections-file",
    ),
    path(_ONE, objection_views.objection_page, name="roll-objection"),
    path(f"{_ONE}withdraw/", objection_views.withdraw_page, name="objection-withdraw"),
    path(f"{_ONE}uphold/", decision_views.uphold_page, name="objection-uphold"),
    path(f"{_ONE}dismiss/", decision_views.dismiss_page, name="objection-dismiss"),
    path(f"{_ONE}answer.docx", objection_views.answer_file, name="objection-answer"),
    path(f"{_ONE}appeal/", appeal_views.file_page, name="objection-appeal"),
    path(f"{_ONE}appeal/keep/", appeal_views.keep_page, name="objection-appeal-keep"),
    path(f"{_ONE}appeal/change/", appeal_views.change_page, name="objection-appeal-change"),
    path(f"{_ONE}appeal/answer.docx", appeal_views.answer_file, name="objection-appeal-answer"),
    path(_CHANGES, change_views.changes_page, name="roll-changes"),
    path(f"{_CHANGES}notice/", notice_views.supplement_page, name="roll-supplement"),
    path(f"{_CHANGES}notice.docx", notice_views.supplement_file, name="roll-supplement-file"),
    path(f"{_CHANGES}notice.pdf", notice_views.supplement_file, AS_PDF, name="roll-supplement-pdf"),
    path(
        f"{_CHANGES}file/",
        objection_views.take_page,
        {"list_name": "changes"},
        name="roll-changes-file",
    ),
    path(f"{_CHANGES}transferred-out/many/", transfer_views.many_out_page, name="transfers-many"),
    path(
        f"{_CHANGES}transferred-out/many.xlsx",
        transfer_views.many_out_template,
        name="transfers-many-template",
    ),
    path(f"{_CHANGES}<str:change>/", change_views.change_page, name="roll-change"),
]
