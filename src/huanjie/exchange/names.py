"""Names (姓名和职务) as JSON: people, posts, and the votes beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from huanjie.domain.contest import PersonId, Post, Sex
from huanjie.door.cursor import Cursor, escape

T = TypeVar("T")


def read_person(cursor: Cursor) -> PersonId:
    """Whoever the caller means by it: an id is the caller's own text."""
    return PersonId(cursor.text())


def read_post(cursor: Cursor) -> Post:
    """职务, by the pack's word or the unit's own."""
    return Post(cursor.text())


def read_sex(cursor: Cursor) -> Sex | None:
    """The `sex` of a person, where it is stated."""
    stated = cursor.find("sex")
    word: Any = stated.one_of("m", "f") if stated else None
    sex: Sex | None = word
    return sex


def read_key(table: Cursor, key: str) -> str:
    """A key that is itself a name: it must be text like any other."""
    return Cursor(key, f"{table.pointer}/{escape(key)}").text()


def read_by_post(table: Cursor, read: Callable[[Cursor], T]) -> dict[Post, T]:
    """Every post of a table with what is said of it (按职务)."""
    return {Post(read_key(table, post)): read(own) for post, own in table.entries()}


def read_votes(table: Cursor, *, at_most: int | None) -> dict[PersonId, int]:
    """Each person's votes (得票), nobody's above `at_most`."""
    votes = {}
    for key, number in table.entries():
        votes[PersonId(read_key(table, key))] = number.whole()
        refuse_above(number, at_most)
    return votes


def refuse_above(number: Cursor, most: int | None) -> None:
    """Refuse more votes than there were papers or people to give them."""
    if most is not None and number.value > most:
        number.refuse(f"{number.value} 票，多于能投的 {most} 票", "核对得票和票数")


def read_pairs(table: Cursor) -> tuple[tuple[PersonId, PersonId], ...]:
    """The `near_relatives` (近亲属): pairs of two different people, who need not stand anywhere."""
    pairs = table.find("near_relatives")
    return tuple(_read_pair(item) for item in pairs.items()) if pairs else ()


def _read_pair(cursor: Cursor) -> tuple[PersonId, PersonId]:
    people = [read_person(item) for item in cursor.items()]
    match people:
        case [one, other] if one != other:
            return one, other
        case _:
            cursor.refuse("近亲属应是两个不同的人", '写成 ["甲", "乙"]')


def refuse_repeats(names: Iterable[tuple[Cursor, str]]) -> None:
    """Refuse a name that stands twice where it may stand once."""
    seen = set()
    for place, name in names:
        if name in seen:
            place.refuse(f"“{name}”出现两次", "只留一个")
        seen.add(name)


def find_whole(table: Cursor, key: str, *, at_least: int = 0) -> int | None:
    """A number that may be left out."""
    number = table.find(key)
    return number.whole(at_least=at_least) if number else None


def find_yes(table: Cursor, key: str) -> bool:
    """A yes or no that may be left out: then it is no."""
    answer = table.find(key)
    return answer.yes_no() if answer else False
