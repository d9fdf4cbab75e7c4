"""Posts of a unit's own (本单位自己命名的职务): each is judged as a post that the law has."""

from __future__ import annotations

from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import Seats
from huanjie.law.pack import RulePack


def check_own_posts(pack: RulePack) -> None:
    """Refuse a post of the law that is to be judged as another one (监事按理事审查), one of the
    unit's own that is judged as a post which the law does not have, and one that must say so and
    does not.
    """
    for post, seats in pack.seats.items():
        _check(pack, post, seats)
        pack.judged_as(post)


def _check(pack: RulePack, post: str, seats: Seats) -> None:
    names = {each.post: each.name for each in pack.posts}
    if seats.judged_as is None:
        return
    at = f"seats.{post}.judged_as"
    if post in names:
        says = f"“{names[post]}”是规则包里的职务，适用它自己的限制，不比照别的职务"
        raise BadInput(says, at=at, remedy="删去 judged_as")
    if seats.judged_as not in names:
        known = "、".join(f"{word}（{name}）" for word, name in names.items())
        says = f"规则包里没有“{seats.judged_as}”这项职务"
        raise BadInput(says, at=at, remedy=f"写其中一项的代号：{known}")
