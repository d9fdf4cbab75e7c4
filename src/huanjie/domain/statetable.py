"""What every state table says where a deed is not open (状态表的拒绝): the state that is, and the
states in which the deed is open.
"""

from __future__ import annotations

from collections.abc import Iterable

from huanjie.door.fault import BadInput


def not_open(whose: str, state: str, deed: str, open_in: Iterable[str]) -> BadInput:
    """The refusal of a deed: whose state it is, its name, the deed's name, and the names of the
    states in which the deed is open, of which there may be none.

    >>> refused = not_open("这份请示", "草拟中", "送出", ["已审核", "已批复"])
    >>> refused.says, refused.remedy
    ('这份请示现在是“草拟中”，不能送出', '送出只能在“已审核”、“已批复”时办理')
    """
    states = "、".join(f"“{each}”" for each in dict.fromkeys(open_in))
    remedy = f"{deed}只能在{states}时办理" if states else f"{whose}不用{deed}"
    return BadInput(f"{whose}现在是“{state}”，不能{deed}", remedy=remedy)
