"""Notice of a meeting (会议通知): how each elector was told, by whom, and how many were.

The ways and those who tell are closed lists: what was said to whom else is nobody's to keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Way(StrEnum):
    """How somebody was told (通知方式)."""

    IN_PERSON = "in-person"
    TELEPHONE = "telephone"
    MESSAGE = "message"
    POSTED = "posted"
    WRITTEN = "written"


class Teller(StrEnum):
    """Who told them (通知人), by what they are and not by name."""

    ELECTION_STAFF = "election-staff"
    GROUP_HEAD = "group-head"
    PARTY_GROUP_HEAD = "party-group-head"
    REPRESENTATIVE = "representative"


WAY_NAMES: Final[Mapping[Way, str]] = {
    Way.IN_PERSON: "当面",
    Way.TELEPHONE: "电话",
    Way.MESSAGE: "短信",
    Way.POSTED: "张贴",
    Way.WRITTEN: "书面送达",
}
TELLER_NAMES: Final[Mapping[Teller, str]] = {
    Teller.ELECTION_STAFF: "选举工作人员",
    Teller.GROUP_HEAD: "村（居）民小组组长",
    Teller.PARTY_GROUP_HEAD: "党小组组长",
    Teller.REPRESENTATIVE: "村（居）民代表",
}
