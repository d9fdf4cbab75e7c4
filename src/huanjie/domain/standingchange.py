"""Change of a member's standing on a confirmed roll (类别的变更): from which standing a kind leads
into which.

Somebody on probation becomes a full member (转正); a sanction stops the right to vote, and its end
restores it. Whoever is admitted comes with the standing that their roll gives (接收、入团).
"""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain.memberroll import FULL, PROBATIONARY, MemberRoll
from huanjie.domain.rollchange import Kind, kind_name
from huanjie.domain.rollcolumns import Column, standing_of
from huanjie.door.fault import BadInput


def standings_after(kind: Kind, members: MemberRoll) -> tuple[str, ...]:
    """The standings into which a kind may lead (变成哪一类), in the order of the roll."""
    if kind == Kind.ADMITTED:
        return (members.admitted_as,)
    return _sanctions(members) if kind == Kind.VOTE_STOPPED else (FULL,)


def standings_before(kind: Kind, members: MemberRoll) -> tuple[str, ...]:
    """The standings of those whom a kind may change (原来是哪一类).

    One sanction may follow on another (先停止权利，后留党察看). Members on probation have no right
    to vote that could be stopped: restored by the kind that ends it, they would have one.
    """
    if kind == Kind.FULL_MEMBER:
        return (PROBATIONARY,) if PROBATIONARY in members.standings else ()
    sanctions = _sanctions(members)
    return (FULL, *sanctions) if kind == Kind.VOTE_STOPPED else sanctions


def standing_after(kind: Kind, *, was: str, word: str, members: MemberRoll) -> str:
    """The standing that a member has after a change (变更以后的类别): as the `word` says it, or,
    where the word is empty, the only one there is.

    BadInput at `standing` for a word that the roll does not know, for a standing that does not fit
    the kind, and where none is said of several; at `number` where the member has a standing that
    the kind does not change, or has the new one already.
    """
    name, may_be = kind_name(kind, members), standings_after(kind, members)
    fresh = _said(word, may_be, members)
    if fresh not in may_be:
        raise BadInput(
            f"{name}不能变为{members.name_of(fresh)}",
            at="standing",
            remedy=f"写{_named(may_be, members)}",
        )
    if fresh == was:
        raise BadInput(
            f"这个人已经是{members.name_of(was)}，没有要变更的",
            at="number",
            remedy="核对编号和变成哪一类",
        )
    if was not in standings_before(kind, members):
        of = _named(standings_before(kind, members), members)
        raise BadInput(
            f"这个人现在是{members.name_of(was)}，不能办理{name}",
            at="number",
            remedy=f"{name}只给{of}办理；原来登记错了的，办理更正登记错误",
        )
    return fresh


def admitted_cells(
    kind: Kind, cells: Mapping[Column, str], members: MemberRoll | None
) -> Mapping[Column, str]:
    """What is stated of whoever is added, with the standing that an admission gives (接收、入团);
    BadInput at `standing` where another is said.
    """
    if kind != Kind.ADMITTED or members is None:
        return cells
    gives, said = members.admitted_as, cells.get("standing", "").strip()
    name = members.name_of(gives)
    if said and standing_of(said, members) != gives:
        raise BadInput(
            f"{members.admitted}以后是{name}，不是“{said}”",
            at="standing",
            remedy=f"写{name}，或者不写这一项",
        )
    return {**cells, "standing": name}


def _sanctions(members: MemberRoll) -> tuple[str, ...]:
    """The standings of those whose right to vote was stopped (留党察看、停止权利)."""
    return tuple(each for each in members.standings if each not in (FULL, PROBATIONARY))


def _said(word: str, may_be: tuple[str, ...], members: MemberRoll) -> str:
    text = word.strip()
    if not text and len(may_be) == 1:
        return may_be[0]
    if not text:
        raise BadInput("没有写变成哪一类", at="standing", remedy=f"写{_named(may_be, members)}")
    found = standing_of(text, members)
    if found is None:
        raise BadInput(members.unknown, at="standing", remedy=f"写{_named(may_be, members)}")
    return found


def _named(standings: tuple[str, ...], members: MemberRoll) -> str:
    return "或者".join(map(members.name_of, standings))
