"""Objections to nominees (对人选的异议): on a condition of the law, in the notice, and decided by
facts that the finding itself follows.
"""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.candidacy.conftest import publish
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.notices.conftest import AFTER, DECIDED, LAST, POSTED, object_to, post

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.domain.objection import State
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import bar_nominee
from huanjie.office.candidacy.facts import put_facts
from huanjie.office.candidacy.models import Departure, Nominee, StatedFact
from huanjie.office.candidacy.paper import first_paper_of
from huanjie.office.candidacy.services import decline
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.deeds.models import Entry
from huanjie.office.gates import issues_before
from huanjie.office.keeping.wiping import WIPERS
from huanjie.office.notices.models import NomineeObjection
from huanjie.office.notices.objecting import (
    LONGEST_NOTE,
    dismiss_nominee_objection,
    facts_behind,
    uphold_nominee_objection,
    withdraw_nominee_objection,
)
from huanjie.office.notices.period import answer_due
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.nextstep import tasks
from huanjie.office.planning.laws import schedule_of
from huanjie.office.planning.models import Election

PUNISHED = {"criminal_punishment": True}


def uphold(
    cast: Cast,
    election: Election,
    number: int = 1,
    *,
    facts: dict[str, object] | None = None,
    appeal_until: datetime.date | None = DECIDED,
) -> int:
    with on(DECIDED):
        return uphold_nominee_objection(
            acting_user=act(cast.chair),
            election=election,
            objection=number,
            facts=PUNISHED if facts is None else facts,
            evidence="法院判决书，2024年第8号",
            appeal_until=appeal_until if election.stage == Stage.READY else None,
        )


def dismiss(cast: Cast, election: Election, number: int = 1) -> int:
    with on(DECIDED):
        return dismiss_nominee_objection(
            acting_user=act(cast.chair), election=election, objection=number
        )


def withdraw(cast: Cast, election: Election, number: int = 1) -> int:
    with on(DECIDED):
        return withdraw_nominee_objection(
            acting_user=act(cast.clerk), election=election, objection=number
        )


def test_who_raised_it_is_kept_where_nobody_can_read_it_and_the_log_names_nobody(
    cast: Cast, posted: Election
) -> None:
    assert object_to(cast, posted) == 1
    kept = NomineeObjection.objects.get()
    assert (kept.raised_by, kept.phone, kept.note) == ("蓝小田", "13800001234", "2024年被判处刑罚")
    with connection.cursor() as cursor:
        cursor.execute("SELECT raised_by, phone, note FROM notices_nomineeobjection")
        raw = b"".join(bytes(each) for each in cursor.fetchone())
    assert "蓝小田".encode() not in raw
    assert b"13800001234" not in raw
    payload = Entry.objects.latest("pk").payload
    assert payload
    assert json.loads(payload) == {"objection": 1, "on": "2026-06-05"}


def test_whoever_gives_no_name_is_not_stored(cast: Cast, posted: Election) -> None:
    object_to(cast, posted, raised_by="", phone="")
    kept = NomineeObjection.objects.get()
    assert (kept.raised_by, kept.phone) == (None, None)


def test_a_phone_without_a_name_is_refused(cast: Cast, posted: Election) -> None:
    with pytest.raises(BadInput, match="不留手机号") as refused:
        object_to(cast, posted, raised_by=" ")
    assert refused.value.at == "phone"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("person", "p99", "这次公示里没有"),
        ("ground", "belief", "任职条件里没有"),
        ("ground", "", "任职条件里没有"),
        ("note", "字" * (LONGEST_NOTE + 1), "超过 200 个字"),
        ("phone", "123", "看上去不对"),
        ("received_on", DECIDED + datetime.timedelta(days=1), "还没有到"),
        ("received_on", POSTED - datetime.timedelta(days=1), "才公布"),
    ],
)
def test_what_is_no_objection_is_refused_at_its_field(
    cast: Cast, posted: Election, field: str, value: object, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        object_to(cast, posted, **{field: value})
    assert refused.value.at == field
    assert not NomineeObjection.objects.exists()


def test_a_note_of_200_characters_is_taken(cast: Cast, posted: Election) -> None:
    object_to(cast, posted, note="字" * LONGEST_NOTE)
    assert NomineeObjection.objects.get().note == "字" * LONGEST_NOTE


def test_what_came_on_the_last_day_is_taken_even_if_entered_after(
    cast: Cast, posted: Election
) -> None:
    assert object_to(cast, posted, received_on=LAST, today=AFTER) == 1


def test_what_came_after_the_last_day_is_refused_with_its_ground(
    cast: Cast, posted: Election
) -> None:
    with pytest.raises(BadInput, match="异议期到2026年6月8日（周一） 24 时为止") as refused:
        object_to(cast, posted, received_on=AFTER, today=AFTER)
    assert "选举办法" in refused.value.says
    assert "资格审查页" in refused.value.remedy


def test_without_a_notice_there_is_nothing_to_object_to(cast: Cast, slate: Election) -> None:
    with pytest.raises(BadInput, match="还没有公示"):
        object_to(cast, slate)


def test_the_answer_is_due_in_the_working_days_that_the_unit_decided(
    cast: Cast, posted: Election
) -> None:
    object_to(cast, posted)
    kept = NomineeObjection.objects.get()
    due = answer_due(kept.notice, kept.received_on)
    assert due.last_day == datetime.date(2026, 6, 10)  # Friday; then Monday to Wednesday
    assert due.grounds[0].rank == "unit-decision"


def test_while_one_waits_the_candidates_are_not_published(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    with on(AFTER):
        says = [x.says for x in obstacles(slate_of(posted), today=AFTER, named=False)]
        assert says == ["对人选的异议还有 1 件没有决定"]
        with pytest.raises(BadInput, match="还有 1 件没有决定"):
            publish(cast, posted)
    dismiss(cast, posted)
    with on(AFTER):
        assert publish(cast, posted)


def test_an_upheld_one_states_the_fact_and_the_finding_bars(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    assert [each.fact for each in facts_behind(NomineeObjection.objects.get())] == list(PUNISHED)
    assert uphold(cast, posted) == 1
    fact = StatedFact.objects.latest("pk")
    assert (fact.person, fact.fact, fact.source) == ("p1", "criminal_punishment", "document")
    assert fact.reference == "法院判决书，2024年第8号"
    assert Nominee.objects.get(person="p1").state == NomineeState.NOMINEE
    with on(AFTER):
        says = [x.says for x in obstacles(slate_of(posted), today=AFTER, named=True)]
        assert says == ["钟一鸣不符合“没有因犯罪受过刑事处罚”"]
        bar_nominee(acting_user=act(cast.clerk), election=posted, person="p1", appeal_until=AFTER)
    assert Nominee.objects.get(person="p1").state == NomineeState.BARRED


def test_whoever_left_by_an_objection_is_missed_with_the_article(
    cast: Cast, posted: Election
) -> None:
    object_to(cast, posted)
    uphold(cast, posted)
    with on(AFTER):
        row = Nominee.objects.get(person="p1")
        decline(acting_user=act(cast.clerk), election=posted, nominee=row.pk, document="退出声明")
        left = obstacles(slate_of(posted), today=AFTER, named=True)
    assert ["主任" in each.says and "现有 1 人" in each.says for each in left] == [True]
    assert left[0].grounds


@pytest.mark.parametrize("facts", [{}, {"criminal_punishment": False}])
def test_facts_that_do_not_bar_uphold_nothing(
    cast: Cast, posted: Election, facts: dict[str, object]
) -> None:
    object_to(cast, posted)
    before = StatedFact.objects.count()
    with pytest.raises(BadInput, match="没有认定这个人不符合") as refused:
        uphold(cast, posted, facts=facts)
    assert refused.value.at == "criminal_punishment"
    assert StatedFact.objects.count() == before
    assert NomineeObjection.objects.get().state == State.RAISED


def test_another_condition_does_not_uphold_an_objection(cast: Cast, posted: Election) -> None:
    object_to(cast, posted, ground="expelled")
    with pytest.raises(BadInput, match="没有被开除"):
        uphold(cast, posted)


def test_a_fact_that_no_condition_names_is_refused(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    with pytest.raises(BadInput, match="资格条件没有问到"):
        uphold(cast, posted, facts={"petitions": True})


@pytest.mark.parametrize("first", [uphold, dismiss, withdraw])
@pytest.mark.parametrize("second", [uphold, dismiss, withdraw])
def test_what_is_over_is_decided_no_more(
    cast: Cast, posted: Election, first: type, second: type
) -> None:
    object_to(cast, posted)
    first(cast, posted)
    with pytest.raises(BadInput, match="这件异议现在是"):
        second(cast, posted)


def test_what_the_facts_bar_is_not_decided_otherwise(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    put_facts(posted, "p1", PUNISHED, source="document", reference="判决书")
    with pytest.raises(BadInput, match="这个人不符合“没有因犯罪受过刑事处罚”，不能决定不成立"):
        dismiss(cast, posted)
    assert NomineeObjection.objects.get().state == State.RAISED
    uphold(cast, posted, facts={})


def test_an_objection_belongs_to_the_notice_that_hung_when_it_came(
    cast: Cast, posted: Election
) -> None:
    post(cast, posted, posted_on=AFTER, today=AFTER)
    object_to(cast, posted, received_on=DECIDED, today=AFTER)
    object_to(cast, posted, received_on=AFTER, today=AFTER, person="p2")
    assert [each.notice.number for each in NomineeObjection.objects.all()] == [1, 2]


def test_a_candidate_is_not_struck_off_without_a_day_to_appeal(
    cast: Cast, published: Election
) -> None:
    object_to(cast, published)
    with pytest.raises(BadInput) as refused:
        uphold(cast, published, appeal_until=None)
    assert refused.value.at == "appeal_until"
    assert NomineeObjection.objects.get().state == State.RAISED


def test_what_nobody_signed_nobody_takes_back(cast: Cast, posted: Election) -> None:
    object_to(cast, posted, raised_by="", phone="")
    with pytest.raises(BadInput, match="没有署名"):
        withdraw(cast, posted)
    dismiss(cast, posted)


def test_nobody_but_the_chair_decides(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    for user in (cast.clerk, cast.town, cast.county, cast.observer):
        with pytest.raises(PermissionDenied), on(DECIDED):
            dismiss_nominee_objection(acting_user=act(user), election=posted, objection=1)


def test_one_that_is_not_there_is_refused(cast: Cast, posted: Election) -> None:
    with pytest.raises(BadInput, match="没有第 7 号异议"):
        dismiss(cast, posted, 7)


# After the candidates are published


@pytest.fixture
def published(cast: Cast, slate: Election) -> Election:
    with on(POSTED):
        publish(cast, slate)
    post(cast, slate, days=None)
    return slate


def test_an_upheld_one_takes_a_published_candidate_off_the_paper(
    cast: Cast, published: Election
) -> None:
    object_to(cast, published)
    uphold(cast, published)
    assert Nominee.objects.get(person="p1").state == NomineeState.BARRED
    names = [x["name"] for each in first_paper_of(published) for x in each["candidates"]]
    assert "钟一鸣" not in names
    assert "丁大山" in names


def test_ballots_wait_where_too_few_are_left_and_it_says_what_to_do(
    cast: Cast, published: Election
) -> None:
    object_to(cast, published)
    with on(POLLING_DAY):
        assert [x.says for x in issues_before(Action.ISSUE_PAPERS, published)] == [
            "对人选的异议还有 1 件没有决定"
        ]
    uphold(cast, published)
    with on(POLLING_DAY - datetime.timedelta(days=1)):
        short, hanging = issues_before(Action.ISSUE_PAPERS, published)
    assert "第十八条第一款" in short.says
    assert "递补候选人" in short.remedy
    assert "公示到2026年6月27日" in hanging.says
    with on(POLLING_DAY):
        (late,) = issues_before(Action.ISSUE_PAPERS, published)
    assert "选举日要推迟" in late.remedy
    gone = Departure.objects.get()
    assert (gone.reason, gone.document) == ("objection", "法院判决书，2024年第8号")


def test_a_dismissed_one_leaves_the_list_as_it_was(cast: Cast, published: Election) -> None:
    object_to(cast, published)
    dismiss(cast, published)
    with on(POLLING_DAY):
        assert not list(issues_before(Action.ISSUE_PAPERS, published))
    assert Nominee.objects.get(person="p1").state == NomineeState.CANDIDATE


def test_who_objected_and_what_they_wrote_goes_with_the_facts(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    dismiss(cast, posted)
    WIPERS["eligibility-facts"](posted)
    kept = NomineeObjection.objects.get()
    assert (kept.raised_by, kept.phone, kept.note) == (None, None, None)
    assert kept.state == State.DISMISSED


def test_one_that_waits_is_the_next_step_until_it_is_decided(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    object_to(cast, posted, received_on=POSTED)
    with on(DECIDED):
        found = facts_of(posted)
        assert found.answers_due == (datetime.date(2026, 6, 4), datetime.date(2026, 6, 10))
        steps = tasks(found, schedule_of(posted), DECIDED)
        own = next(each for each in steps if each.key == "nominee-objections")
        assert own.by == datetime.date(2026, 6, 4)
        assert own.page == "public-notice"
    dismiss(cast, posted, 1)
    dismiss(cast, posted, 2)
    with on(DECIDED):
        left = tasks(facts_of(posted), schedule_of(posted), DECIDED)
    assert own.key not in {each.key for each in left}
