"""Pages of objections to nominees (对人选的异议): enter one, see it, decide it, and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.office.candidacy.departed import follows_of_leaving
from huanjie.office.candidacy.departing import is_listed
from huanjie.office.candidacy.terms import due_if_struck, offered_today, told_of, too_soon
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.forms import SiteForm
from huanjie.office.notices.forms import ObjectionForm, UpholdForm
from huanjie.office.notices.listing import ShownNomineeObjection, shown
from huanjie.office.notices.models import NomineeObjection
from huanjie.office.notices.objecting import (
    bars,
    dismiss_nominee_objection,
    facts_behind,
    raise_nominee_objection,
    uphold_nominee_objection,
    withdraw_nominee_objection,
)
from huanjie.office.notices.period import last_notice, until
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.paperfile import paper_file
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.paper.notice_papers import Answered, answer_paper


@never_cache
@require_http_methods(["GET", "POST"])
def raise_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter an objection; what is refused comes back with what was typed."""
    election = election_to(request, pk, Action.RAISE_NOMINEE_OBJECTION)
    notice = last_notice(election)
    if notice is None:
        return redirect("public-notice", pk)
    form = ObjectionForm(notice, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), form.said
        number = attempt(
            form, lambda: raise_nominee_objection(acting_user=acting, election=election, said=said)
        )
        if number:
            messages.success(request, _("已登记，第 %(number)d 号。") % {"number": number})
            return redirect("nominee-objection", pk, number)
    page = {
        "election": election,
        "form": form,
        "due": until(notice),
        "is_open": is_open_to(request, election, Action.RAISE_NOMINEE_OBJECTION),
    }
    return render(request, "notices/raise.html", page, status=422 if form.errors else 200)


@never_cache
@require_safe
def objection_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One objection, what was decided, and what may be done with it now."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    row = _found(election, number)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    page = {
        "election": election,
        "row": row,
        "may_decide": row.is_open
        and is_open_to(request, election, Action.DECIDE_NOMINEE_OBJECTION),
        "may_withdraw": row.is_open
        and row.objection.raised_by is not None
        and is_open_to(request, election, Action.RAISE_NOMINEE_OBJECTION),
    }
    return render(request, "notices/objection.html", page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A step and its pages (一项办理): what is asked and checked, and the service that it calls."""

    action: Action
    heading: str
    follows: tuple[str, ...]
    undo: str
    done: str
    do: Callable[..., object]
    says: str = ""
    """on the page of its form, where it has one"""
    of_listed: tuple[str, ...] = ()
    """what follows besides for a published candidate"""
    is_answered: bool = False
    """a decision, which is handed to whoever signed, or posted where nobody did"""

    def answered(self, objection: NomineeObjection) -> tuple[str, ...]:
        """How whoever objected learns of it (答复)."""
        if not self.is_answered:
            return ()
        return (_HANDED if objection.raised_by else _POSTED,)


_HANDED: Final = noop("请打印答复书交给提出人。")
_POSTED: Final = noop("异议没有署名，没有人可以送交：请打印处理决定，盖章张贴。")


STEPS: Final[Mapping[str, Decision]] = {
    "uphold": Decision(
        action=Action.DECIDE_NOMINEE_OBJECTION,
        heading=noop("决定异议成立"),
        says=noop("填写查明的事实和材料。按这些事实依法认定不符合条件的，才能决定成立。"),
        follows=(
            noop("查明的事实按材料写进资格审查，按这些事实这个人不符合任职条件。"),
            noop("请按资格审查页告知本人。"),
        ),
        is_answered=True,
        of_listed=(noop("这个人今天从候选人名单上去掉；本人可以申诉，直到申诉的最后一天。"),),
        undo=noop("决定以后不能撤销。"),
        done=noop("已决定成立。请按资格审查页告知本人。"),
        do=lambda form, **who: uphold_nominee_objection(
            facts=form.facts,
            evidence=form.cleaned_data["evidence"],
            appeal_until=form.cleaned_data.get("appeal_until"),
            **who,
        ),
    ),
    "dismiss": Decision(
        action=Action.DECIDE_NOMINEE_OBJECTION,
        heading=noop("决定异议不成立"),
        follows=(noop("经核实，没有查明这个人不符合这一条件；名单不变。"),),
        is_answered=True,
        undo=noop("决定以后不能撤销。"),
        done=noop("已决定不成立。"),
        do=lambda form, **who: dismiss_nominee_objection(**who),
    ),
    "withdraw": Decision(
        action=Action.RAISE_NOMINEE_OBJECTION,
        heading=noop("撤回异议"),
        follows=(noop("只在提出人自己要撤回时办理。撤回以后不再决定。"),),
        undo=noop("不能撤销；期限内，提出人可以重新提出。"),
        done=noop("异议已撤回。"),
        do=lambda form, **who: withdraw_nominee_objection(**who),
    ),
}
"""What may be done with an objection, by the word of its address."""


@never_cache
@require_http_methods(["GET", "POST"])
def decide_page(request: HttpRequest, pk: str, number: int, step: str) -> HttpResponse:
    """One step of one objection: what has to be filled in, once more to be checked, and done."""
    own = STEPS[step]
    election = election_to(request, pk, own.action)
    row = _found(election, number)
    if request.method == "GET" and not row.is_open:
        return redirect("nominee-objection", pk, number)
    form = _form(step, row, request)
    if not form.fields and not is_confirmed(request):
        return _check(request, own, election, row, form)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)
        who: dict[str, Any] = {"acting_user": acting, "election": election, "objection": number}
        if not is_confirmed(request):
            if tried(form, election, lambda: own.do(form, **who)):
                return _check(request, own, election, row, form)
        elif attempt(form, lambda: own.do(form, **who)):
            messages.success(request, _(own.done))
            return redirect("nominee-objection", pk, number)
    page = {
        "election": election,
        "row": row,
        "form": form,
        "heading": _(own.heading),
        "says": _(own.says),
        "appeal_due": due_if_struck(election) if "appeal_until" in form.fields else None,
        "seen": election.version,
    }
    return render(request, "notices/decide.html", page, status=422 if form.errors else 200)


def _check(
    request: HttpRequest,
    own: Decision,
    election: Election,
    row: ShownNomineeObjection,
    form: SiteForm,
) -> HttpResponse:
    ground = row.ground
    is_struck = own.of_listed and is_listed(election, row.objection.person)
    until = form.cleaned_data.get("appeal_until") if is_struck else None
    check = Check(
        heading=_(own.heading),
        warnings=too_soon(election, until, due_if_struck(election)),
        about=(
            CheckLine(label=_("对谁"), text=row.about),
            *(
                [CheckLine(label=_("涉及的任职条件"), text=ground.name, grounds=(ground.citation,))]
                if ground
                else []
            ),
            *(filled_in(form) if form.is_bound and form.fields else ()),
            *(told_of(due_if_struck(election)) if is_struck else ()),
        ),
        follows=(
            *map(_, (*own.follows, *own.answered(row.objection))),
            *((*map(_, own.of_listed), *follows_of_leaving(election)) if is_struck else ()),
        ),
        undo=_(own.undo),
        back=reverse("nominee-objection", args=[election.pk, row.objection.number]),
    )
    return check_deed(request, election, form, check)


def _form(step: str, row: ShownNomineeObjection, request: HttpRequest) -> SiteForm:
    if step == "uphold":
        own = row.objection
        return UpholdForm(
            facts_behind(own),
            request.POST or None,
            is_known=bars(own),
            is_listed=is_listed(own.election, own.person),
            due=due_if_struck(own.election),
            offered=offered_today(own.election),
        )
    return SiteForm(request.POST or None)


@never_cache
@require_safe
def answer_file(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The decision as a letter to whoever objected (答复书), as a Word file."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    row = _found(election, number)
    each = row.objection
    if not row.was_decided or row.ground is None or each.decided_on is None:
        raise Http404(_("这件异议还没有决定，没有答复书。"))
    note_shown(signed_in(request), region=election.unit_id, people=1)
    said = Answered(
        number=number,
        to=each.raised_by or "",
        received_on=each.received_on,
        about=row.about,
        condition=row.ground.name,
        citation=row.ground.citation,
        is_upheld=row.is_upheld,
        evidence=each.evidence,
        decided_on=each.decided_on,
    )
    paper = answer_paper(occasion_of(election), said)
    return paper_file(election, paper, name=f"nominee-objection-{number}")


def _found(election: Election, number: int) -> ShownNomineeObjection:
    row = next((each for each in shown(election) if each.objection.number == number), None)
    if row is None:
        raise Http404(_("没有这件异议。"))
    return row
