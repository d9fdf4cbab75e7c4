"""The page of a corrected pack (规则包修订页): what it moves, and the form that accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.lawchange import RESULT_FIELDS, ResultChange, RuleChange, Told
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS
from huanjie.law.ruletext import RuleText, other_words, rule_texts
from huanjie.office.law.words import PAGE, Mark, confidence_mark, rank_mark
from huanjie.office.planning.forms import ReasonForm
from huanjie.office.planning.lookup import find_election
from huanjie.office.polling.corrections import Correction, accept_law, correction
from huanjie.office.polling.rounds import names_of
from huanjie.office.tags import answer
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@require_http_methods(["GET", "POST"])
@never_cache
def law_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what a correction moves; whoever may, accepts it."""
    election = find_election(request, pk)
    user = signed_in(request)
    if request.method == "POST":
        need(user, Action.ACCEPT_LAW, election)
    form = ReasonForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        said = {"seal": request.POST.get("seal", ""), **form.cleaned_data}
        acting = acting_user(request)
        if attempt(form, lambda: accept_law(acting_user=acting, election=election, **said)):
            messages.success(request, _("已经改用修订后的规则，日程和结果已经按它重新计算。"))
            return redirect("election", election.pk)
    found = correction(election)
    page = {
        "election": election,
        "form": form,
        "seen": election.version,
        "correction": found,
        "rules": _rules(found),
        "results": _results(found, names_of(list(election.rounds.all()))),
        "may_accept": allowed(user, Action.ACCEPT_LAW, election),
    }
    return render(request, "polling/law.html", page, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """How a changed rule reads in one of the two packs (变动前、变动后)."""

    figure: str
    remark: str
    citation: Citation | None
    rank: Mark | None
    confidence: Mark | None


def _rules(found: Correction | None) -> list[dict[str, object]]:
    """Each rule that reads otherwise, as a row of the page."""
    if found is None or found.before is None:
        return []
    was, now = rule_texts(found.before.pack), rule_texts(found.after.pack)
    return [_rule_row(each, was.get(each.place), now.get(each.place)) for each in found.rules]


def _rule_row(change: RuleChange, was: RuleText | None, now: RuleText | None) -> dict[str, object]:
    """Title, figure before and after; where both read alike, the words of the file that differ."""
    sides = _side(was), _side(now)
    text = now or was
    same = sides[0] == sides[1]
    return {
        "kind": text.kind if text else "",
        "name": text.name if text else "",
        "was": sides[0],
        "now": sides[1],
        "words": list(other_words(change.before, change.after)) if same else [],
    }


def _side(text: RuleText | None) -> _Side | None:
    if text is None:
        return None
    return _Side(
        figure=PAGE.says(text.figure),
        remark=PAGE.says(text.remark),
        citation=text.citation,
        rank=rank_mark(text.citation.rank) if text.citation else None,
        confidence=confidence_mark(text.citation.confidence) if text.citation else None,
    )


def _results(found: Correction | None, names: Mapping[str, str]) -> list[dict[str, str]]:
    if found is None:
        return []
    return [_result_row(each, found.after.pack, names) for each in found.results]


def _result_row(change: ResultChange, pack: RulePack, names: Mapping[str, str]) -> dict[str, str]:
    number = change.round
    return {
        "round": _("第 %(n)d 次投票") % {"n": number} if number else _("最终任职"),
        "post": pack.post_name(change.post) if change.post else "",
        "what": _(RESULT_FIELDS[change.field]),
        "was": _told(change.before, names),
        "now": _told(change.after, names),
    }


def _told(value: Told | None, names: Mapping[str, str]) -> str:
    """A value of a result in words."""
    match value:
        case None:
            return "—"
        case bool():
            return str(answer(value))
        case int():
            return str(value)
    return _("、").join(_word(each, names) for each in value) or _("无")


def _word(told: str, names: Mapping[str, str]) -> str:
    """Somebody's name, or a step that is left to do; a write-in is called as it was written."""
    if told in names:
        return names[told]
    return _(STEPS[told]) if told in STEPS else told
