"""Sheets on the page (两份计票单): what two tellers entered side by side, and what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.rounds import Round
from huanjie.domain.sheets import WHAT, Place, differences, numbers
from huanjie.dossier.hand_counts import HandCount, hand_counts
from huanjie.dossier.markup import Html, cells, heading, join, name_tag, table, tag
from huanjie.dossier.people import People
from huanjie.law.amounts import grouped

_HEAD: Final = ("栏目", "第一份", "第二份", "监票人认定")
_CLASSES: Final = {"栏目": "who", **dict.fromkeys(_HEAD[1:], "num")}


def sheets_cards(people: People, round_: Round) -> Iterator[Html]:
    """The sheets of each hand count of a round; nothing where it was counted from records."""
    for counted in hand_counts(round_):
        posts = [_post(people, counted, post) for post in counted.sheets.decided.contests]
        yield tag(
            "div",
            heading(3, f"{counted.name}：两份计票单", "Two tellers' sheets"),
            tag("p", counted.says, class_="muted"),
            *posts,
            class_="card long",
        )


def _post(people: People, counted: HandCount, post: Post) -> Html:
    own = counted.sheets.of_post(post)
    first, second, decided = (numbers(each) for each in (own.first, own.second, own.decided))
    disputed = {each.place for each in differences(own.first, own.second)}
    choice = own.first.contests[post].oppose is None
    rows = [
        cells(
            _HEAD,
            _label(people, place, choice=choice),
            grouped(first.get(place, 0)),
            grouped(second.get(place, 0)),
            _settled(decided.get(place, 0)) if place in disputed else "",
            classes=_CLASSES,
        )
        for place in dict.fromkeys([*first, *second])
    ]
    return join(tag("h4", people.post(post)), table(_HEAD, rows, classes=_CLASSES, class_="rows"))


def _label(people: People, place: Place, *, choice: bool) -> Html:
    what = "得票" if choice and place.what == "votes" else WHAT[place.what]
    if place.whom is None:
        return tag("span", what)
    name = place.whom if place.what == "write-in" else people.name(PersonId(place.whom))
    return tag("span", name_tag(name), tag("span", f" {what}", class_="sex"))


def _settled(number: int) -> Html:
    return tag("span", grouped(number), class_="tag warn")
