"""Readers of the rules about bodies and people (组织和人员规则的读取); what is asked of a person
is read by `conditionreader.py`.
"""

from __future__ import annotations

from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.bodyrules import (
    ASSEMBLIES,
    KIN_CLASSES,
    KIN_STEPS,
    Appeal,
    AssemblyDefault,
    AssemblyMakeup,
    BodyOrder,
    Cancellation,
    CarryDown,
    ElectionCommittee,
    FillUp,
    Form,
    KinBar,
    KinStep,
    Method,
    Nomination,
    Provision,
    Representatives,
    Seats,
    Size,
    Succession,
    WomanCandidate,
    Women,
)
from huanjie.law.reader import cited, read_fraction, read_words
from huanjie.law.rules import METHODS, WAYS

_MOST: Final = {"people": 1000, "households": 1000, "days": 400}
"""Bounds on slips of the keyboard, far above any law."""


def read_size(table: Cursor) -> Size:
    """职数."""
    citation = cited(table, "at_least", "at_most", "odd", "usual")
    usual = table.find("usual")
    return Size(citation=citation, usual=usual.yes_no() if usual else False, **_size(table))


def _size(table: Cursor) -> dict[str, Any]:
    most, odd = table.find("at_most"), table.find("odd")
    least = table.get("at_least").whole(at_least=1, at_most=_MOST["people"])
    if most and most.whole(at_least=1, at_most=_MOST["people"]) < least:
        most.refuse("上限小于下限", "改大 at_most")
    return {
        "at_least": least,
        "at_most": most.value if most else None,
        "odd": odd.yes_no() if odd else False,
    }


def read_women(table: Cursor) -> Women:
    """妇女成员."""
    citation = cited(table, "at_least")
    return Women(
        citation=citation,
        at_least=table.get("at_least").whole(at_least=1, at_most=_MOST["people"]),
    )


def read_kin_bar(table: Cursor) -> KinBar:
    """亲属回避: `classes`, or the closest `kin`; without either the near relatives of the Civil
    Code. `not_among` lists the posts whose holders are free of it among themselves.
    """
    citation = cited(table, "classes", "kin", "not_among")
    listed = table.find("classes")
    kin = _closest_kin(table)
    if listed and kin:
        listed.refuse("classes 和 kin 只写一个", "列明了亲属的写 kin，写明范围的写 classes")
    near = () if kin else (next(iter(KIN_CLASSES)),)
    classes = read_words(listed, *KIN_CLASSES) if listed else near
    apart = table.find("not_among")
    not_among = read_words(apart) if apart else ()
    return KinBar(citation=citation, classes=classes, kin=kin, not_among=not_among)


def _closest_kin(table: Cursor) -> tuple[KinStep, ...]:
    """The closest kin that a text lists one by one (列明的亲属)."""
    listed = table.find("kin")
    words: Any = read_words(listed, *KIN_STEPS) if listed else ()
    return words  # type: ignore[no-any-return]


def read_election_committee(table: Cursor) -> ElectionCommittee:
    """选举委员会的组成."""
    citation = cited(table, "at_least", "at_most", "odd", "women", "near_relatives_barred")
    women, barred = table.find("women"), table.find("near_relatives_barred")
    return ElectionCommittee(
        citation=citation,
        women=women.whole(at_most=_MOST["people"]) if women else 0,
        near_relatives_barred=barred.yes_no() if barred else False,
        **_size(table),
    )


def read_succession(table: Cursor) -> Succession:
    """退出选举委员会."""
    citation = cited(table, "for_relatives", "kin")
    relatives, kin = table.get("for_relatives").yes_no(), _closest_kin(table)
    if kin and not relatives:
        table.get("kin").refuse(
            "亲属被提名不用退出，却列了亲属", "for_relatives 改成 true，或者删去 kin"
        )
    return Succession(citation=citation, for_relatives=relatives, kin=kin)


def read_nomination(table: Cursor) -> Nomination:
    """提名途径."""
    citation = cited(table, "at_least")
    number = table.get("at_least").whole(at_least=1, at_most=_MOST["people"])
    return Nomination(citation=citation, at_least=number)


def read_representatives(table: Cursor) -> Representatives:
    """代表名额."""
    citation = cited(table, "households_at_least", "households_at_most", "at_least")
    fewest = table.find("at_least")
    least = table.get("households_at_least").whole(at_least=1, at_most=_MOST["households"])
    most = table.get("households_at_most")
    if most.whole(at_least=1, at_most=_MOST["households"]) < least:
        most.refuse("上限小于下限", "改大 households_at_most")
    return Representatives(
        citation=citation,
        households_at_least=least,
        households_at_most=most.value,
        at_least=fewest.whole(at_least=1, at_most=_MOST["people"]) if fewest else None,
    )


def read_assembly_makeup(table: Cursor) -> AssemblyMakeup:
    """代表会议的组成."""
    citation = cited(table, "representatives", "women", "some_women", "committee")
    committee = table.find("committee")
    share, women, some = (table.find(key) for key in ("representatives", "women", "some_women"))
    rule = AssemblyMakeup(
        citation=citation,
        representatives=read_fraction(share) if share else None,
        women=read_fraction(women) if women else None,
        some_women=some.yes_no() if some else False,
        committee=committee.text() if committee else None,
    )
    if women and rule.some_women:
        table.get("some_women").refuse("写明了妇女的比例，又写适当数量", "两项只写一项")
    if not (share or women or rule.some_women):
        table.refuse("没有写组成", "representatives、women 写比例，没有比例的写 some_women = true")
    return rule


def read_woman_candidate(table: Cursor) -> WomanCandidate:
    """妇女候选人."""
    citation = cited(table, "at_least", "most_votes")
    least, most = table.find("at_least"), table.find("most_votes")
    return WomanCandidate(
        citation=citation,
        at_least=least.whole(at_least=1, at_most=_MOST["people"]) if least else None,
        most_votes=most.yes_no() if most else False,
    )


def read_cancellation(table: Cursor) -> Cancellation:
    """取消候选人资格."""
    citation = cited(table, "acts")
    return Cancellation(citation=citation, acts=read_words(table.get("acts")))


def read_fill_up(table: Cursor) -> FillUp:
    """候选人缺额的递补; an edition of before it was said after which departures means any."""
    citation, stated = cited(table, "after", "gap"), table.find("after")
    after: Any = stated.one_of("any", "own-wish") if stated else "any"
    said = table.find("gap")
    gap: Any = said.one_of("short", "unsaid") if said else "short"
    return FillUp(citation=citation, after=after, gap=gap)


def read_appeal(table: Cursor) -> Appeal:
    """不服决定的救济."""
    citation = cited(table, "days", "answer_days", "answered_by")
    return Appeal(
        citation=citation,
        days=table.get("days").whole(at_least=1, at_most=_MOST["days"]),
        answer_days=table.get("answer_days").whole(at_least=1, at_most=_MOST["days"]),
        answered_by=table.get("answered_by").text(),
    )


def read_assembly_default(table: Cursor) -> AssemblyDefault:
    """会议种类."""
    citation = cited(table, "kind")
    return AssemblyDefault(citation=citation, kind=table.get("kind").one_of(*ASSEMBLIES))


def read_body_order(table: Cursor) -> BodyOrder:
    """换届次序."""
    citation, within = cited(table, "after", "within_days"), table.find("within_days")
    return BodyOrder(
        citation=citation,
        after=read_words(table.get("after")),
        within_days=within.whole(at_least=1, at_most=_MOST["days"]) if within else None,
    )


def read_carry_down(table: Cursor) -> CarryDown:
    """高职务得票计入低职务."""
    citation = cited(table, "mandatory")
    return CarryDown(citation=citation, mandatory=table.get("mandatory").yes_no())


def read_method(table: Cursor) -> Method:
    """选举方式."""
    citation = cited(table, "chosen")
    return Method(citation=citation, chosen=table.get("chosen").one_of(*METHODS))


def read_seats(table: Cursor) -> Seats:
    """职数和兼职；本单位自己命名的职务，比照哪一项职务."""
    citation = cited(table, "seats", "part_time", "judged_as")
    part_time, judged = table.find("part_time"), table.find("judged_as")
    return Seats(
        citation=citation,
        seats=table.get("seats").whole(at_most=_MOST["people"]),
        part_time=part_time.whole(at_most=_MOST["people"]) if part_time else 0,
        judged_as=judged.text() if judged else None,
    )


def read_provision(table: Cursor) -> Provision:
    """其他规定."""
    citation = cited(table, "key", "topic", "name", *_OF_A_STEP, *_OF_A_CHANGE)
    return Provision(
        citation=citation,
        key=table.get("key").text(),
        topic=table.get("topic").text(),
        name=table.get("name").text(),
        **_of_a_step(table),
        **_of_a_change(table),
    )


_OF_A_STEP: Final = ("meeting", "step", "is_held")
_OF_A_CHANGE: Final = ("change", "is_ground")


def _of_a_step(table: Cursor) -> dict[str, Any]:
    """What a provision says of a meeting's own step (会议自己的步骤): both words, or none."""
    meeting, step, is_held = (table.find(key) for key in _OF_A_STEP)
    if (meeting is None) != (step is None):
        table.refuse("meeting 和 step 须一起写：哪种会议的哪一步", "补上另一个，或者删去")
    if is_held is not None and step is None:
        is_held.refuse("没有 step，也就没有要不要的步骤", "补上 meeting 和 step，或者删去 is_held")
    return {
        "meeting": meeting.one_of(*WAYS) if meeting else None,
        "step": step.text() if step else None,
        "is_held": is_held.yes_no() if is_held else True,
    }


def _of_a_change(table: Cursor) -> dict[str, Any]:
    """What a provision says of a kind of change of the roll (名册变动的依据)."""
    change, is_ground = (table.find(key) for key in _OF_A_CHANGE)
    if is_ground is not None and change is None:
        is_ground.refuse("没有 change，也就没有变动的依据", "补上 change，或者删去 is_ground")
    return {
        "change": change.text() if change else None,
        "is_ground": is_ground.yes_no() if is_ground else True,
    }


def read_form(table: Cursor) -> Form:
    """文书."""
    table.only("form", "name", "event")
    return Form(
        form=table.get("form").text(),
        name=table.get("name").text(),
        event=table.get("event").text(),
    )
