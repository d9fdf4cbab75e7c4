"""Pages of the review (资格审查页): the findings of everybody, of one nominee rule by rule, and the
declarations of the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.barring import barrings_of
from huanjie.office.candidacy.bars import Ground, grounds_of_barring
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.filling import departed
from huanjie.office.candidacy.finding_forms import DeclarationForm
from huanjie.office.candidacy.findings import (
    find_all,
    is_standing,
    nominations_of,
    rows_of,
    who_decides,
)
from huanjie.office.candidacy.models import Barring, Nominee
from huanjie.office.candidacy.openings import ACTIONS, Found, in_review, why_not
from huanjie.office.candidacy.routes import route_names
from huanjie.office.candidacy.takingfindings import HEADS, take_findings
from huanjie.office.candidacy.terms import term_of, terms_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.planning.tablefile import Table, table_page
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@require_safe
@never_cache
def findings_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody's state and finding, whoever is barred among them."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    found = find_all(election, rows_of(election))
    note_shown(signed_in(request), region=election.unit_id, people=len(found))
    page = {
        "election": election,
        "found": found,
        "barrings": (barrings := barrings_of(election)),
        "terms": terms_of(election, barrings),
        "decided_by": who_decides(law_of(election).pack),
        "may_state": is_open(election, Action.STATE_FACTS)
        and _may(request, Action.STATE_FACTS, election),
        "declined": _declined(election),
        "left": tuple(departed(election)),
        "may_take": _may(request, Action.EXPORT_FINDINGS, election),
        "waits": any(each.finding == "unknown" for each in found),
        "asks": bool(_asked(election, [each.nominee for each in found])),
    }
    return render(request, "candidacy/findings.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def table_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The same of everybody as a workbook (资格审查汇总表), after asking what it is for."""
    election = election_to(request, pk, Action.EXPORT_FINDINGS)
    holds = _("文件里有人选的姓名、职务、审查结论和条文，没有提名人，没有材料，也没有证件号码。")
    table = Table(
        heading=_("导出资格审查"),
        holds=holds,
        back=reverse("findings", args=[pk]),
        name="findings",
        heads=HEADS,
        take=take_findings,
    )
    return table_page(request, election, table)


def _declined(election: Election) -> Iterable[Nominee]:
    """Whoever stepped back by their own written word (本人书面退出)."""
    rows = election.nominees.filter(state=NomineeState.WITHDRAWN).exclude(declined_by="")
    return rows.select_related("contest").order_by("pk")


@require_safe
@never_cache
def finding_page(request: HttpRequest, pk: str, person: str) -> HttpResponse:
    """One nominee, rule by rule, with the evidence, and what may be done now."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    found = found_of(election, person)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    barring = barrings_of(election).get(person)
    left = {each.departure.nominee_id: each for each in departed(election)}
    page = {
        "election": election,
        "person": person,
        "name": found[0].nominee.name,
        "found": found,
        "is_over": not in_review(found),
        "left": left,
        "routes": route_names(law_of(election).pack),
        "barring": barring,
        "term": term_of(election, barring) if barring else None,
        "grounds": grounds_of_barring(barring) if barring else (),
        "past": _past(election, person, barring),
        "deeds": _deeds(request, election, found, barring),
        "decided_by": who_decides(law_of(election).pack),
    }
    return render(request, "candidacy/finding.html", page)


def found_of(election: Election, person: str) -> Found:
    """The findings of one nominee, one a post, of whoever stepped back or left the list too; 404
    for somebody whom nobody ever nominated.
    """
    found = find_all(election, nominations_of(election, person))
    if not found:
        raise Http404(_("这次选举没有这个人选。"))
    return found


def _past(
    election: Election, person: str, now: Barring | None
) -> list[tuple[Barring, tuple[Ground, ...]]]:
    """Earlier findings against the person (以前的认定), each with its grounds and what became of
    the appeal.
    """
    rows = Barring.objects.filter(election=election, person=person)
    return [(each, grounds_of_barring(each)) for each in rows if each != now]


def _deeds(
    request: HttpRequest, election: Election, found: Found, barring: Barring | None
) -> dict[str, bool]:
    """What whoever looks may do for this person now."""
    user = signed_in(request)
    return {
        word: is_open(election, action)
        and _may(request, action, election)
        and not why_not(word, found, barring, user)
        for word, action in ACTIONS.items()
    }


@require_http_methods(["GET", "POST"])
@never_cache
def declare_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter the declarations of the whole list: what was declared, and by whom."""
    election = election_to(request, pk, Action.STATE_FACTS)
    found = find_all(election, rows_of(election))
    rows = {each.nominee.person: each.nominee for each in found if is_standing(each.nominee)}
    asked = _asked(election, rows.values())
    form = DeclarationForm(list(rows.values()), asked, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, data = acting_user(request), form.cleaned_data
        done = attempt(
            form,
            lambda: declare_facts(
                acting_user=acting,
                election=election,
                people=tuple(data["people"]),
                facts=form.facts,
                reference=data["reference"],
            ),
        )
        if done:
            says = _("已登记 %(number)d 人的本人声明。") % {"number": len(done)}
            messages.success(request, says)
            if left := len(set(data["people"])) - len(done):
                says = _("另有 %(number)d 人，声明的内容名册或者材料已经写明，没有登记。")
                messages.warning(request, says % {"number": left})
            return redirect("findings", pk)
    page = {
        "election": election,
        "form": form,
        "asked": asked,
        "citations": asked_by(law_of(election).pack),
        "waiting": {each.nominee.person for each in found if each.finding == "unknown"},
        "seen": election.version,
    }
    return render(request, "candidacy/declare.html", page, status=422 if form.errors else 200)


def _asked(election: Election, rows: Iterable[Nominee]) -> tuple[Fact, ...]:
    """The yes-or-no facts that a declaration of the list answers."""
    pack = law_of(election).pack
    asked = (fact for row in rows for fact in facts_to_state(pack, election, row.entry))
    return tuple(dict.fromkeys(fact for fact in asked if fact.kind == "yes-no"))


def asked_by(pack: RulePack) -> tuple[Citation, ...]:
    """The conditions' articles, each once (任职条件的依据)."""
    cited = {(each.citation.law, each.citation.article): each.citation for each in pack.eligibility}
    return tuple(cited.values())


def _may(request: HttpRequest, action: Action, election: Election) -> bool:
    return allowed(signed_in(request), action, election)
