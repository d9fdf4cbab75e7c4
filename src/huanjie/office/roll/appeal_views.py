"""Pages of an appeal above against a decision on an objection (不服异议处理决定的申诉): enter it,
decide that the decision stands, or that it does not, and the letter to whoever appealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.objection import State
from huanjie.domain.permission import Action
from huanjie.domain.rollchange import KINDS, LONGEST_DOCUMENT, Kind
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.download import WORD, download
from huanjie.office.forms import DayInput, SiteForm
from huanjie.office.gates import follows_striking
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.roll.answer import appeal_answer_docx
from huanjie.office.roll.appeals import (
    appeal_of,
    change_decision,
    file_roll_appeal,
    keep_decision,
)
from huanjie.office.roll.decision_views import remedy_form, remedy_of
from huanjie.office.roll.leaving import leaving_by_appeal
from huanjie.office.roll.models import NAME_LENGTH, RollChange
from huanjie.office.roll.objection_list import ShownObjection
from huanjie.office.roll.objection_views import about, found
from huanjie.office.security.noting import note_shown
from huanjie.office.telling import tell
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


class AppealForm(SiteForm):
    """登记申诉: who is not satisfied, and when it came."""

    appealed_by = forms.CharField(label=gettext_lazy("申诉人姓名"), max_length=NAME_LENGTH)
    filed_on = forms.DateField(
        label=gettext_lazy("收到申诉的日期"), widget=DayInput(), initial=clock.today
    )


def _document() -> forms.CharField:
    return forms.CharField(
        label=_("决定书的名称和文号"),
        max_length=LONGEST_DOCUMENT,
        help_text=_("只写名称和文号，不写材料里的内容。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def file_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter an appeal; what is refused comes back with what was typed."""
    election = election_to(request, pk, Action.FILE_ROLL_APPEAL)
    row = found(election, number)
    form = AppealForm(request.POST or None)

    def deed() -> object:
        who = {"acting_user": acting_user(request), "election": election, "objection": number}
        return file_roll_appeal(**who, **form.cleaned_data)  # type: ignore[arg-type]

    done, heading = _("申诉已经登记，等决定。"), _("登记对处理决定的申诉")
    return _page(request, election, row, form, deed, done=done, heading=heading)


@never_cache
@require_http_methods(["GET", "POST"])
def keep_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Decide that the decision stands."""
    election = election_to(request, pk, Action.DECIDE_ROLL_APPEAL)
    row = found(election, number)
    form = _with_document(SiteForm(request.POST or None))

    def deed() -> object:
        return keep_decision(
            acting_user=acting_user(request),
            election=election,
            objection=number,
            document=form.cleaned_data["document"],
        )

    done, heading = _("已决定维持。请打印答复书，并告知选举委员会。"), _("维持处理决定")
    follows = (_("名册不变。"), *_told_to())
    return _page(request, election, row, form, deed, done=done, heading=heading, follows=follows)


@never_cache
@require_http_methods(["GET", "POST"])
def change_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Decide that the decision does not stand: what it did is undone, or what it refused is done
    as this page states.
    """
    election = election_to(request, pk, Action.DECIDE_ROLL_APPEAL)
    row = found(election, number)
    undoes = row.objection.state != State.DISMISSED
    own = SiteForm(request.POST or None) if undoes else remedy_form(election, row, request)
    form = _with_document(own)

    def deed() -> object:
        return change_decision(
            acting_user=acting_user(request),
            election=election,
            objection=number,
            document=form.cleaned_data["document"],
            remedy=None if undoes else remedy_of(form),
        )

    says = {
        "done": _("已决定改变，名册已经改好。请打印答复书，并告知选举委员会。"),
        "heading": _("改变处理决定"),
        "leaves": follows_striking(election, leaving_by_appeal(row.objection)),
        "follows": (_("名册今天改好，变动写进补充公告。"), *_told_to()),
    }
    return _page(request, election, row, form, deed, undoes=undoes, **says)


@never_cache
@require_safe
def answer_file(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The town's decision as a letter to whoever appealed (答复书), as a Word file."""
    election = election_to(request, pk, Action.SEE_ROLL)
    row = found(election, number)
    appeal = appeal_of(election, row.objection)
    if appeal is None or not appeal.was_decided:
        raise BadInput(
            "对这件异议的处理决定没有申诉，或者还没有决定", remedy="决定以后再打印答复书"
        )
    note_shown(signed_in(request), region=election.unit_id, people=1)
    name = f"roll-appeal-{election.unit_id}-{election.body}-{number}.docx"
    return download(appeal_answer_docx(election, row, appeal), name=name, kind=WORD)


def _told_to() -> tuple[str, ...]:
    """Whom a decision above is told to (答复、告知)."""
    return (_("请打印答复书，交给申诉人，并告知选举委员会。"),)


def _outcome(deed: Callable[[], object], row: ShownObjection) -> tuple[CheckLine, ...]:
    """What a deed makes of the roll, once it is done (名册的变动)."""
    deed()
    made = RollChange.objects.filter(appeal=row.objection).select_related("entry").first()
    if made is None:
        return (CheckLine(label=_("名册"), text=_("不变")),)
    change = _(KINDS[Kind(made.kind)].name)
    return (
        CheckLine(label=_("变动"), text=f"{change} · {made.entry.name}"),
        CheckLine(label=_("可以投票的人数"), text=f"{made.was} → {made.registered}"),
    )


def _check(
    request: HttpRequest,
    election: Election,
    row: ShownObjection,
    form: SiteForm,
    told: Iterable[CheckLine],
    **says: Any,
) -> HttpResponse:
    check = Check(
        heading=says["heading"],
        about=(
            CheckLine(label=_("异议"), text=_("第 %(n)d 号") % {"n": row.objection.number}),
            CheckLine(label=_("处理决定"), text=row.objection.get_state_display()),
            *told,
        ),
        follows=says["follows"],
        undo=_("登记以后不能再改。"),
        back=reverse("roll-objection", args=[election.pk, row.objection.number]),
        warnings=tuple(each.whole for each in says.get("leaves", ())),
    )
    return check_deed(request, election, form, check)


def _with_document(form: Any) -> Any:
    """The form, with the decision's own name and number asked last."""
    form.fields["document"] = _document()
    form.dress("document")
    return form


def _page(
    request: HttpRequest,
    election: Election,
    row: ShownObjection,
    form: Any,
    deed: Callable[[], object],
    **says: Any,
) -> HttpResponse:
    """One deed on one page: what was decided so far, the form, and its refusal in words. A deed of
    which something `follows` is final, and is checked before it is done.
    """
    if is_sent(request) and form.is_valid():
        if "follows" in says and not is_confirmed(request):
            if outcome := tried(form, election, lambda: _outcome(deed, row)):
                note_shown(signed_in(request), region=election.unit_id, people=1)
                return _check(request, election, row, form, (*filled_in(form), *outcome), **says)
        elif attempt(form, deed):
            tell(request, says.get("leaves", ()))
            messages.success(request, says["done"])
            return redirect("roll-objection", election.pk, row.objection.number)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    appeal = appeal_of(election, row.objection)
    page = about(election, row=row, form=form, appeal=appeal, **says)
    return render(request, "roll/appeal.html", page, status=422 if form.errors else 200)
