"""Readers of rule tables (规则表的读取): one function a kind of rule, all by hand, all strict.

Here are the rules that votes are counted and days are measured by; `bodyreader.py` has those about
bodies and people, `conditionreader.py` what is asked of a person, `vocabulary.py` the table of all
kinds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.citation import CITATION_KEYS, Citation, read_citation
from huanjie.law.rules import (
    PAPERS,
    SUSPENDED,
    BallotTotal,
    Base,
    Electorate,
    Extension,
    ListOrder,
    Margin,
    OverVote,
    PostName,
    RelativeStays,
    Roll,
    Rule,
    Share,
    Shortfall,
    StillShort,
    Term,
    TimedStep,
    WomenSeat,
)

STANDINGS: Final = ("full", "probationary", "under-probation-sanction", SUSPENDED)
"""A Party or League member's standing (党员状态): 正式, 预备, 留党察看, 被停止权利."""

_LONGEST_PART: Final = 4
"""Digits above or below the line of a share; no law uses more than three."""

_LONGEST = {"years": 20, "months": 60, "days": 400, "candidates": 100}


def cited(table: Cursor, *keys: str) -> Citation:
    """The citation of a rule that has these keys of its own, and no others."""
    table.only(*keys, *CITATION_KEYS)
    return read_citation(table)


def read_fraction(cursor: Cursor) -> Fraction:
    """A share written as text, "1/2": exact, and never above the whole."""
    above, slash, below = cursor.text().partition("/")
    digits = above.isascii() and below.isascii() and above.isdigit() and below.isdigit()
    if not slash or not digits or max(len(above), len(below)) > _LONGEST_PART or not int(below):
        cursor.refuse(f"“{cursor.value}”不是分数", "写成 1/2 这样的形式")
    if not 0 < int(above) <= int(below):
        cursor.refuse(f"“{cursor.value}”应大于零、不超过一", "写成 1/2 这样的形式")
    return Fraction(int(above), int(below))


def read_words(listed: Cursor, *known: str) -> tuple[str, ...]:
    """A list of known words; without `known` of any words. At least one."""
    words = tuple(item.one_of(*known) if known else item.text() for item in listed.items())
    if not words:
        listed.refuse("至少写一项", f"可用的值：{'、'.join(known)}" if known else "写一项")
    return words


def read_rule(table: Cursor) -> Rule:
    """A rule that needs no figure."""
    return Rule(citation=cited(table))


def read_share(table: Cursor, *, bases: tuple[Base, ...]) -> Share:
    """过半数 (more_than) or 以上 (at_least) of one of the bases that the table is computed on."""
    citation = cited(table, "more_than", "at_least", "of")
    return Share(citation=citation, **_bound(table, bases))


def read_shortfall(table: Cursor, *, bases: tuple[Base, ...]) -> Shortfall:
    """另行选举: the share it asks for, and what the body may do instead."""
    citation = cited(table, "more_than", "at_least", "of", "step")
    step: Any = table.get("step").one_of("runoff", "runoff-or-fewer-seats")
    return Shortfall(citation=citation, step=step, **_bound(table, bases))


def _bound(table: Cursor, bases: tuple[Base, ...]) -> dict[str, Any]:
    if table.has("more_than") == table.has("at_least"):
        table.refuse(
            "more_than 和 at_least 必须写一个，且只写一个", "过半数写 more_than，以上写 at_least"
        )
    bound = "more_than" if table.has("more_than") else "at_least"
    return {
        "bound": bound,
        "fraction": read_fraction(table.get(bound)),
        "of": table.get("of").one_of(*bases),
    }


def read_still_short(table: Cursor) -> StillShort:
    """另行选举以后仍不足."""
    citation = cited(table, "elected_at_least", "with_chair", "if_agreed", "before_runoff")
    enough = table.get("elected_at_least").whole(at_least=1, at_most=_LONGEST["candidates"])
    chair, agreed = table.find("with_chair"), table.find("if_agreed")
    at_once = table.find("before_runoff")
    return StillShort(
        citation=citation,
        elected_at_least=enough,
        with_chair=chair.yes_no() if chair else False,
        if_agreed=agreed.text() if agreed else None,
        before_runoff=at_once.yes_no() if at_once else False,
    )


def read_electorate(table: Cursor) -> Electorate:
    """有选举权的人."""
    citation = cited(table, "standings")
    return Electorate(citation=citation, standings=read_words(table.get("standings"), *STANDINGS))


def read_ballot_total(table: Cursor) -> BallotTotal:
    """收回选票数的上限."""
    citation = cited(table, "at_most")
    papers: Any = read_words(table.get("at_most"), *PAPERS)
    return BallotTotal(citation=citation, at_most=papers)


def read_over_vote(table: Cursor) -> OverVote:
    """所选人数多于应选人数."""
    citation = cited(table, "judged")
    judged: Any = table.get("judged").one_of("whole", "by-post")
    return OverVote(citation=citation, judged=judged)


def read_list_order(table: Cursor) -> ListOrder:
    """候选人的次序; an edition of before it was said by which number goes by the nominations."""
    citation = cited(table, "by", "self_by_strokes")
    stated, own = table.find("by"), table.find("self_by_strokes")
    by: Any = stated.one_of("nominations", "votes", "preselection") if stated else "nominations"
    return ListOrder(citation=citation, by=by, self_by_strokes=own.yes_no() if own else False)


def read_margin(table: Cursor) -> Margin:
    """差额: `beyond_at_least` more candidates than seats, as a number or as a share of the
    seats.
    """
    citation = cited(table, "beyond_at_least", "beyond_at_most")
    least = table.get("beyond_at_least")
    most = table.find("beyond_at_most")
    bound = _LONGEST["candidates"]
    margin = Margin(
        citation=citation,
        at_least=read_fraction(least)
        if isinstance(least.value, str)
        else least.whole(at_most=bound),
        at_most=most.whole(at_most=bound) if most else None,
    )
    if most and isinstance(margin.at_least, int) and most.value < margin.at_least:
        most.refuse("上限小于下限", "改大 beyond_at_most")
    return margin


def read_women_seat(table: Cursor) -> WomenSeat:
    """妇女名额."""
    citation = cited(table, "method")
    method: Any = table.get("method").one_of("best-woman-first", "separate-line")
    return WomenSeat(citation=citation, method=method)


def read_relative_stays(table: Cursor) -> RelativeStays:
    """近亲属同时当选."""
    citation = cited(table, "next_over_the_line_fills", "equal_decided_by")
    meeting = table.find("equal_decided_by")
    return RelativeStays(
        citation=citation,
        next_over_the_line_fills=table.get("next_over_the_line_fills").yes_no(),
        equal_decided_by=meeting.text() if meeting else None,
    )


def read_term(table: Cursor) -> Term:
    """任期."""
    citation = cited(table, "years")
    years = table.get("years").whole(at_least=1, at_most=_LONGEST["years"])
    return Term(citation=citation, years=years)


def read_extension(table: Cursor) -> Extension:
    """延期换届的上限."""
    citation = cited(table, "months")
    months = table.get("months").whole(at_least=1, at_most=_LONGEST["months"])
    return Extension(citation=citation, months=months)


def read_roll(table: Cursor) -> Roll:
    """期间的最后一日是休息日."""
    citation = cited(table, "rolls")
    return Roll(citation=citation, rolls=table.get("rolls").yes_no())


_OF_A_TIMED_STEP: Final = (
    *("event", "name", "anchor", "direction", "days", "unit"),
    *("opens", "rolls", "from_formation"),
)


def read_timed_step(table: Cursor) -> TimedStep:
    """法定步骤."""
    citation = cited(table, *_OF_A_TIMED_STEP)
    opens, rolls = table.find("opens"), table.find("rolls")
    formed = table.find("from_formation")
    days = table.find("days")
    unit = table.find("unit")
    direction: Any = table.get("direction").one_of("before", "after", "within", "on")
    if (days is None) != (direction == "on"):
        table.refuse("before、after、within 须写 days；on 不写 days", "补上或者删去 days")
    if formed and (table.get("anchor").text() != "polling-day" or direction in ("before", "after")):
        formed.refuse("只有选举日当日、从选举日起算的步骤可以自产生之日起算", "删去 from_formation")
    return TimedStep(
        citation=citation,
        event=table.get("event").text(),
        name=table.get("name").text(),
        anchor=table.get("anchor").text(),
        direction=direction,
        days=days.whole(at_most=_LONGEST["days"]) if days else 0,
        unit=unit.one_of("day", "working-day") if unit else "day",  # type: ignore[arg-type]
        opens=opens.text() if opens else None,
        rolls=rolls.yes_no() if rolls else None,
        from_formation=formed.yes_no() if formed else False,
    )


def read_post_name(table: Cursor) -> PostName:
    """职务名称."""
    table.only("post", "name", "counted")
    counted = table.find("counted")
    return PostName(
        post=table.get("post").text(),
        name=table.get("name").text(),
        counted=counted.yes_no() if counted else True,
    )
