"""Ballots of invented people (虚构的选票) for the tests of paper: elections, wording, press."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from huanjie.domain.ballotform import BallotForm, PaperSize
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import BallotStyle, Candidate, Contest, Election, Unit
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.law.shelf import load
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_forms import ballot_forms

DAY: Final = datetime.date(2026, 6, 28)
LAW: Final = load("villagers-committee", on=DAY, today=DAY)
NAMES: Final = (
    *("丁一", "于春", "马千里", "王小雨", "方远", "孔令仪", "石磊", "白玉兰", "冯六", "刘建"),
    *("江水平", "李四", "杨柳", "吴九", "何秋生", "张三丰", "陈皮", "林木森", "周五", "赵大海"),
)
"""Twenty people in the order of their surnames' strokes."""
STYLES: Final[tuple[BallotStyle, ...]] = ("approve-oppose-abstain", "choice")


def people(names: Sequence[str]) -> tuple[Candidate, ...]:
    """Candidates with ids that say nothing of their order."""
    return tuple(Candidate(id=PersonId(f"id-{name}"), name=name) for name in names)


def contest(
    names: Sequence[str] | int, *, post: str = "member", seats: int = 3, lines: int | None = None
) -> Contest:
    """A post for which these people stand, or so many."""
    named = NAMES[:names] if isinstance(names, int) else names
    return Contest(post=Post(post), seats=seats, candidates=people(named), write_ins=lines)


def election(*contests: Contest, **what: Any) -> Election:
    """An election of a villagers' committee."""
    told: dict[str, Any] = {
        "pack": "villagers-committee@2026-01-01",
        "region": None,
        "unit": Unit(code="510100000000", name="甲县乙镇丙村"),
        "polling_day": DAY,
        "contests": contests,
    }
    return Election(**told | what)


def the_form(own: Election, *, paper: PaperSize = "A4", bilingual: bool = False) -> BallotForm:
    """The one form of an election that has one."""
    (form,) = ballot_forms(own, paper=paper, bilingual=bilingual)
    return form


def wording(own: Election, second: SecondLanguage | None = None) -> Wording:
    """The words of its papers."""
    return Wording(election=own, pack=LAW, second=second)


CHAIR: Final = contest(2, post="chair", seats=1)
MEMBER: Final = contest(5, post="member")

TIBETAN: Final = SecondLanguage(
    title="གྲོང་ཚོའི་འོས་ཤོག",
    words={
        "序号": "ཨང་།",
        "姓名": "མིང་།",
        "赞成": "མོས་མཐུན།",
        "反对": "ངོ་རྒོལ།",
        "弃权": "བློས་གཏོང་།",
        "选": "འདེམས།",
        "另选他人": "གཞན་འདེམས།",
    },
    instructions=("མི་རེར་རྟགས་གཅིག་རྒྱག", "མིང་རྟགས་མ་འགོད"),
    posts={Post("member"): "ཨུ་ཡོན།"},
    names={PersonId("id-丁一"): "བསོད་ནམས།"},
)
UYGHUR: Final = replace(
    TIBETAN,
    title="كەنت ئاھالە كومىتېتى سايلام بېلىتى",
    words={
        "序号": "نومۇرى",
        "姓名": "ئىسمى",
        "赞成": "قوشۇلىمەن",
        "反对": "قارشى",
        "弃权": "بىتەرەپ",
        "选": "تاللاش",
        "另选他人": "باشقىلار",
    },
    instructions=("ھەر بىر كىشىگە بىرلا بەلگە قويۇلىدۇ", "ئىمزا قويماڭ"),
    posts={Post("member"): "ئەزا"},
    names={PersonId("id-丁一"): "ئابدۇللا ئەھمەت"},
)
