"""A round on the page (逐轮结果): the numbers, the arithmetic with its articles, and the votes."""

from __future__ import annotations

from huanjie.domain.contest import Declaration
from huanjie.domain.rounds import ROUND_NAMES, Answer, Facts, OfficersFacts
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, heading, tag
from huanjie.dossier.page_sheets import sheets_cards
from huanjie.dossier.page_votes import VoteCards
from huanjie.dossier.people import People
from huanjie.dossier.sentences import Sentence, sentences
from huanjie.dossier.vote import votes_in
from huanjie.law.amounts import grouped
from huanjie.law.citation import Citation

_ENGLISH = {
    "first": "First vote",
    "runoff": "Runoff",
    "officers": "Officers, elected by the committee",
}
_NUMBERS = (
    ("registered", "登记参加选举", "人"),
    ("entitled", "应到会", "人"),
    ("attended", "实到会", "人"),
    ("voters", "投票", "人"),
    ("issued", "发出选票", "张"),
    ("collected", "收回选票", "张"),
)


def round_part(case: Case, people: People, index: int) -> Html:
    """One round, from its numbers to its result."""
    round_, answer = case.count.rounds[index], case.declared.answers[index]
    chinese, english = ROUND_NAMES[round_.kind], _ENGLISH[round_.kind]
    ordinal = f"第 {index + 1} 轮：" if len(case.count.rounds) > 1 else ""
    whose = people.runoff_post(case, index)
    return tag(
        "section",
        heading(2, f"{ordinal}{chinese}{whose}", english),
        _numbers(round_.facts, answer),
        _arithmetic(sentences(case, index)),
        *_votes(case, people, index),
        *sheets_cards(people, round_),
    )


def law_line(citation: Citation) -> Html:
    """The article, its rank and how sure the pack is of it."""
    said = f"{citation.named} · {grade(citation)}"
    return tag("span", said, class_="law")


def grade(citation: Citation) -> str:
    """Rank and confidence in words (效力位阶、可信程度)."""
    return " · ".join(citation.graded)


def _numbers(facts: Facts, answer: Answer) -> Html:
    shown = [
        (label, f"{grouped(number)} {unit}")
        for name, label, unit in _NUMBERS
        if (number := getattr(facts, name, None)) is not None
    ]
    if isinstance(facts, OfficersFacts):
        shown.insert(0, ("委员会", f"{len(facts.committee)} 人"))
    lines = _lines(answer)
    if len(lines) == 1:
        shown.append(("当选所需", f"{grouped(lines.pop())} 票"))
    tiles = [
        tag(
            "div", tag("div", label, class_="muted"), tag("div", value, class_="big"), class_="card"
        )
        for label, value in shown
    ]
    return tag("div", *tiles, class_="sum")


def _lines(answer: Answer) -> set[int]:
    """The lines that decide this round: one where all contests share it."""
    if isinstance(answer, Declaration):
        return {result.minimum_votes for result in answer.contests}
    return {answer.minimum_votes}


def _arithmetic(said: tuple[Sentence, ...]) -> Html:
    if not said:
        return Html("")
    rows = [
        tag("div", _sign(each.ok), each.says, law_line(each.citation), class_="eq") for each in said
    ]
    return tag("div", *rows, class_="card")


def _sign(ok: bool | None) -> Html:
    if ok is None:
        return Html("")
    return tag("span", "✓" if ok else "✗", class_=f"sign {'ok' if ok else 'bad'}")


def _votes(case: Case, people: People, index: int) -> list[Html]:
    told = VoteCards(case, people)
    cards = []
    for vote in votes_in(case, index):
        match vote.kind:
            case "runoff":
                title = f"空缺 {vote.seats} 名，候选人 {len(vote.people)} 名"
                cards.append(told.later(vote, title))
            case "officers":
                cards.append(told.later(vote, people.post(vote.post)))
            case _:
                cards.append(told.first(vote))
    return cards
