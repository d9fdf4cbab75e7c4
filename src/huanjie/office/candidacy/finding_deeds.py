"""Pages of the deeds of the review (资格审查的办理页): facts, an exemption, a bar, an appeal and
its decision, each for one nominee.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.law.expression import Fact
from huanjie.office import clock
from huanjie.office.candidacy.barring import (
    bar_nominee,
    barrings_of,
    decide_appeal,
    file_appeal,
)
from huanjie.office.candidacy.declaring import state_facts
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.exempting import grant_exemption
from huanjie.office.candidacy.finding_forms import (
    AppealForm,
    BarForm,
    DecisionForm,
    ExemptionForm,
    FactsForm,
    today_in,
)
from huanjie.office.candidacy.finding_views import found_of
from huanjie.office.candidacy.openings import Found, in_review, why_not
from huanjie.office.candidacy.terms import due_today, offered_today, told_of, too_soon
from huanjie.office.command import ActingUser
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.forms import SiteForm
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed and its page (一项办理): the form, and the service that it calls."""

    action: Action
    heading: str
    done: str
    form: Callable[..., Any]
    """made of the election, the findings, and what a form is made of"""
    do: Callable[..., object]
    """called with the form and what every service takes"""
    follows: Callable[[Any], tuple[str, ...]] | None = None
    """what its check page says of the form: what follows, and last how it is taken back; None: it
    is done without one
    """


def _facts(election: Election, found: Found) -> tuple[Fact, ...]:
    return facts_to_state(law_of(election).pack, election, found[0].nominee.entry)


def _barring_facts(election: Election, found: Found) -> tuple[Fact, ...]:
    """The facts that bar, and that somebody may state anew."""
    own = {f.fact for each in found for line in each.of("barred") for f in line.rule.facts}
    return tuple(fact for fact in _facts(election, found) if fact.fact in own)


def _facts_form(election: Election, found: Found, *args: Any, **kwargs: Any) -> SiteForm:
    every = (one for each in found for line in each.lines for one in line.evidence)
    known = {one.fact.fact: one for one in every if one.source}
    return FactsForm(_facts(election, found), known, *args, **kwargs)


def _exemption_form(_: Election, found: Found, *args: Any, **kwargs: Any) -> SiteForm:
    lines = {x.rule.condition.key: x for each in found for x in each.of("exemption-needed")}
    return ExemptionForm(lines.values(), *args, **kwargs)


def _bar_form(election: Election, _: Found, *args: Any, **kwargs: Any) -> SiteForm:
    return BarForm(due_today(election), offered_today(election), *args, **kwargs)


def _appeal_form(_: Election, __: Found, *args: Any, **kwargs: Any) -> SiteForm:
    return AppealForm(*args, **kwargs)


def _decision_form(election: Election, found: Found, *args: Any, **kwargs: Any) -> SiteForm:
    return DecisionForm(_barring_facts(election, found), *args, **kwargs)


DEEDS: Final[Mapping[str, Deed]] = {
    "facts": Deed(
        action=Action.STATE_FACTS,
        heading=noop("登记事实"),
        done=noop("事实已经登记。"),
        form=_facts_form,
        do=lambda form, **who: state_facts(facts=form.facts, paper=form.paper, **who),
    ),
    "exemption": Deed(
        action=Action.GRANT_EXEMPTION,
        heading=noop("登记放宽条件的批准"),
        done=noop("批准已经登记。"),
        form=_exemption_form,
        do=lambda form, **who: grant_exemption(
            condition=form.cleaned_data["condition"], approval=form.approval, **who
        ),
    ),
    "bar": Deed(
        action=Action.BAR_NOMINEE,
        heading=noop("认定不符合条件"),
        done=noop("已认定不符合条件。请打印告知书，送达本人。"),
        form=_bar_form,
        do=lambda form, **who: bar_nominee(**form.cleaned_data, **who),
        follows=lambda _form: (
            noop("这个人不再列在人选名单上。"),
            noop("要书面告知本人：打印告知书，送达本人。"),
            noop("申诉的期限没有过、申诉没有决定以前，不能公布候选人。"),
            noop("不能撤销。本人申诉，决定申诉成立的，由申诉成立恢复人选资格。"),
        ),
    ),
    "appeal": Deed(
        action=Action.FILE_APPEAL,
        heading=noop("登记资格申诉"),
        done=noop("申诉已经登记，等认定人以外的人决定。"),
        form=_appeal_form,
        do=lambda form, **who: file_appeal(**form.cleaned_data, **who),
    ),
    "decision": Deed(
        action=Action.DECIDE_APPEAL,
        heading=noop("决定资格申诉"),
        done=noop("对申诉的决定已经登记。"),
        form=_decision_form,
        do=lambda form, **who: decide_appeal(decision=form.decision, **who),
        follows=lambda form: (
            noop("这个人恢复人选资格，查明的事实按材料写进资格审查。")
            if form.decision.is_upheld
            else noop("维持认定，这个人不再是人选。"),
            noop("把决定告知本人。"),
            noop("决定登记以后不能再改。"),
        ),
    ),
}
"""What may be done for one nominee, by the word of its address."""


@require_http_methods(["GET", "POST"])
@never_cache
def deed_page(request: HttpRequest, pk: str, person: str, deed: str) -> HttpResponse:
    """One deed for one nominee: the findings as they stand, the form, and its refusal in words."""
    own = DEEDS[deed]
    election = election_to(request, pk, own.action)
    every = found_of(election, person)
    found = in_review(every) or every
    begins = today_in(deed, clock.today())
    form = own.form(election, found, request.POST or None, initial=begins)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)
        if own.follows is None or is_confirmed(request):
            if _done(form, own, acting, election, person):
                messages.success(request, _(own.done))
                if "again" in request.POST:
                    return redirect(request.path)
                return redirect("finding", pk, person)
        elif tried(form, election, lambda: own.do(form, **_who(acting, election, person))):
            return _check(request, own, election, found, form)
    page = {
        "election": election,
        "person": person,
        "name": found[0].nominee.name,
        "found": found,
        "is_open": is_open(election, own.action),
        "why_not": "" if is_sent(request) else _why_not(request, deed, election, every),
        "is_checked": own.follows is not None,
        "heading": _(own.heading),
        "form": form,
        "appeal_due": due_today(election) if deed == "bar" else None,
        "seen": election.version,
    }
    return render(request, "candidacy/finding_deed.html", page, status=422 if form.errors else 200)


def _why_not(request: HttpRequest, deed: str, election: Election, found: Found) -> str:
    """Why there is no form; whoever sent one keeps it, with what was typed and its refusal."""
    barring = barrings_of(election).get(found[0].nominee.person)
    return why_not(deed, found, barring, signed_in(request))


def _check(
    request: HttpRequest, own: Deed, election: Election, found: Found, form: Any
) -> HttpResponse:
    assert own.follows
    *follows, undo = own.follows(form)
    nominee = found[0].nominee
    posts = "、".join(each.nominee.contest.name for each in found)
    decided = {x.rule.condition.key: x for each in found for x in each.of("barred")}
    until = form.cleaned_data.get("appeal_until")
    check = Check(
        heading=_(own.heading),
        warnings=too_soon(election, until, due_today(election)),
        about=(
            CheckLine(label=_("姓名"), text=nominee.name),
            CheckLine(label=_("职务"), text=posts),
            *(
                CheckLine(
                    label=_("审查结论"),
                    text=line.rule.judgement.reason,
                    grounds=(line.citation,),
                )
                for line in decided.values()
            ),
            *filled_in(form),
            *(told_of(due_today(election)) if own.action == Action.BAR_NOMINEE else ()),
        ),
        follows=tuple(_(each) for each in follows),
        undo=_(undo),
        back=reverse("finding", args=[election.pk, nominee.person]),
    )
    return check_deed(request, election, form, check)


def _who(acting: ActingUser, election: Election, person: str) -> dict[str, Any]:
    return {"acting_user": acting, "election": election, "person": person}


def _done(form: Any, own: Deed, acting: ActingUser, election: Election, person: str) -> object:
    return attempt(form, lambda: own.do(form, **_who(acting, election, person)))
