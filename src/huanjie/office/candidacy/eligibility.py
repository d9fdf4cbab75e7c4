"""Who may be nominated (参选资格), and what has to be asked where the roll does not say it."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.celltext import half_width
from huanjie.domain.quorum import electorate
from huanjie.domain.strokes import stroke_key, unknown_characters
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.models import STROKES_LENGTH, Nominee
from huanjie.office.planning.models import Contest
from huanjie.office.roll.models import RollEntry

SEXES = ("m", "f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """One person to be nominated (提名): an entry of the roll, and what the roll leaves open."""

    entry: int
    sex: str = ""
    """m or f, where the roll does not say"""
    strokes: str = ""
    """a 12345-code for each character that the table of strokes lacks, apart by spaces"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of somebody in the end (性别和笔画)."""

    sex: str
    strokes: str


def has_vote(pack: RulePack, entry: RollEntry) -> bool:
    """Whether somebody on the roll may vote (有选举权): in the Party only some standings may."""
    if pack.electorate is None:
        return True
    return bool(electorate(pack, [(str(entry.pk), entry.standing)]).members)


def check_may_stand(pack: RulePack, contest: Contest, entry: RollEntry, sex: str) -> None:
    """Refuse who may not stand for this post: without a vote (预备党员), or a man on the line that
    lists women alone (单列的妇女委员).
    """
    if pack.electorate and not has_vote(pack, entry):
        *_, citation = electorate(pack, [(str(entry.pk), entry.standing)]).grounds
        raise BadInput(
            f"{entry.name}没有选举权，不能提名：{cited([citation])}",
            at="people",
            remedy=citation.says.rstrip("。"),
        )
    if contest.women_only and sex != "f":
        raise BadInput(
            f"{entry.name}是男性，“{contest.name}”这一栏只列女性",
            at="people",
            remedy="不选这个人，或者提名到别的职务",
        )


def answers_for(entry: RollEntry, said: Nomination, earlier: Nominee | None) -> Answers:
    """Sex and strokes: from the roll and the table, else from an earlier nomination of the same
    person, else as they were told now; refused where nobody told them.
    """
    return Answers(sex=_sex(entry, said, earlier), strokes=_strokes(entry, said, earlier))


def open_questions(entry: RollEntry, earlier: Nominee | None) -> tuple[str, ...]:
    """What a form has to ask about somebody: `sex`, `strokes`, both or nothing."""
    asks_sex = not (entry.sex or earlier)
    asks_strokes = not earlier and unknown_characters(entry.name)
    return ("sex",) * bool(asks_sex) + ("strokes",) * bool(asks_strokes)


def _sex(entry: RollEntry, said: Nomination, earlier: Nominee | None) -> str:
    known = entry.sex or (earlier.sex if earlier else "")
    at = f"sex_{said.entry}"
    if known and said.sex not in ("", known):
        raise BadInput(f"{entry.name}的性别与已登记的不一致", at=at, remedy="以名册上的为准")
    if not known and said.sex not in SEXES:
        raise BadInput(f"名册没有写{entry.name}的性别", at=at, remedy="选“男”或者“女”")
    return known or said.sex


def _strokes(entry: RollEntry, said: Nomination, earlier: Nominee | None) -> str:
    unknown = unknown_characters(entry.name)
    if not unknown:
        return ""
    codes = half_width(said.strokes).split() or (earlier.strokes.split() if earlier else [])
    at = f"strokes_{said.entry}"
    if not codes:
        raise BadInput(
            f"笔画表里没有{entry.name}的“{'、'.join(unknown)}”，排不了顺序",
            at=at,
            remedy="按书写顺序补上这个字的笔画：横1 竖2 撇3 点4 折5，字与字之间空一格",
        )
    written = " ".join(codes)
    if len(written) > STROKES_LENGTH:
        raise BadInput("笔画编码太长", at=at, remedy="每一笔只写一个数字")
    try:
        stroke_key(entry.name, manual=written)
    except BadInput as fault:
        raise BadInput(fault.says, at=at, remedy=fault.remedy) from fault
    return written
