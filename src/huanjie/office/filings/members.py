"""The members of an election committee as its filing names them (选举委员会成员): typed, one a
line, for nothing else here asks who they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from huanjie.domain.filing import Content, Matter, Member
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.door.fault import BadInput
from huanjie.office.filings.models import Turn

POST_LENGTH: Final = 20
MOST_MEMBERS: Final = 60
_AT: Final = "members"


def read_members(text: str) -> tuple[Member, ...]:
    """The members that somebody typed (一行一人): in every line the post, then the name.

    BadInput at `members`.
    """
    lines = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return tuple(_member(number, parts) for number, parts in enumerate(lines, 1))


def written(members: Iterable[Member]) -> str:
    """The same as it is typed."""
    return "\n".join(f"{each.post} {each.name}" for each in members)


def members_of(turn: Turn | None) -> tuple[Member, ...]:
    """Whom a filing named when it was sent; nobody where it was not."""
    return tuple(Member(post=post, name=name) for post, name in (turn.members if turn else ()))


def is_same(members: Iterable[Member], sent: Turn | None) -> bool:
    """Whether a filing named these members, each in the same post, in whatever order it did."""
    return Counter(map(_plain, members)) == Counter(map(_plain, members_of(sent)))


def _plain(member: Member) -> tuple[str, str]:
    """A member as a form repairs them: a program may write 王 伟."""
    return member.post.strip(), repaired_name(member.name)


def check_members(matter: Matter, members: tuple[Member, ...]) -> None:
    """Refuse a filing of the election committee without its members, and any other with them."""
    if matter.content is not Content.COMMITTEE:
        if members:
            raise BadInput("这份文书不写选举委员会成员", at=_AT, remedy="去掉这一项")
        return
    if not members:
        raise BadInput("没有写选举委员会成员", at=_AT, remedy="一行一人，写上职务和姓名")
    if len(members) > MOST_MEMBERS:
        raise BadInput(f"最多写 {MOST_MEMBERS} 名成员", at=_AT, remedy="核对名单")
    for number, each in enumerate(members, 1):
        _check(number, each)


def _member(number: int, parts: list[str]) -> Member:
    if len(parts) == 1:
        raise BadInput(
            f"第 {number} 名成员没有写清职务和姓名",
            at=_AT,
            remedy="先写职务，空一格，再写姓名，如：主任 钟一鸣",
        )
    post, name = parts
    return Member(post=post, name=repaired_name(name))


def _check(number: int, member: Member) -> None:
    if not member.post.strip() or len(member.post) > POST_LENGTH:
        raise BadInput(
            f"第 {number} 名成员的职务没有写，或者超过 {POST_LENGTH} 个字",
            at=_AT,
            remedy="写主任、副主任或者委员",
        )
    fault = fault_of_name(member.name)
    if fault:
        raise BadInput(f"第 {number} 名成员：{fault}", at=_AT, remedy="核对姓名")
