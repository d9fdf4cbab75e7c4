"""The topics of the other provisions (其他规定的专题), in the order of an election: the handbook
and the site sort by them, and every pack of ours uses no others.
"""

from __future__ import annotations

from typing import Final

PROVISION_TOPICS: Final = (
    "组成",
    "选举委员会",
    "登记",
    "候选人",
    "投票",
    "计票",
    "当选",
    "选举以后",
    "任期",
    "罢免",
    "代表和会议",
    "监督",
    "应急",
)


def in_order(topics: set[str]) -> list[str]:
    """The topics of a pack in that order; a word of its author's own stands last."""
    return [
        *(topic for topic in PROVISION_TOPICS if topic in topics),
        *sorted(topics - {*PROVISION_TOPICS}),
    ]
