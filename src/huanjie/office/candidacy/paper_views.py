"""Papers of nomination and review as Word files (提名表、本人声明、资格审查表、告知书)."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huanjie.domain.daywords import date_in_words
from huanjie.domain.eligibility import facts_asked_of
from huanjie.domain.permission import Action
from huanjie.law.citation import article_named
from huanjie.office.candidacy.barring import barrings_of, is_barred
from huanjie.office.candidacy.bars import grounds_of_barring
from huanjie.office.candidacy.evidence import ELECTION_WORDS, Evidence
from huanjie.office.candidacy.finding_views import found_of
from huanjie.office.candidacy.findings import NomineeFinding, RuleLine, who_decides
from huanjie.office.candidacy.openings import in_review
from huanjie.office.candidacy.routes import routes_of, who_decides_routes
from huanjie.office.candidacy.terms import term_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.paperfile import paper_file
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in
from huanjie.paper.nominee_papers import (
    Barred,
    Reviewed,
    RouteSaid,
    Whom,
    bar_notice,
    declaration_form,
    nomination_form,
    review_table,
)

_OF_THE_ROLL = ("registered",)


@require_safe
@never_cache
def nomination_form_file(request: HttpRequest, pk: str, route: str) -> HttpResponse:
    """The form to nominate by one route, empty, to be signed on paper."""
    election = election_to(request, pk, Action.NOMINATE)
    pack = law_of(election).pack
    known = {each.word: each for each in routes_of(pack)}
    if route not in known:
        raise Http404(_("这次选举没有这种提名途径。"))
    own = known[route]
    said = RouteSaid(
        name=own.name,
        at_least=own.at_least,
        citation=own.citation,
        decided_by=who_decides_routes(pack),
    )
    posts = [each.name for each in election.contests.all() for _seat in range(each.seats)]
    paper = nomination_form(occasion_of(election), said, posts)
    return paper_file(election, paper, name=f"nomination-{route}")


@require_safe
@never_cache
def declaration_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The declaration that each nominee signs, empty."""
    election = election_to(request, pk, Action.STATE_FACTS)
    pack = law_of(election).pack
    asked = [
        fact.name
        for fact in facts_asked_of(pack)
        if fact.kind == "yes-no" and fact.fact not in (*ELECTION_WORDS, *_OF_THE_ROLL)
    ]
    if not asked:
        raise Http404(_("规定的条件名册都能回答，不需要本人声明。"))
    citations = [each.citation for each in pack.eligibility]
    paper = declaration_form(occasion_of(election), asked, citations)
    return paper_file(election, paper, name="declaration")


@require_safe
@never_cache
def review_file(request: HttpRequest, pk: str, person: str) -> HttpResponse:
    """The table of one nominee's review."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    every = found_of(election, person)
    found = in_review(every) or every
    note_shown(signed_in(request), region=election.unit_id, people=1)
    first = found[0].nominee
    whom = Whom(
        name=first.name,
        sex=SEX_WORDS.get(first.sex, ""),
        posts=_posts(found),
        finding="；".join(dict.fromkeys(each.words for each in found)),
    )
    lines = {line.rule.condition.key: line for each in found for line in each.lines}
    reviewed = [_reviewed(line) for line in lines.values()]
    paper = review_table(
        occasion_of(election), whom, reviewed, decided_by=who_decides(law_of(election).pack)
    )
    return paper_file(election, paper, name=f"review-{person}")


@require_safe
@never_cache
def bar_notice_file(request: HttpRequest, pk: str, person: str) -> HttpResponse:
    """What whoever is barred is told: the articles, and how to appeal."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    found = [each for each in found_of(election, person) if is_barred(each.nominee)]
    barring = barrings_of(election).get(person)
    if barring is None:
        raise Http404(_("没有认定这个人不符合条件，没有告知书。"))
    note_shown(signed_in(request), region=election.unit_id, people=1)
    term = term_of(election, barring)
    barred = Barred(
        name=found[0].nominee.name,
        posts=_posts(found),
        found_on=barring.found_on,
        appeal_until=barring.appeal_until,
        is_struck=bool(barring.struck_because),
        is_cancellation=barring.is_cancellation,
        appeal=term.rule,
        day_grounds=term.appeal.grounds if term.appeal else (),
        grounds=tuple(
            (each.reason, each.says, article_named(each.law, each.article))
            for each in grounds_of_barring(barring)
        ),
    )
    paper = bar_notice(occasion_of(election), barred)
    return paper_file(election, paper, name=f"notice-{person}")


def _posts(found: Iterable[NomineeFinding]) -> str:
    return "、".join(each.nominee.contest.name for each in found)


def _reviewed(line: RuleLine) -> Reviewed:
    told = [_told(each) for each in line.evidence]
    if line.exemption:
        exemption = line.exemption
        told.append(
            f"{exemption.approved_by}批准：{exemption.document}（{date_in_words(exemption.approved_on)}）"
        )
    return Reviewed(
        condition=line.rule.condition.name,
        facts="\n".join(told),
        finding=line.words,
        citation=line.citation,
    )


def _told(each: Evidence) -> str:
    """A fact with its source and day, on a line of the table."""
    if each.value is None:
        return f"{each.fact.name}：没有写明"
    day = date_in_words(each.stated_on) if each.stated_on else ""
    where = "，".join(filter(None, (each.source, each.reference, day)))
    return f"{each.fact.name}：{each.in_words}（{where}）"
