"""Pages of a changed standing (变更类别的页面): they ask only what the kind needs, say what moves,
and speak of the members of their own organisation; programs do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from tests.office.api.conftest import program
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import newcomer
from tests.office.roll.test_league_roll import league
from tests.office.roll.test_standing_changes import (
    ADMITTED,
    DECISION,
    FULL,
    FULL_ONE,
    PROBATIONER,
    RESTORED,
    STOPPED,
    admit,
    branch,
    confirmed,
    restate,
    voters,
)

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.takingobjections import take_changes

__all__ = ["branch", "confirmed", "league"]

Browse = Callable[[User], Client]


def there(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/roll/changes/{rest}"


PAPERS = {"document": DECISION.document, "paper_on": OPENED_ON.isoformat()}


def test_the_page_asks_for_the_decision_and_shows_what_moves(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    chair, address = browse(cast.chair), there(branch, f"{FULL}/")
    every = chair.get(there(branch)).text
    assert all(word in every for word in ("变更类别", "转为正式党员", "接收为预备党员"))
    page = chair.get(f"{address}?number={PROBATIONER}").text
    assert "批准转正的文件的编号" in page
    assert 'name="standing"' not in page
    assert "第五条" in page
    form = {"key": "k", "number": str(PROBATIONER)}
    assert chair.post(address, form).status_code == 422
    check = chair.post(address, form | PAPERS).text
    for words in ("预备党员", "正式党员", DECISION.document, "2 → <b>3</b>"):
        assert words in check
    assert "补充公告" not in check
    assert not branch.roll_changes.exists()
    chair.post(address, form | PAPERS | {"confirm": "1"})
    (row,) = branch.roll_changes.all()
    assert row.kind == FULL
    told = chair.get(there(branch)).text
    assert "预备党员 → 正式党员" in told
    assert DECISION.document in told


def test_the_page_of_a_sanction_asks_which_and_of_an_admission_none(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    chair = browse(cast.chair)
    stopped = chair.get(there(branch, f"{STOPPED}/")).text
    assert "变成哪一类" in stopped
    assert "停止党员权利" in stopped
    admitted = chair.get(there(branch, f"{ADMITTED}/")).text
    assert "办理以后在名册上是预备党员" in admitted
    assert 'name="standing"' not in admitted
    form = {"key": "k", "number": "1", "standing": "留党察看", **PAPERS, "confirm": "1"}
    assert chair.post(there(branch, f"{STOPPED}/"), form).status_code == 302
    form = {"key": "l", **newcomer(), **PAPERS, "confirm": "1"}
    assert chair.post(there(branch, f"{ADMITTED}/"), form).status_code == 302
    assert voters(branch) == 1


def test_the_league_speaks_of_its_own_members(
    cast: Cast, confirmed: Election, browse: Browse
) -> None:
    chair = browse(cast.chair)
    every = chair.get(there(confirmed)).text
    assert "入团" in every
    assert "转为正式党员" not in every
    assert chair.get(there(confirmed, f"{FULL}/")).status_code == 404
    restate(cast.chair, confirmed, STOPPED, 1, standing="留团察看")
    told = chair.get(there(confirmed)).text
    assert "团员类别" in told
    assert "党员类别" not in told


def test_the_file_of_changes_and_the_history_have_it(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    restate(cast.chair, branch, FULL, PROBATIONER)
    (row,) = take_changes(acting_user=act(cast.clerk), election=branch, because="报送")
    assert row[2:4] == ("变更类别", "转为正式党员")
    assert "转为正式党员" in browse(cast.chair).get(f"/elections/{branch.pk}/history/").text


def test_the_pages_are_whole_in_english(cast: Cast, branch: Election, browse: Browse) -> None:
    restate(cast.chair, branch, FULL, PROBATIONER)
    browser = english(browse(cast.chair))
    for rest in ("", f"{ADMITTED}/", f"{FULL}/", f"{STOPPED}/", f"{RESTORED}/"):
        html = browser.get(there(branch, rest)).text
        assert list(faults(rest, html)) == []


def test_a_program_changes_a_standing_by_its_decision_too(cast: Cast, branch: Election) -> None:
    made, address = program(cast.chair, branch.unit), there(branch).rstrip("/")
    said: dict[str, Any] = {"kind": FULL, "number": PROBATIONER}
    assert made.post(f"{address}/standing", said).status_code == 422
    said["paper"] = {"document": DECISION.document, "on": OPENED_ON.isoformat()}
    assert made.post(f"{address}/standing", said).json()["registered"] == 3
    said |= {"kind": STOPPED, "number": FULL_ONE, "standing": "留团察看"}
    refused = made.post(f"{address}/standing", said)
    assert refused.status_code == 422
    (row,) = made.get(address).json()["items"]
    assert (row["kind"], row["effect"]) == (FULL, "restated")


def test_nothing_of_a_confirmed_roll_is_posted(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    chair = browse(cast.chair)
    form = {"key": "k", **newcomer(), **PAPERS}
    check = chair.post(there(branch, f"{ADMITTED}/"), form).text
    assert "可以投票的人数" in check
    assert "补充公告" not in check
    admit(cast.chair, branch)
    assert "补充公告" not in chair.get(there(branch)).text
    assert "成员名册经过确认，不张贴" in chair.get(there(branch, "notice/")).text
