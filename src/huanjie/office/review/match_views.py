"""Matching without handing the list over (名单比对): the batch goes to the department's own
computer as a logged reading, and only the lines that were hit come back, as drafts.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action
from huanjie.domain.reviewbars import Answer
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads, pretty
from huanjie.exchange.matchfile import batch_as_json, read_answers
from huanjie.office import download
from huanjie.office.review.answering import draft_answers
from huanjie.office.review.desk import Desk, find_desk
from huanjie.office.review.forms import AnswersForm, raw_of
from huanjie.office.review.taking import bars_at, take_list
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@require_http_methods(["GET", "POST"])
def match_page(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """How to match, and where the result comes back."""
    desk = _desk(request, sent, asked)
    form = AnswersForm(request.POST or None, request.FILES or None)
    if is_sent(request) and form.is_valid():
        file, acting = form.cleaned_data["file"], acting_user(request)

        def drafted() -> int:
            answers = answers_in(desk, file)
            if not answers:
                return 0
            return draft_answers(
                acting_user=acting,
                unit=desk.place,
                batch=desk.batch.pk,
                department=asked,
                answers=answers,
            )

        done = attempt(form, drafted)
        if done is not None:
            says = _("比中的 %(n)d 人已初核为依法不宜；其余的请在这里答。") % {"n": done}
            messages.success(request, says)
            return redirect("question-batch", sent, asked)
    page: dict[str, Any] = {
        "section": "questions",
        "desk": desk,
        "form": form,
        "bars": bars_at(desk.batch, asked),
        "may_draft": allowed(signed_in(request), Action.DRAFT_ANSWER, desk.place),
    }
    return render(request, "review/match.html", page, status=422 if form.errors else 200)


@require_POST
def list_file(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """The batch for the department's own computer."""
    desk = _desk(request, sent, asked)
    numbers = take_list(
        acting_user=acting_user(request),
        unit=desk.place,
        batch=desk.batch.pk,
        department=asked,
        because=request.POST.get("because", ""),
    )
    bars = bars_at(desk.batch, asked)
    document = batch_as_json(desk.batch.pk, asked, bars, numbers)
    name = f"batch-{desk.batch.number}-{asked}.json"
    return download.download(pretty(document), name=name, kind=download.JSON)


def answers_in(desk: Desk, file: UploadedFile[Any]) -> dict[int, Answer]:
    """What a result says of whom; BadInput where it is another batch's."""
    name = str(file.name)
    try:
        read = read_answers(Cursor(loads(decode(raw_of(file), file=name), file=name)))
    except BadInput as fault:
        raise BadInput(str(fault.within(file=name)), at="file", remedy=fault.remedy) from None
    if (read.batch, read.department) != (desk.batch.pk, desk.asked.key):
        raise BadInput("这是另一批或者另一个部门的结果", at="file", remedy="选这一批的结果文件")
    return {line: frozenset({read.condition}) for line in read.hits}


def _desk(request: HttpRequest, sent: str, asked: str) -> Desk:
    desk = find_desk(request, sent, asked)
    if not desk.can_match:
        raise Http404(_("这个部门看不到证件号码，不能比对。"))
    return desk
