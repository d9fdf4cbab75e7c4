"""A Party branch's two stages, from the plan to the verified dossier, all through the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.browser import deeds, rolls
from tests.browser.conftest import Visit
from tests.browser.deeds import Affair
from tests.browser.proof import anyone_verifies, elected_in, program

pytestmark = pytest.mark.any_database

VOTES: Final = {
    "雷春生": (9, 1, 0),
    "丁国平": (8, 1, 1),
    "钟晓东": (6, 2, 2),
    "吴大明": (5, 5, 0),
}
"""for, against and neither, of ten who came; five are no majority"""
MARKS: Final = ("赞成票", "反对票", "弃权票")
ENTITLED: Final = 11
"""twelve members, one of them on probation"""


def test_a_branch_elects_its_committee_and_that_its_secretary(
    user: Visit, someone: Visit, tmp_path: Path
) -> None:
    branch = Affair(user=user, place="泰顺县罗阳镇碑排村", body="党支部委员会", folder=tmp_path)
    answers = {"委员": 3, "由哪个会议决定": "党员大会"}
    day = deeds.open_election(branch, in_days=40, answers=answers, says="党员大会选举")
    make_the_roll(branch)
    deeds.nominate(branch, "委员", list(VOTES))
    deeds.ask_for_the_nominees(branch)
    deeds.publish(branch, "候选人", "核对后公布", "公布候选人")
    deeds.post_the_nominees(branch)
    deeds.jump(branch, day)
    the_members_meet(branch)
    the_committee_meets(branch)
    chair = branch.at("chair", "结果")
    chair.sees("雷春生", "丁国平", "钟晓东", "书记", "应到会人数的五分之四")
    assert elected_in(chair.downloads("结果公告（Word）", tmp_path)) == [
        "委员 雷春生",
        "委员 丁国平",
        "委员 钟晓东",
        "书记 雷春生",
        "副书记 丁国平",
    ]
    sealed = deeds.seal(branch)
    stranger = someone()
    anyone_verifies(stranger, sealed, verifier=program(stranger, tmp_path))


def make_the_roll(branch: Affair) -> None:
    """A member on probation is on the roll and has no vote."""
    clerk = deeds.upload_roll(branch, rolls.party_roll(branch.folder))
    clerk.sees("可导入 12 + 退回 0 = 合计 12 行", "预备党员")
    deeds.load_roll(branch)
    branch.at("clerk", "名册").sees(f"名册上 12 人，其中有选举权 {ENTITLED} 人")
    chair = deeds.publish(branch, "名册", "核对后确认", "确认党员名册")
    chair.sees(f"有选举权的党员 {ENTITLED} 人")


def the_members_meet(branch: Affair) -> None:
    """Too few for the quorum by a slip, which the check page shows; then the true number."""
    deeds.issue(branch, 10)
    clerk = branch.at("clerk", "投票计票")
    clerk.presses("登记收回的选票")
    clerk.fills({"collected": 8, "attended": 8})
    clerk.presses("核对")
    clerk.sees("不符合", "五分之四", "照这些数字，这次投票无效")
    clerk.presses("回去改")
    clerk.fills({"collected": 10, "attended": 10})
    clerk.presses("核对")
    clerk.presses("登记")
    marks = dict[str, object]()
    for name, numbers in VOTES.items():
        marks |= marked(f"委员 {name}", numbers)
    deeds.count_alike(branch, {"member-valid": 10, "member-invalid": 0}, marks)
    deeds.declare(branch)


def the_committee_meets(branch: Affair) -> None:
    """The three elect one of them secretary and another deputy."""
    stand = {"书记": "雷春生", "副书记": "丁国平"}
    deeds.arrange(branch, "委员会全体会议选举", on_paper=list(stand.values()), stand=stand)
    deeds.issue(branch, 3)
    deeds.collect(branch, collected=3, attended=3)
    papers = {
        f"{post}-{kind}": number
        for post in ("secretary", "deputy-secretary")
        for kind, number in (("valid", 3), ("invalid", 0))
    }
    marks = marked("书记 雷春生", (3, 0, 0)) | marked("副书记 丁国平", (2, 0, 1))
    deeds.count_alike(branch, papers, marks)
    deeds.declare(branch)


def marked(whose: str, numbers: tuple[int, int, int]) -> dict[str, int]:
    """Whoever stands on the sheet, with the papers for, against and neither."""
    return {f"{whose} {mark}": n for mark, n in zip(MARKS, numbers, strict=True)}
