"""The votes of a contest on the page (得票表): every person, the line, the result and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import ContestCount, ContestResult, Count, Person, PersonId
from huanjie.domain.seating import base_of
from huanjie.domain.seats import by_votes
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, cells, join, name_tag, table, tag
from huanjie.dossier.people import People
from huanjie.dossier.sentences import papers_of, reasons_to_withdraw
from huanjie.dossier.words import grouped, percent, percent_alone

_FEW: Final = ("姓名", "得票", "占比", "", "结果", "为什么")
_MANY: Final = ("姓名", "赞成", "反对", "弃权", "占比", "", "结果", "为什么")
_PLAIN: Final = ("姓名", "得票", "占比", "", "结果")
_CLASSES: Final = {
    "姓名": "who",
    "": "bars",
    "结果": "res",
    "为什么": "why",
    "占比": "num share",
    **dict.fromkeys(("得票", "赞成", "反对", "弃权"), "num"),
}
_ELECTED, _TIED = ("✓ 当选", "ok"), ("＝ 票数相等", "warn")
_VOID = ("选举无效", "wait")
_OUT, _BACK = ("○ 未当选", "wait"), ("△ 不任职", "warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A contest of the first vote as it is shown; without a result the election was void."""

    case: Case
    people: People
    contest: ContestCount
    result: ContestResult | None
    base: int | None
    head: tuple[str, ...]


def contest_card(
    case: Case, people: People, contest: ContestCount, result: ContestResult | None
) -> Html:
    """One contest of the first vote."""
    card = _Card(
        case=case,
        people=people,
        contest=contest,
        result=result,
        base=_base(case, contest),
        head=_MANY if any(person.oppose is not None for person in contest.people) else _FEW,
    )
    standing = sum(not person.written_in for person in contest.people)
    rows = [_row(card, person) for person in by_votes(contest.people)]
    return tag(
        "div",
        tag("h3", f"{people.post(contest.post)}：应选 {contest.seats} 名，候选人 {standing} 名"),
        table(card.head, rows, classes=_CLASSES, class_="rows votes"),
        _papers_line(contest, result),
        _withdrawn(card),
        _revote(card),
        class_="card",
    )


def votes_card(
    title: str,
    people: People,
    votes: Mapping[PersonId, int],
    *,
    base: int | None,
    minimum: int,
    winners: tuple[tuple[PersonId, ...], tuple[PersonId, ...]],
) -> Html:
    """A round of plain votes: a runoff, or the committee's vote for a post."""
    elected, tied = winners
    rows = []
    for person, n in sorted(votes.items(), key=lambda each: -each[1]):
        word, colour = _ELECTED if person in elected else _TIED if person in tied else _OUT
        share = percent(n, base) if base else ""
        line = bar(n, base, minimum, won=person in elected)
        mark = tag("span", word, class_=f"tag {colour}")
        rows.append(
            cells(_PLAIN, _who(people, person), grouped(n), share, line, mark, classes=_CLASSES)
        )
    return tag(
        "div",
        tag("h3", title),
        table(_PLAIN, rows, classes=_CLASSES, class_="rows votes"),
        tag("p", f"红线为当选所需 {grouped(minimum)} 票。", class_="muted"),
        class_="card",
    )


def bar(votes: int, base: int | None, minimum: int | None, *, won: bool) -> Html:
    """The votes as a part of the base, with the line that had to be reached in red."""
    if not base or votes > base:
        return Html("")
    line = Html("")
    if minimum is not None and minimum <= base:
        line = tag("u", style=f"left:{_width(minimum, base)}")
    inside = tag("i", style=f"width:{_width(votes, base)}")
    return tag("span", inside, line, class_="bar in" if won else "bar", aria_hidden="true")


def _width(part: int, base: int) -> str:
    return percent_alone(part, base).replace(" ", "").replace(",", "")


def _base(case: Case, contest: ContestCount) -> int | None:
    """What the majority is a share of in this contest (计算基数)."""
    count, share = case.count.rounds[0].facts, case.pack.majority
    if share is None or not isinstance(count, Count):
        return None
    return base_of(share, contest, count, collected=papers_of(count, case.pack).collected)


def _row(card: _Card, person: Person) -> Html:
    (word, colour), why = _result_of(card, person)
    minimum = card.result.minimum_votes if card.result else None
    marks = [grouped(person.votes)]
    if card.head is _MANY:
        marks += ["" if n is None else grouped(n) for n in (person.oppose, person.abstain)]
    return cells(
        card.head,
        _who(card.people, person.id, person),
        *marks,
        percent(person.votes, card.base) if card.base else "",
        bar(person.votes, card.base, minimum, won=colour == "ok"),
        tag("span", word, class_=f"tag {colour}"),
        tag("span", why, class_="muted") if why else "",
        classes=_CLASSES,
    )


def _who(people: People, id_: PersonId, person: Person | None = None) -> Html:
    woman = people.is_woman(id_) or (person is not None and person.sex == "f")
    notes = ["女"] if woman else []
    notes += ["另选他人"] if person and person.written_in else []
    mark = tag("span", f" {'、'.join(notes)}", class_="sex") if notes else Html("")
    return tag("span", name_tag(people.name(id_)), mark)


def _result_of(card: _Card, person: Person) -> tuple[tuple[str, str], str]:
    """The word and the colour of a person's result, and why."""
    result = card.result
    if result is None:
        return _VOID, ""
    if person.id in result.elected:
        return _ELECTED, _why_elected(card, person)
    if person.id in result.tied:
        return _TIED, "票数相等，须再次投票"
    for each in result.withdrawn:
        if each.id == person.id:
            return _BACK, reasons_to_withdraw(card.case.pack, each.because)[0]
    if person.votes < result.minimum_votes:
        return _OUT, f"不到 {grouped(result.minimum_votes)} 票"
    return _OUT, _why_not_elected(card, person)


def _why_not_elected(card: _Card, person: Person) -> str:
    """Why somebody over the line has no seat."""
    assert card.result
    revote = card.contest.revote
    if revote and person.id in revote.votes:
        return "再次投票得票较少"
    full = len(card.result.elected) == card.contest.seats
    return "得票较少，名额已满" if full else "名额未定"


def _why_elected(card: _Card, person: Person) -> str:
    assert card.result
    if card.contest.revote and person.id in card.contest.revote.votes:
        return "票数相等，再次投票当选"
    others = {each.id: each.votes for each in card.contest.people}
    passed_over = [p for p in card.result.not_elected if others[p] > person.votes]
    if passed_over and person.sex == "f":
        return "妇女名额，妇女中得票最多"
    return f"达到 {grouped(card.result.minimum_votes)} 票"


def _papers_line(contest: ContestCount, result: ContestResult | None) -> Html:
    said = []
    if contest.valid is not None and contest.invalid is not None:
        said.append(f"有效票 {grouped(contest.valid)} 张，无效票 {grouped(contest.invalid)} 张。")
    if result:
        said.append(f"红线为当选所需 {grouped(result.minimum_votes)} 票。")
    if result and result.reserved_seats:
        said.append(f"为妇女保留 {result.reserved_seats} 名。")
    return tag("p", "".join(said), class_="muted") if said else Html("")


def _withdrawn(card: _Card) -> Html:
    """Who was elected and does not take the seat, with the articles."""
    if card.result is None or not card.result.withdrawn:
        return Html("")
    rows = []
    for each in card.result.withdrawn:
        says, citations = reasons_to_withdraw(card.case.pack, each.because)
        articles = "；".join(f"《{citation.law}》{citation.article}" for citation in citations)
        law = tag("span", articles, class_="law")
        rows.append(
            tag("div", name_tag(card.people.name(each.id)), f"：{says}。", law, class_="eq")
        )
    return join(tag("h4", "当选后不任职"), *rows)


def _revote(card: _Card) -> Html:
    """再次投票 among those who were tied."""
    revote, rule = card.contest.revote, card.case.pack.tie
    if revote is None:
        return Html("")
    elected = card.result.elected if card.result else ()
    head = ("姓名", "得票", "占比", "结果")
    rows = []
    for person, n in sorted(revote.votes.items(), key=lambda each: -each[1]):
        word, colour = _ELECTED if person in elected else _OUT
        share = percent(n, revote.collected) if revote.collected else ""
        mark = tag("span", word, class_=f"tag {colour}")
        rows.append(
            cells(head, _who(card.people, person), grouped(n), share, mark, classes=_CLASSES)
        )
    law = (
        tag("span", f"《{rule.citation.law}》{rule.citation.article}", class_="law") if rule else ""
    )
    return join(
        tag("h4", "再次投票 ", tag("span", "Revote", class_="en", lang="en")),
        tag(
            "p",
            f"票数相等的人再次投票，收回选票 {grouped(revote.collected)} 张，得票多的当选。",
            law,
        ),
        table(head, rows, classes=_CLASSES, class_="rows votes"),
    )
