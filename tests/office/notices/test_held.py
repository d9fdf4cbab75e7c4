"""Whoever asks what the site holds on them is told of notices, and never who objected."""

from __future__ import annotations

from tests.office.candidacy.conftest import on_roll
from tests.office.conftest import Cast
from tests.office.notices.conftest import object_to
from tests.office.notices.test_appraising import appraise
from tests.office.notices.test_pledging import sign
from tests.office.notices.test_stating import keep
from tests.paper.test_portrait import picture

from huanjie.office.notices.held import held_of
from huanjie.office.planning.models import Election


def test_a_nominee_is_told_everything_but_who_objected(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    appraise(cast.clerk, posted, fails="punished")
    keep(cast.clerk, posted, text="我愿意修路。", photo=picture(300, 400))
    sign(cast.clerk, posted, "candidate", 1)
    sign(cast.clerk, posted, "staff", 1, None)
    told = list(held_of(on_roll(posted, "钟一鸣")))
    assert told == [
        "第 1 次公示，主任（2026-06-01张贴）",
        "对人选的第 1 号异议，已提出",
        "考察，2026-05-31至2026-06-01，不符合条件",
        "竞职陈述：我愿意修路。",
        "竞职照片",
        "候选人承诺书，2026-06-01签署",
        "选举工作人员承诺书，还没有签",
    ]


def test_whoever_was_never_named_is_told_nothing(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    assert not list(held_of(on_roll(posted, "雷无性")))
