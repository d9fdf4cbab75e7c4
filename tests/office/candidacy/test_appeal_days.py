"""The days of an appeal (申诉的期限) where a province gives them: Hainan art. 21, three to object
from the day on which the finding is posted, and three to answer.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.candidacy.conftest import CLEAN, publish, put_up, put_up_enough, under
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.departure import Reason
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import Decision, bar_nominee, decide_appeal, file_appeal
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.departing import Leaving, fill_up, leave_list
from huanjie.office.candidacy.models import Barring, Nominee
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.candidacy.terms import term_of
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.sight import sight_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
DAY = datetime.timedelta(days=1)
LAST = OPENED_ON + 3 * DAY
"""the third day after Monday, a Thursday"""
FILED = LAST
ANSWER = datetime.date(2026, 5, 25)
"""three days after that Thursday is a Sunday: the period runs on to Monday"""
ARTICLE = "第二十一条第二款"
PUNISHED = Leaving(
    reason=Reason.INELIGIBLE,
    document="判决书1号",
    received_on=OPENED_ON,
    facts={"criminal_punishment": True},
)
DISMISSED = Decision(is_upheld=False, document="复核决定1号", facts={}, evidence="")


@pytest.fixture
def punished(cast: Cast, village_election: Election) -> Election:
    """Under the law of Hainan, 钟一鸣 (p1) declared a punishment."""
    under(village_election, "hainan")
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    declare(cast, village_election)
    return village_election


def declare(cast: Cast, election: Election) -> None:
    declare_facts(
        acting_user=act(cast.clerk),
        election=election,
        people=("p1",),
        facts=CLEAN | {"criminal_punishment": True},
        reference="本人声明",
    )


def bar(cast: Cast, election: Election, until: datetime.date | None = None) -> Barring:
    bar_nominee(acting_user=act(cast.clerk), election=election, person="p1", appeal_until=until)
    return Barring.objects.get()


def appeal(cast: Cast, election: Election, filed_on: datetime.date) -> None:
    file_appeal(acting_user=act(cast.clerk), election=election, person="p1", filed_on=filed_on)


def take_off(cast: Cast, election: Election, name: str, said: Leaving) -> None:
    row = Nominee.objects.get(election=election, name=name)
    leave_list(acting_user=act(cast.chair), election=election, nominee=row.pk, leaving=said)


def in_the_way(election: Election, today: datetime.date) -> str:
    found = obstacles(slate_of(election), today=today, named=True)
    return next((each.says for each in found if "申诉" in each.says), "")


# Until when to appeal


@pytest.mark.parametrize("stated", [None, LAST])
def test_the_last_day_is_computed_and_may_be_said_again(
    cast: Cast, punished: Election, stated: datetime.date | None
) -> None:
    assert bar(cast, punished, stated).appeal_until == LAST


@pytest.mark.parametrize("stated", [LAST - DAY, LAST + DAY])
def test_an_earlier_or_a_later_day_is_refused_with_the_article(
    cast: Cast, punished: Election, stated: datetime.date
) -> None:
    with pytest.raises(BadInput, match=ARTICLE) as refused:
        bar(cast, punished, stated)
    assert refused.value.at == "appeal_until"
    assert not Barring.objects.exists()


def test_an_appeal_is_taken_on_the_third_day_and_refused_after_it(
    cast: Cast, punished: Election
) -> None:
    bar(cast, punished)
    with on(LAST + DAY):
        with pytest.raises(BadInput, match=f"已经过了|{ARTICLE}") as refused:
            appeal(cast, punished, LAST + DAY)
        assert ARTICLE in refused.value.says
        appeal(cast, punished, LAST)
    assert Barring.objects.get().filed_on == LAST


@pytest.mark.parametrize(("day", "last"), [(19, 22), (20, None)])
def test_nobody_is_barred_so_late_that_the_days_do_not_fit_before_the_list(
    cast: Cast, punished: Election, day: int, last: int | None
) -> None:
    """The list is due on 23 June; three days after the 19th is the Monday before it."""
    with on(datetime.date(2026, 6, day)):
        if last:
            assert bar(cast, punished).appeal_until == datetime.date(2026, 6, last)
        else:
            with pytest.raises(BadInput, match="不早于公布候选人的最后一天") as refused:
                bar(cast, punished)
            assert "推迟选举日" in refused.value.remedy


def test_a_published_candidate_who_lost_the_right_has_the_same_days(
    cast: Cast, village_election: Election
) -> None:
    under(village_election, "hainan")
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    take_off(cast, village_election, "钟一鸣", PUNISHED)
    assert Barring.objects.get().appeal_until == LAST


@pytest.mark.parametrize(
    ("filled_first", "last"), [(False, POLLING_DAY - DAY), (True, POLLING_DAY - 2 * DAY)]
)
def test_a_term_that_was_cut_keeps_its_article_when_filling_begins_and_when_it_ends(
    cast: Cast, village_election: Election, filled_first: bool, last: datetime.date
) -> None:
    """Before the poll on Sunday, and while a place is filled before the Saturday."""
    own = under(village_election, "hainan")
    put_up_enough(cast, own)
    publish(cast, own)
    with on(POLLING_DAY - 2 * DAY):
        if filled_first:
            died = Leaving(reason=Reason.DIED, document="证明1号", received_on=OPENED_ON)
            take_off(cast, own, "丁大山", died)
            fill_up(acting_user=act(cast.chair), election=own)
        take_off(cast, own, "钟一鸣", PUNISHED)
        barring = Barring.objects.get()
        assert barring.appeal_until == last
        own.candidates_published_on = POLLING_DAY - 2 * DAY if filled_first else None
        own.save()
        term = term_of(own, barring)
    assert term.appeal
    assert term.rule
    assert (term.appeal.last_day, term.appeal.grounds[0].article) == (last, ARTICLE)


# By when to answer


@pytest.mark.parametrize(("today", "late"), [(FILED, False), (ANSWER, False), (ANSWER + DAY, True)])
def test_an_appeal_that_waits_is_late_after_its_last_day(
    cast: Cast, punished: Election, today: datetime.date, late: bool
) -> None:
    barring = bar(cast, punished)
    with on(FILED):
        appeal(cast, punished, FILED)
    barring.refresh_from_db()
    with on(today):
        term = term_of(punished, barring)
        assert term.answer
        assert (term.answer.last_day, term.is_late) == (ANSWER, late)
        says = in_the_way(punished, today)
    assert "最迟2026年5月25日（周一）答复" in says
    assert ("已经逾期" in says) is late


def test_an_appeal_that_waits_is_among_what_is_to_be_done_by_its_day(
    cast: Cast, punished: Election
) -> None:
    bar(cast, punished)
    assert facts_of(punished).appeals == 0
    with on(FILED):
        appeal(cast, punished, FILED)
    known = facts_of(punished)
    assert (known.appeals, known.appeals_due) == (1, (ANSWER,))
    with on(ANSWER + DAY):
        steps = {each.task.key: each for each in sight_of(cast.town, punished).steps}
    assert steps["appeals"].is_late
    assert steps["appeals"].task.by == ANSWER
    assert next(each.article for each in steps["appeals"].task.grounds) == ARTICLE


@pytest.mark.parametrize(("today", "late"), [(ANSWER, False), (ANSWER + DAY, True)])
def test_a_late_answer_is_still_one_and_stays_late(
    cast: Cast, punished: Election, today: datetime.date, late: bool
) -> None:
    barring = bar(cast, punished)
    with on(FILED):
        appeal(cast, punished, FILED)
    with on(today):
        decide_appeal(
            acting_user=act(cast.chair), election=punished, person="p1", decision=DISMISSED
        )
    barring.refresh_from_db()
    with on(ANSWER + 30 * DAY):
        assert term_of(punished, barring).is_late is late


def test_nobody_waits_for_an_answer_before_an_appeal(cast: Cast, punished: Election) -> None:
    term = term_of(punished, bar(cast, punished))
    assert (term.answer, term.is_late) == (None, False)
    assert term.appeal


# Where no law says


@pytest.mark.parametrize("region", [None, "zhejiang", "hebei"])
def test_where_no_law_says_whoever_holds_the_election_sets_the_day(
    cast: Cast, punished: Election, region: str | None
) -> None:
    under(punished, region)
    with pytest.raises(BadInput, match="申诉的最后一天从今天起") as refused:
        bar(cast, punished)
    assert refused.value.at == "appeal_until"
    barring = bar(cast, punished, OPENED_ON + DAY)
    appeal(cast, punished, OPENED_ON)
    barring.refresh_from_db()
    term = term_of(punished, barring)
    assert (term.appeal, term.answer, term.rule) == (None, None, None)
    assert in_the_way(punished, OPENED_ON) == "钟一鸣的申诉还没有决定"


def test_a_day_that_was_set_before_the_law_was_known_stays(cast: Cast, punished: Election) -> None:
    under(punished, None)
    barring = bar(cast, punished, OPENED_ON + 9 * DAY)
    under(punished, "hainan")
    assert barring.appeal_until == OPENED_ON + 9 * DAY
    assert term_of(punished, barring).appeal is None


# Pages and the letter


def at(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/candidates/findings/{rest}"


def test_the_page_shows_the_day_with_its_article_and_asks_for_none(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = client.get(at(punished, "p1/bar/")).content.decode()
    assert "5月21日" in page
    assert ARTICLE in page
    other = client.post(at(punished, "p1/bar/"), {"key": "a", "appeal_until": "2026-05-22"})
    assert other.status_code == 422
    assert ARTICLE in other.content.decode()
    check = client.post(at(punished, "p1/bar/"), {"key": "b"}).content.decode()
    assert "5月21日" in check
    assert ARTICLE in check
    form = {"key": "c", "confirm": "1"}
    assert client.post(at(punished, "p1/bar/"), form).status_code == 302
    shown = client.get(at(punished, "p1/")).content.decode()
    assert ARTICLE in shown
    assert "法律没有规定期限" not in shown


def test_the_findings_mark_an_answer_that_is_late(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    bar(cast, punished)
    with on(FILED):
        appeal(cast, punished, FILED)
    client = browse(cast.clerk)
    for today, late in ((ANSWER, False), (ANSWER + DAY, True)):
        with on(today):
            for rest in ("", "p1/"):
                page = client.get(at(punished, rest)).content.decode()
                assert "5月25日" in page
                assert ("逾期" in page) is late


def test_the_letter_says_the_days_and_who_answers(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    bar(cast, punished)
    answer = browse(cast.clerk).get(at(punished, "p1/notice/"))
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    text = "".join(each.text for each in document.paragraphs)
    assert "2026年5月21日（周四）以前（含当日）向村民选举委员会书面申诉" in text
    assert "村民选举委员会自收到之日起 3 日内复核，答复您并张榜公布" in text
    assert "《海南省村民委员会选举办法》第二十一条第二款" in text
    assert "法律没有规定" not in text


def test_elsewhere_the_letter_says_that_no_law_sets_the_day(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    under(punished, None)
    bar(cast, punished, LAST)
    answer = browse(cast.clerk).get(at(punished, "p1/notice/"))
    document = docx.Document(io.BytesIO(answer.content))
    text = "".join(each.text for each in document.paragraphs)
    assert "法律没有规定申诉的期限" in text
