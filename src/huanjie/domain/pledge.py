"""Pledges of discipline (换届纪律承诺书): who signs one, and what each kind promises."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Signer(StrEnum):
    """Who signs (签署人)."""

    CANDIDATE = "candidate"
    COMMITTEE = "committee"
    STAFF = "staff"


SIGNER_NAMES: Final[Mapping[Signer, str]] = {
    Signer.CANDIDATE: "候选人",
    Signer.COMMITTEE: "选举机构成员",
    Signer.STAFF: "选举工作人员",
}
"""Each as a page and a paper call it."""

_ALL: Final = (
    "遵守选举的法律、党内法规和本次选举的办法，服从选举纪律。",
    "不用暴力、威胁、欺骗、贿赂、伪造选票、虚报选举票数等不正当手段妨害选举。",
)
PROMISES: Final[Mapping[Signer, tuple[str, ...]]] = {
    Signer.CANDIDATE: (
        *_ALL,
        "如实提供规定的任职条件所要的材料，不隐瞒，不作假。",
        "不请托、不许愿、不以财物或者其他利益争取选票，也不让别人代自己这样做。",
        "尊重选举结果；有异议的，依法提出。",
    ),
    Signer.COMMITTEE: (
        *_ALL,
        "依法登记、公布和受理异议，对所有参加选举的人一样对待。",
        "自己或者近亲属被提名为候选人，依法应当退出选举机构的，及时退出。",
        "不泄露提名人、提出异议的人和投票人的情况。",
    ),
    Signer.STAFF: (
        *_ALL,
        "按规定发放、收回和清点选票，如实登记，不替别人填写，不看别人填写。",
        "不泄露提名人、提出异议的人和投票人的情况。",
        "近亲属是候选人的，不参加监票和计票。",
    ),
}
"""What each kind of pledge says (承诺的内容), a sentence a line; nothing but conduct in the
election.
"""
