"""Pages of the next vote (下一次投票的页面), and of one that was void."""

from __future__ import annotations

import datetime

from tests.office.conftest import POLLING_DAY, on
from tests.office.polling.conftest import PARTY_DAY, Evening, a_clear_result, choice, marked
from tests.office.polling.pages import Browse, at, text, typed
from tests.office.polling.votes import members

from huanjie.office.polling.models import Round, Sheet


def test_a_runoff_is_arranged_after_its_paper_was_looked_at(
    evening: Evening, browse: Browse
) -> None:
    sheet = members(450, 300, 200, 100)
    evening.hold(750, sheet, collected=700, voters=700)
    client = browse(evening.cast.clerk)
    page = text(client.get(at(evening, "next/", None)))
    assert "2026年7月28日" in page
    assert "第二十九条第五款" in page
    form = {"votes": ["runoff/member/all"], "day": "2026-07-29", "key": "one-form"}
    page = text(client.post(at(evening, "next/", None), form))
    assert "迟于法定的期限" in page
    assert "吴海涛" in page
    in_time = form | {"day": "2026-07-28"}
    assert "迟于法定的期限" not in text(client.post(at(evening, "next/", None), in_time))
    for _ in range(2):
        answer = client.post(at(evening, "next/", None), in_time | {"confirm": "1"})
        assert answer["Location"] == at(evening, "", 2)
    assert Round.objects.count() == 2
    assert "没有可以安排" in text(client.get(at(evening, "next/", None)))
    with on(datetime.date(2026, 7, 28)):
        evening.issue(700, number=2)
        evening.collect(600, voters=600)
        sheet_page = text(browse(evening.cast.teller).get(at(evening, "sheet/", 2)))
    assert "吴海涛" in sheet_page
    assert "蓝志强" not in sheet_page
    assert "不能再改" in text(browse(evening.cast.teller).get(at(evening, "sheet/", 1)))


def test_the_sheet_of_an_earlier_paper_is_refused_by_the_later_vote(
    evening: Evening, browse: Browse
) -> None:
    sheet = members(450, 300, 200, 100)
    evening.hold(750, sheet, collected=700, voters=700)
    evening.arrange("runoff/member/all", day=POLLING_DAY)
    evening.issue(700, number=2)
    evening.collect(700, voters=700)
    answer = browse(evening.cast.teller).post(at(evening, "sheet/", 2), typed(sheet, confirm="1"))
    assert answer.status_code == 422
    assert "没有的栏目" in text(answer)
    assert Sheet.objects.filter(round__number=2).count() == 0


def test_the_party_fills_in_three_marks_and_arranges_its_second_stage(
    meeting: Evening, browse: Browse
) -> None:
    meeting.issue(16)
    meeting.collect(16, attended=16)
    client = browse(meeting.cast.teller)
    assert "反对票" in text(client.get(at(meeting, "sheet/")))
    votes = {"p1": 12, "p2": 11, "p3": 10, "p4": 3}
    sheet = marked(16, 0, member={person: (n, 16 - n) for person, n in votes.items()})
    wrong = typed(sheet, collected=16, confirm="1") | {"member-abstain-p1": "1"}
    assert "一共 17 票" in text(client.post(at(meeting, "sheet/"), wrong))
    meeting.enter_both(sheet)
    meeting.declare()
    clerk = browse(meeting.cast.clerk)
    page = text(clerk.get(at(meeting, "next/", None)))
    assert "书记候选人" in page
    key = "officers/secretary,deputy-secretary/all"
    form = {
        "votes": [key],
        "day": PARTY_DAY.isoformat(),
        "stand-secretary": ["p1"],
        "key": "k",
        "confirm": "1",
    }
    assert clerk.post(at(meeting, "next/", None), form).status_code == 302
    assert [contest["post"] for contest in meeting.round.paper] == ["secretary"]


def test_a_void_election_says_that_it_is_held_anew(evening: Evening, browse: Browse) -> None:
    evening.hold(750, a_clear_result(), collected=700, voters=699)
    page = text(browse(evening.cast.clerk).get(at(evening, "", None)))
    assert "这次选举无效" in page
    assert "安排下一次投票" not in page


def test_a_void_runoff_is_shown_as_void_and_may_be_arranged_again(
    evening: Evening, browse: Browse
) -> None:
    sheet = members(450, 300, 200, 100)
    evening.hold(750, sheet, collected=700, voters=700)
    evening.arrange("runoff/member/all", day=POLLING_DAY)
    evening.issue(750, number=2)
    evening.collect(701, voters=700)
    evening.enter_both(choice(700, 1, member={"p4": 600, "p5": 100}))
    assert "这次投票无效" in text(browse(evening.cast.chair).get(at(evening, "declare/", 2)))
    evening.declare()
    page = text(browse(evening.cast.clerk).get(at(evening, "", 2)))
    assert "投票无效" in page
    assert "安排下一次投票" in page
