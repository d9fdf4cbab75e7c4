"""The votes of a contest on the page (得票表): every person, the line, the result and why."""

from __future__ import annotations

from typing import Final

from huanjie.domain.contest import Person
from huanjie.domain.seats import by_votes
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, cells, join, name_tag, table, tag
from huanjie.dossier.outcomes import REASONS, Outcome, Outcomes, PersonResult
from huanjie.dossier.people import People
from huanjie.dossier.sentences import reasons_to_withdraw
from huanjie.dossier.vote import Vote
from huanjie.dossier.words import percent, percent_alone
from huanjie.law.amounts import grouped

_FEW: Final = ("姓名", "得票", "占比", "", "结果", "为什么")
_MANY: Final = ("姓名", "赞成", "反对", "弃权", "占比", "", "结果", "为什么")
_PLAIN: Final = ("姓名", "得票", "占比", "", "结果")
_REVOTE: Final = ("姓名", "得票", "占比", "结果")
_CLASSES: Final = {
    "姓名": "who",
    "": "bars",
    "结果": "res",
    "为什么": "why",
    "占比": "num share",
    **dict.fromkeys(("得票", "赞成", "反对", "弃权"), "num"),
}
_WORDS: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.ELECTED: ("✓ 当选", "ok"),
    Outcome.NEXT_IN_LINE: ("✓ 递补当选", "ok"),
    Outcome.TIED: ("＝ 票数相等", "warn"),
    Outcome.STEPPED_BACK: ("△ 不任职", "warn"),
    Outcome.NOT_ELECTED: ("○ 未当选", "wait"),
    Outcome.VOID: ("选举无效", "wait"),
}
"""Each outcome in a word, and its colour."""


class VoteCards:
    """The cards of one case (得票卡片), told by its people and its outcomes."""

    def __init__(self, case: Case, people: People) -> None:
        self._case, self._people, self._outcomes = case, people, Outcomes(case)

    def first(self, vote: Vote) -> Html:
        """One contest of the first vote, with its revote."""
        head = _MANY if any(person.oppose is not None for person in vote.people) else _FEW
        post = self._people.post(vote.post)
        return tag(
            "div",
            tag("h3", f"{post}：应选 {vote.seats} 名，候选人 {vote.standing} 名"),
            self._table(vote, head),
            _papers_line(vote),
            self._withdrawn(vote),
            self._revote(vote.revote) if vote.revote else Html(""),
            class_="card",
        )

    def later(self, vote: Vote, title: str) -> Html:
        """A round of plain votes: a runoff, or the committee's vote for a post."""
        return tag(
            "div",
            tag("h3", title),
            self._table(vote, _PLAIN),
            tag("p", f"红线为当选所需 {grouped(vote.minimum or 0)} 票。", class_="muted"),
            self._withdrawn(vote),
            class_="card",
        )

    def _table(self, vote: Vote, head: tuple[str, ...]) -> Html:
        rows = [self._row(vote, person, head) for person in by_votes(vote.people)]
        return table(head, rows, classes=_CLASSES, class_="rows votes")

    def _row(self, vote: Vote, person: Person, head: tuple[str, ...]) -> Html:
        """Every cell that this table has a column for."""
        told = self._outcomes.of(vote, person)
        word, colour = _WORDS[told.outcome]
        row = {
            "姓名": self._who(person),
            "得票": grouped(person.votes),
            "赞成": grouped(person.votes),
            "反对": "" if person.oppose is None else grouped(person.oppose),
            "弃权": "" if person.abstain is None else grouped(person.abstain),
            "占比": percent(person.votes, vote.base) if vote.base else "",
            "": bar(person.votes, vote.base, vote.minimum, won=told.seated),
            "结果": tag("span", word, class_=f"tag {colour}"),
            "为什么": _why(vote, told),
        }
        return cells(head, *(row[column] for column in head), classes=_CLASSES)

    def _who(self, person: Person) -> Html:
        woman = self._people.is_woman(person.id) or person.sex == "f"
        notes = ["女"] if woman else []
        notes += ["另选他人"] if person.written_in else []
        mark = tag("span", f" {'、'.join(notes)}", class_="sex") if notes else Html("")
        return tag("span", name_tag(self._people.name(person.id)), mark)

    def _withdrawn(self, vote: Vote) -> Html:
        """Who was elected and does not take the seat, with the articles."""
        rows = []
        for each in self._outcomes.stepped_back(vote):
            says, citations = reasons_to_withdraw(self._case.pack, each.because, vote.post)
            articles = "；".join(each.named for each in citations)
            law = tag("span", articles, class_="law")
            name = name_tag(self._people.name(each.id))
            rows.append(tag("div", name, f"：{says}。", law, class_="eq"))
        return join(tag("h4", "当选后不任职"), *rows) if rows else Html("")

    def _revote(self, vote: Vote) -> Html:
        """再次投票 among those who were tied."""
        rule = self._case.pack.tie
        cited = rule.citation.named if rule else ""
        said = f"票数相等的人再次投票，收回选票 {grouped(vote.base or 0)} 张，得票多的当选。"
        return join(
            tag("h4", "再次投票 ", tag("span", "Revote", class_="en", lang="en")),
            tag("p", said, tag("span", cited, class_="law") if rule else ""),
            self._table(vote, _REVOTE),
        )


def _why(vote: Vote, told: PersonResult) -> Html | str:
    if told.reason is None:
        return ""
    says = REASONS[told.reason] % {"votes": grouped(vote.minimum or 0)}
    return tag("span", says, class_="muted")


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


def _papers_line(vote: Vote) -> Html:
    said = []
    if vote.valid is not None and vote.invalid is not None:
        said.append(f"有效票 {grouped(vote.valid)} 张，无效票 {grouped(vote.invalid)} 张。")
    if vote.minimum is not None:
        said.append(f"红线为当选所需 {grouped(vote.minimum)} 票。")
    if vote.result and vote.result.reserved_seats:
        said.append(f"为妇女保留 {vote.result.reserved_seats} 名。")
    return tag("p", "".join(said), class_="muted") if said else Html("")
