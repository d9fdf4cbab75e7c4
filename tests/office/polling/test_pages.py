"""Pages of the polling day (投票计票页): what is typed, looked at once more, and done once."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Protocol

import pytest
from django.test import Client
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.polling.conftest import PARTY_DAY, Evening, a_clear_result, choice, marked

from huanjie.domain.cycle import Stage
from huanjie.domain.sheets import Sheet as SheetOf
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, Settlement, Sheet
from huanjie.office.polling.sheetform import as_typed
from huanjie.office.polling.stored import opened

Browse = Callable[[User], Client]


def at(evening: Evening, page: str, number: int | None = 1) -> str:
    root = f"/elections/{evening.election.pk}/rounds/"
    return f"{root}{number}/{page}" if number else f"{root}{page}"


def typed(sheet: SheetOf, *, collected: int = 700, **more: str) -> dict[str, str]:
    own = {"key": uuid.uuid4().hex, "collected": str(collected)}
    return own | as_typed(sheet) | more


class Page(Protocol):
    """Whatever a browser was answered."""

    @property
    def content(self) -> bytes: ...


def text(page: Page) -> str:
    return page.content.decode()


@pytest.fixture
def counting(evening: Evening) -> Evening:
    """700 papers are collected."""
    evening.issue(750)
    evening.collect(700, voters=700)
    return evening


@pytest.fixture
def differing(counting: Evening) -> Evening:
    """Both sheets are in; of the chair's votes one differs."""
    other = choice(
        690,
        10,
        chair={"p1": 499, "p2": 190},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
    counting.enter_both(a_clear_result(), other)
    return counting


@pytest.mark.parametrize("who", ["clerk", "chair", "teller", "scrutineer", "observer", "town"])
def test_everybody_of_the_place_sees_every_stage_of_the_polling_day(
    evening: Evening, browse: Browse, who: str
) -> None:
    client = browse(getattr(evening.cast, who))
    assert "还没有投过票" in text(client.get(at(evening, "", None)))
    assert client.get(at(evening, "")).status_code == 404
    evening.issue(750)
    assert "正在投票" in text(client.get(at(evening, "")))
    evening.collect(700, voters=700)
    assert "第二十七条第二款" in text(client.get(at(evening, "")))
    evening.enter_both(a_clear_result())
    page = text(client.get(at(evening, "")))
    assert "雷一" in page
    assert "数字全部相同" in page
    evening.declare()
    page = text(client.get(at(evening, "")))
    assert "已宣布" in page
    assert "500" in page


@pytest.mark.parametrize(
    "page", ["", "1/", "1/issue/", "1/collect/", "1/sheet/", "1/compare/", "1/declare/", "next/"]
)
def test_no_page_is_there_for_another_unit(counting: Evening, browse: Browse, page: str) -> None:
    client = browse(counting.cast.stranger)
    assert client.get(at(counting, page, None)).status_code == 404
    assert client.post(at(counting, page, None), {"key": "k"}).status_code in (404, 405)


@pytest.mark.parametrize(
    ("page", "may"),
    [
        ("1/issue/", {"clerk", "chair"}),
        ("1/collect/", {"clerk", "chair"}),
        ("1/sheet/", {"teller"}),
        ("1/declare/", {"chair"}),
        ("next/", {"clerk", "chair"}),
    ],
)
def test_a_page_of_a_deed_opens_for_whoever_may_do_it(
    counting: Evening, browse: Browse, page: str, may: set[str]
) -> None:
    for who in ("clerk", "chair", "teller", "scrutineer", "observer", "town", "county"):
        answer = browse(getattr(counting.cast, who)).get(at(counting, page, None))
        assert answer.status_code == (200 if who in may else 403), who


def test_papers_are_issued_after_a_check_page_and_once(evening: Evening, browse: Browse) -> None:
    client = browse(evening.cast.clerk)
    form = {"issued": "９５０", "key": "one-form", "seen": str(evening.election.version)}
    page = text(client.post(at(evening, "issue/"), form))
    assert "比能参加投票的人多" in page
    assert not Round.objects.exists()
    for _ in range(2):  # a double click
        answer = client.post(at(evening, "issue/"), form | {"confirm": "1"})
        assert answer.status_code == 302
    assert Round.objects.get().issued == 950


def test_a_stale_form_is_answered_by_its_own_page(evening: Evening, browse: Browse) -> None:
    seen = str(evening.election.version)
    evening.issue(700)
    form = {"issued": "710", "because": "more", "key": "k", "seen": seen, "confirm": "1"}
    assert browse(evening.cast.chair).post(at(evening, "issue/"), form).status_code == 409
    assert Round.objects.get().issued == 700


@pytest.mark.parametrize("number", ["", "-1", "7.0", "7,00", "1_0", "٣", "1e3", "12345678", "0x1"])
def test_what_is_no_plain_number_is_not_read_as_one(
    evening: Evening, browse: Browse, number: str
) -> None:
    form = {"issued": number, "key": "k", "confirm": "1"}
    answer = browse(evening.cast.clerk).post(at(evening, "issue/"), form)
    assert answer.status_code == 422
    assert not Round.objects.exists()


def test_the_check_page_says_what_the_law_will_say(evening: Evening, browse: Browse) -> None:
    evening.issue(750)
    client = browse(evening.cast.clerk)
    form = {"collected": "701", "voters": "700", "key": "k", "sheets_in": "0"}
    page = text(client.post(at(evening, "collect/"), form))
    assert "这次投票无效" in page
    assert "第二十七条第二款" in page
    for _ in range(2):
        assert client.post(at(evening, "collect/"), form | {"confirm": "1"}).status_code == 302
    assert Round.objects.get().collected == 701


def test_the_check_page_of_a_correction_says_that_a_sheet_is_lost(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    client = browse(counting.cast.clerk)
    form = {"collected": "701", "voters": "701", "key": "k", "sheets_in": "1"}
    assert "已经交了一份计票单" in text(client.post(at(counting, "collect/"), form))
    assert Sheet.objects.exists()
    client.post(at(counting, "collect/"), form | {"confirm": "1"})
    assert not Sheet.objects.exists()


def test_voters_above_the_roll_go_back_into_the_form(evening: Evening, browse: Browse) -> None:
    evening.issue(950)
    form = {"collected": "901", "voters": "901", "key": "k"}
    answer = browse(evening.cast.clerk).post(at(evening, "collect/"), form)
    assert answer.status_code == 422
    assert "多于登记参加选举的 900 人" in text(answer)
    assert 'value="901"' in text(answer)


def test_a_sheet_is_looked_at_once_more_and_handed_in_once(
    counting: Evening, browse: Browse
) -> None:
    client = browse(counting.cast.teller)
    form = typed(a_clear_result())
    assert "逐项对一遍" in text(client.post(at(counting, "sheet/"), form))
    assert not Sheet.objects.exists()
    for _ in range(2):
        answer = client.post(at(counting, "sheet/"), form | {"confirm": "1"})
        assert answer.status_code == 302
    assert opened(Sheet.objects.get()) == a_clear_result()


def test_a_click_that_comes_twice_is_answered_alike_even_by_the_second_teller(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    client = browse(counting.cast.other_teller)
    form = typed(a_clear_result(), confirm="1")
    answers = [client.post(at(counting, "sheet/"), form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Sheet.objects.count() == 2


def test_every_contradiction_is_shown_and_what_was_typed_is_still_there(
    counting: Evening, browse: Browse
) -> None:
    form = typed(a_clear_result()) | {"chair-votes-p1": "691", "member-invalid": "11"}
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form | {"confirm": "1"})
    page = text(answer)
    assert answer.status_code == 422
    assert "得赞成 691 票" in page
    assert "多 1 张" in page
    assert 'value="691"' in page
    assert not Sheet.objects.exists()


def test_a_number_that_was_left_out_is_asked_for(counting: Evening, browse: Browse) -> None:
    form = typed(a_clear_result()) | {"chair-votes-p1": ""}
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form | {"confirm": "1"})
    assert "没有的写 0" in text(answer)
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"chair-votes-p9": "5"},
        {"chair-votes-p3": "5"},
        {"secretary-valid": "690"},
        {"chair-oppose-p1": "5"},
        {"chair-name-60": "盘古月"},
    ],
)
def test_a_column_that_the_paper_has_not_is_refused(
    counting: Evening, browse: Browse, forged: dict[str, str]
) -> None:
    form = typed(a_clear_result(), confirm="1") | forged
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form)
    assert answer.status_code == 422
    assert "没有的栏目" in text(answer)
    assert not Sheet.objects.exists()


def test_one_more_row_keeps_what_was_typed_and_stores_nothing(
    counting: Evening, browse: Browse
) -> None:
    form = {"chair-valid": "6九", "chair-name-0": "盘古月", "chair-name-1": "", "more": "chair"}
    page = text(browse(counting.cast.teller).post(at(counting, "sheet/"), form))
    assert 'value="6九"' in page
    assert 'value="盘古月"' in page
    assert 'name="chair-name-2"' in page
    assert 'name="member-name-2"' not in page
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"chair-name-0": "盘古月"}, "没有写得票"),
        ({"chair-number-0": "3"}, "没有写姓名"),
        ({"chair-name-0": "盘古月", "chair-number-0": "0"}, "没有人写"),
        ({"chair-name-0": "蓝 志强", "chair-number-0": "1"}, "印在选票上"),
        ({"chair-name-0": "=1+1", "chair-number-0": "1"}, "不能用的字符"),
        (
            {
                "chair-name-0": "盘古月",
                "chair-number-0": "1",
                "chair-name-1": "盘 古月",
                "chair-number-1": "1",
            },
            "两行",
        ),
    ],
)
def test_a_row_of_somebody_written_in_is_whole_or_refused(
    counting: Evening, browse: Browse, row: dict[str, str], says: str
) -> None:
    form = typed(a_clear_result(), confirm="1") | {"chair-votes-p2": "180"} | row
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form)
    assert says in text(answer)
    assert not Sheet.objects.exists()


def test_the_first_teller_sees_their_own_sheet_and_may_mend_it(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    assert 'value="500"' in text(browse(counting.cast.teller).get(at(counting, "sheet/")))
    counting.enter(a_clear_result(), second=True)
    page = text(browse(counting.cast.teller).get(at(counting, "sheet/")))
    assert "不能再改" in page
    assert 'value="500"' not in page


def test_pages_of_counts_are_kept_by_no_browser(counting: Evening, browse: Browse) -> None:
    answer = browse(counting.cast.teller).get(at(counting, "sheet/"))
    assert "no-store" in answer["Cache-Control"]


def test_differences_are_marked_with_a_word_and_settled_by_the_scrutineer(
    differing: Evening, browse: Browse
) -> None:
    client = browse(differing.cast.scrutineer)
    page = text(client.get(at(differing, "compare/")))
    assert page.count("不同</span>") == 1
    assert "重新清点" in page
    form = {"choice-0": "second", "own-0": "", "key": "one-form"}
    for _ in range(2):
        assert client.post(at(differing, "compare/"), form).status_code == 302
    assert Settlement.objects.get().content["contests"]["chair"]["votes"]["p1"] == 499


def test_a_number_left_over_beside_another_choice_counts_for_nothing(
    differing: Evening, browse: Browse
) -> None:
    form = {"choice-0": "second", "own-0": "498", "key": "k"}
    browse(differing.cast.scrutineer).post(at(differing, "compare/"), form)
    assert Settlement.objects.get().content["contests"]["chair"]["votes"]["p1"] == 499


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "有几处要改"),
        ({"choice-0": "third"}, "有几处要改"),
        ({"choice-0": "own"}, "写上重新清点的数"),
        ({"choice-0": "first", "choice-1": "first"}, "没有的栏目"),
        ({"choice-0": "own", "own-0": "691"}, "有效票只有 690 张"),
    ],
)
def test_a_settlement_is_one_number_for_each_difference(
    differing: Evening, browse: Browse, form: dict[str, str], says: str
) -> None:
    answer = browse(differing.cast.scrutineer).post(at(differing, "compare/"), form | {"key": "k"})
    assert answer.status_code == 422
    assert says in text(answer)
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "chair", "teller", "observer", "town"])
def test_others_see_the_differences_and_settle_nothing(
    differing: Evening, browse: Browse, who: str
) -> None:
    client = browse(getattr(differing.cast, who))
    page = text(client.get(at(differing, "compare/")))
    assert "499" in page
    assert "choice-0" not in page
    form = {"choice-0": "second", "key": "k"}
    assert client.post(at(differing, "compare/"), form).status_code == 403


def test_the_declaration_shows_its_sums_and_articles_and_is_made_once(
    counting: Evening, browse: Browse
) -> None:
    client = browse(counting.cast.chair)
    assert "两份计票单交齐以后" in text(client.get(at(counting, "declare/")))
    counting.enter_both(a_clear_result())
    page = text(client.get(at(counting, "declare/")))
    assert "第十八条第二款" in page
    assert "即至少 351" in page
    assert "蓝志强" in page
    form = {"key": "one-form", "seen": str(counting.election.version), "confirm": "1"}
    for _ in range(2):
        answer = client.post(at(counting, "declare/"), form)
        assert answer.status_code == 302
        assert answer["Location"] == f"/elections/{counting.election.pk}/result/"
    counting.election.refresh_from_db()
    assert counting.election.stage == Stage.DECLARED


def test_a_post_without_the_confirmation_declares_nothing(
    counting: Evening, browse: Browse
) -> None:
    counting.enter_both(a_clear_result())
    browse(counting.cast.chair).post(at(counting, "declare/"), {"key": "k"})
    assert Round.objects.get().declared_at is None


def test_differences_that_nobody_settled_hold_up_the_declaration(
    differing: Evening, browse: Browse
) -> None:
    client = browse(differing.cast.chair)
    assert "监票人认定以后" in text(client.get(at(differing, "declare/")))
    answer = client.post(at(differing, "declare/"), {"key": "k", "confirm": "1"})
    assert answer.status_code == 422
    assert Round.objects.get().declared_at is None


def test_a_settlement_made_meanwhile_makes_the_declaration_stale(
    differing: Evening, browse: Browse
) -> None:
    seen = str(differing.election.version)
    form = {"choice-0": "second", "own-0": "", "key": "k"}
    browse(differing.cast.scrutineer).post(at(differing, "compare/"), form)
    answer = browse(differing.cast.chair).post(
        at(differing, "declare/"), {"key": "k", "confirm": "1", "seen": seen}
    )
    assert answer.status_code == 409


def test_a_runoff_is_arranged_after_its_paper_was_looked_at(
    evening: Evening, browse: Browse
) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 300, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
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
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 300, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
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


def test_a_number_that_is_no_vote_has_no_page(
    ready: Election, cast: Cast, browse: Browse, polling_day: None
) -> None:
    evening = Evening(ready, cast)
    client = browse(cast.clerk)
    assert client.get(at(evening, "issue/", 2)).status_code == 404
    assert client.get(at(evening, "collect/", 1)).status_code == 404


def test_a_void_election_says_that_it_is_held_anew(evening: Evening, browse: Browse) -> None:
    evening.hold(750, a_clear_result(), collected=700, voters=699)
    page = text(browse(evening.cast.clerk).get(at(evening, "", None)))
    assert "这次选举无效" in page
    assert "安排下一次投票" not in page


def test_a_void_runoff_is_shown_as_void_and_may_be_arranged_again(
    evening: Evening, browse: Browse
) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 300, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
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
