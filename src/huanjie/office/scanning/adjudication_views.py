"""Pages of adjudication (疑票认定页): the queue, one paper at a time, one's own rulings.

Of an item that somebody else ruled on, and on which two do not differ yet, this page says nothing
that it would not say if nobody had.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.adjudication import Item, Ruling
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.law.rules import Rule
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.lookup import find_round, not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import election_file
from huanjie.office.polling.views import kind_of
from huanjie.office.scanning.adjudicating import decide, rule, take_back
from huanjie.office.scanning.merging import written_names
from huanjie.office.scanning.numbers import kinds_of
from huanjie.office.scanning.pictures import shown
from huanjie.office.scanning.rulingform import RulingForm, seen_marks
from huanjie.office.scanning.rulingwords import Line, lines
from huanjie.office.scanning.work import Work, word_of, work_of
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in

_WHO_DECIDES: Final = ("illegible", "doubtful-ballots", "forged-ballots")
"""What the law says of papers that nobody is sure of (其他规定): who decides, and what is void."""
_SAID: Final = {
    "half": noop("已经记下。等另一个人认定。"),
    "decided": noop("已经记下。两个人的认定相同，认定了。"),
    "disputed": noop("已经记下。两个人的认定不同，由监票人裁定。"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn an item is (轮到谁): to rule, to decide between two, or nothing to do."""

    item: Item
    own: Ruling | None
    """what this user ruled"""
    third: bool
    """whether this user would decide between two, who both are shown"""
    open: bool
    """whether there is something for this user to do"""

    @property
    def word(self) -> str:
        """The item's word."""
        return word_of(self.item.key)


def turns_of(work: Work, user: User, *, may_decide: bool) -> list[Turn]:
    """Every item as it is for this user; what is decided and was not theirs is told no more."""
    return [_turn(work, item, user, may_decide=may_decide) for item in work.items]


def _turn(work: Work, item: Item, user: User, *, may_decide: bool) -> Turn:
    own = next((each.ruling for each in work.given(item) if each.by == user.pk), None)
    how_far = work.standing(item)
    third = how_far == "disputed" and may_decide and own is None
    to_rule = how_far in ("open", "half") and own is None
    return Turn(item, own, third=third, open=third or to_rule)


@require_http_methods(["GET", "POST"])
@never_cache
def adjudicate_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One doubtful paper with its pictures and the form of a ruling."""
    election, round_ = find_round(request, pk, number, Action.ADJUDICATE)
    if says := _closed(election, round_):
        status = 422 if request.method == "POST" else 200
        return not_now(request, election, _("疑票认定"), says, status=status)
    user, work = signed_in(request), work_of(election, round_)
    may_decide = allowed(user, Action.DECIDE_BALLOTS, election)
    turns = turns_of(work, user, may_decide=may_decide)
    at = _chosen(turns, request.POST.get("item") or request.GET.get("item", ""))
    page: dict[str, Any] = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "all": len(turns),
        "left": sum(turn.open for turn in turns),
        "kinds": kinds_of(turn.item for turn in turns if turn.open),
        "may_decide": may_decide,
    }
    if at is None:
        return render(request, "scanning/no_doubts.html", page | {"pile": work.pile})
    turn = turns[at]
    form = _form(request, election, round_, work, turn)
    if (
        is_sent(request)
        and form.is_valid()
        and (now := _done(request, election, number, form, turn))
    ):
        messages.success(request, _(_SAID[now]))
        return redirect(_next_address(election, number, turns, at))
    page |= _around(election, round_, turns, at) | _shown(user, election, round_, work, turn)
    status = 422 if form.errors else 200
    return render(request, "scanning/adjudicate.html", page | {"form": form}, status=status)


def _closed(election: Election, round_: Round) -> str:
    if round_.declared_at:
        return _("这次投票的结果已经宣布。")
    if not is_open(election, Action.ADJUDICATE):
        return _("收回选票以后才有疑票要认定。")
    if not round_.is_scanned:
        return _("这次投票没有扫描选票。")
    return ""


def _chosen(turns: list[Turn], word: str) -> int | None:
    """The item that was asked for, else the first that waits for this user."""
    asked = (at for at, turn in enumerate(turns) if turn.word == word)
    waiting = (at for at, turn in enumerate(turns) if turn.open)
    return next(asked, None) if word else next(waiting, None)


def _form(
    request: HttpRequest, election: Election, round_: Round, work: Work, turn: Turn
) -> RulingForm:
    file = election_file(election, round_)
    places = list(round_.scan_files.values_list("name", flat=True))
    data = request.POST if is_sent(request) else None
    seen = seen_marks(turn.item, work.forms)
    return RulingForm(file, law_of(election).pack, seen, places, data)


def _done(
    request: HttpRequest, election: Election, number: int, form: RulingForm, turn: Turn
) -> str | None:
    """Rule, or decide where this user is the third; how far the item is now."""
    deed = decide if turn.third else rule
    return attempt(
        form,
        lambda: deed(
            acting_user=acting_user(request),
            election=election,
            number=number,
            item=turn.word,
            ruling=form.ruling,
        ),
    )


def _next_address(election: Election, number: int, turns: list[Turn], at: int) -> str:
    """The next item that waits, round the end to the first; else the page without one."""
    order = [*turns[at + 1 :], *turns[:at]]
    following = next((turn.word for turn in order if turn.open), "")
    address = reverse("adjudicate", args=(election.pk, number))
    return f"{address}?item={following}" if following else address


def _around(election: Election, round_: Round, turns: list[Turn], at: int) -> dict[str, Any]:
    """The items before and behind, whether they wait or not."""
    address = reverse("adjudicate", args=(election.pk, round_.number))

    def to(place: int) -> str:
        return f"{address}?item={turns[place].word}" if 0 <= place < len(turns) else ""

    return {"turn": turns[at], "at": at + 1, "before": to(at - 1), "behind": to(at + 1)}


def _shown(user: User, election: Election, round_: Round, work: Work, turn: Turn) -> dict[str, Any]:
    """The pictures, which leave a trace; both rulings for the third person alone."""
    note_shown(user, region=election.unit_id, people=len(turn.item.pictures))
    file, pack = election_file(election, round_), law_of(election).pack

    def told(ruling: Ruling) -> tuple[Line, ...]:
        return lines(ruling, file, pack)

    return {
        "pictures": shown(election, round_, turn.item.pictures),
        "own": told(turn.own) if turn.own else (),
        "both": [told(each.ruling) for each in work.given(turn.item)] if turn.third else (),
        "names": sorted({*written_names(work), *work.names.values()}),
        "rules": (*_cited(pack.illegible_part), *pack.provided(*_WHO_DECIDES)),
    }


def _cited(rule: Rule | None) -> tuple[Citation, ...]:
    return (rule.citation,) if rule else ()


@require_POST
def take_back_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take one's own ruling back, and look at the paper again."""
    election, _round = find_round(request, pk, number, Action.ADJUDICATE)
    word = request.POST.get("item", "")
    take_back(acting_user=acting_user(request), election=election, number=number, item=word)
    messages.success(request, _("认定已经收回，可以重新认定。"))
    return redirect(f"{reverse('adjudicate', args=(pk, number))}?item={word}")
