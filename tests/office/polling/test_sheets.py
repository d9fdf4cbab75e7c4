"""Two sheets (两份计票单): entered by two people, each whole or not at all."""

from __future__ import annotations

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.conftest import act
from tests.office.polling.conftest import Evening, a_clear_result, choice
from tests.office.polling.votes import first_vote

from huanjie.domain.contest import Post
from huanjie.domain.permission import Role
from huanjie.domain.sheets import Sheet as SheetOf
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.polling import services
from huanjie.office.polling.models import Sheet
from huanjie.office.polling.services import Contradictory
from huanjie.office.polling.stored import both_of, opened
from huanjie.office.units.models import Assignment

CHAIR = Post("chair")


def test_a_sheet_is_kept_as_it_was_entered(counting: Evening) -> None:
    sheet = first_vote(chair={"p1": 400, "p2": 280, "盘古月": 3})
    counting.enter(sheet)
    assert opened(Sheet.objects.get()) == sheet


def test_the_database_holds_no_readable_sheet(counting: Evening) -> None:
    counting.enter(a_clear_result())
    with connection.cursor() as cursor:
        cursor.execute("select content from polling_sheet")
        kept = bytes(cursor.fetchone()[0])
    assert kept
    assert b"votes" not in kept


def test_the_log_keeps_every_number_and_no_name_that_was_written_in(counting: Evening) -> None:
    counting.enter(first_vote(chair={"p1": 400, "p2": 280, "盘古月": 3}))
    payload = Entry.objects.latest("pk").payload or ""
    assert '"p1":400' in payload
    assert '"write_ins":[3]' in payload
    assert "盘古月" not in payload


def test_every_contradiction_is_told_at_once(counting: Evening) -> None:
    wrong = choice(
        690,
        11,
        chair={"p1": 691, "p2": 0},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 400},
        妇女委员={"p7": 400, "p8": 280},
    )
    with pytest.raises(Contradictory) as refused:
        counting.enter(wrong)
    said = "".join(refused.value.each)
    assert len(refused.value.each) >= 5
    assert "主任" in said
    assert "多 1 张" in said
    assert "有效票只有 690 张" in said
    assert "最多 1380 票" in said
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(("invalid", "adds_up"), [(10, True), (9, False), (11, False)])
def test_valid_and_invalid_papers_are_those_collected(
    counting: Evening, invalid: int, adds_up: bool
) -> None:
    if adds_up:
        counting.enter(a_clear_result(invalid=invalid))
        return
    with pytest.raises(Contradictory):
        counting.enter(a_clear_result(invalid=invalid))


def test_a_sheet_of_another_paper_is_refused(counting: Evening) -> None:
    with pytest.raises(Contradictory, match="缺少"):
        counting.enter(choice(690, 10, chair={"p1": 500, "p2": 190}))
    with pytest.raises(Contradictory, match="候选人"):
        counting.enter(first_vote(chair={"p1": 500, "p2": 190, "p9": 0}))


@pytest.mark.parametrize("name", ["p3", "蓝 志强", "＝1+1", "", "张" * 61])
def test_what_is_no_name_cannot_be_written_in(counting: Evening, name: str) -> None:
    sheet = first_vote(chair={"p1": 400, "p2": 280})
    chair = dataclasses.replace(sheet.contests[CHAIR], write_ins={name: 3})
    with pytest.raises(BadInput):
        counting.enter(SheetOf(contests=dict(sheet.contests) | {CHAIR: chair}))
    assert not Sheet.objects.exists()


def test_a_number_below_zero_is_refused(counting: Evening) -> None:
    with pytest.raises(BadInput):
        counting.enter(first_vote(chair={"p1": 400, "p2": -1}))
    assert not Sheet.objects.exists()


def test_a_teller_replaces_their_own_sheet_until_the_other_is_in(counting: Evening) -> None:
    counting.enter(first_vote(chair={"p1": 400, "p2": 200}))
    assert counting.enter(a_clear_result()) == 1
    assert Sheet.objects.count() == 1
    assert counting.enter(a_clear_result(), second=True) == 2
    with pytest.raises(BadInput, match="不能再改"):
        counting.enter(a_clear_result())


def test_the_second_teller_who_replaces_a_sheet_keeps_its_place(counting: Evening) -> None:
    counting.enter(a_clear_result(), second=True)
    counting.enter(a_clear_result(), second=True)
    assert counting.enter(a_clear_result()) == 2


def test_there_is_no_third_sheet(counting: Evening) -> None:
    counting.enter_both(a_clear_result())
    third = counting.cast.scrutineer
    Assignment.objects.create(user=third, role=Role.TELLER, unit=counting.election.unit)
    with pytest.raises(BadInput, match="已经有两名计票人"):
        services.enter_sheet(
            acting_user=act(third),
            election=counting.election,
            number=1,
            collected=700,
            sheet=a_clear_result(),
        )


@pytest.mark.parametrize(
    "who", ["clerk", "chair", "scrutineer", "observer", "town", "county", "stranger"]
)
def test_only_tellers_enter_sheets(counting: Evening, who: str) -> None:
    with pytest.raises(PermissionDenied):
        services.enter_sheet(
            acting_user=act(getattr(counting.cast, who)),
            election=counting.election,
            number=1,
            collected=700,
            sheet=a_clear_result(),
        )


def test_a_sheet_that_was_filled_in_before_the_papers_were_corrected_is_refused(
    counting: Evening,
) -> None:
    with pytest.raises(BadInput, match="改过"):
        services.enter_sheet(
            acting_user=act(counting.cast.teller),
            election=counting.election,
            number=1,
            collected=701,
            sheet=a_clear_result(),
        )


def test_a_sheet_of_another_vote_is_refused(counting: Evening) -> None:
    with pytest.raises(BadInput, match="不是现在进行"):
        services.enter_sheet(
            acting_user=act(counting.cast.teller),
            election=counting.election,
            number=2,
            collected=700,
            sheet=a_clear_result(),
        )


def test_no_sheet_is_entered_while_the_poll_is_on(evening: Evening) -> None:
    evening.issue(750)
    with pytest.raises(BadInput, match="正在投票"):
        evening.enter(a_clear_result())


def test_entering_a_sheet_makes_nobody_elses_form_stale(counting: Evening) -> None:
    before = counting.election.version
    counting.enter(a_clear_result())
    counting.election.refresh_from_db()
    assert counting.election.version == before


def test_a_sheet_that_arrives_twice_is_entered_once(counting: Evening) -> None:
    places = [
        services.enter_sheet(
            acting_user=act(counting.cast.teller, key="one-form"),
            election=counting.election,
            number=1,
            collected=700,
            sheet=a_clear_result(),
        )
        for _ in range(2)
    ]
    assert places == [1, 1]
    assert Sheet.objects.count() == 1


def test_nobody_has_both_sheets_while_one_is_in(counting: Evening) -> None:
    counting.enter(a_clear_result())
    assert both_of(counting.round) is None


def test_a_man_of_the_roll_is_not_written_in_on_the_line_of_women_alone(
    counting: Evening,
) -> None:
    whole = a_clear_result()
    line = Post("妇女委员")
    own = dataclasses.replace(whole.contests[line], write_ins={"林守义": 5})
    with pytest.raises(BadInput, match="名册上的“林守义”是男性"):
        counting.enter(dataclasses.replace(whole, contests={**whole.contests, line: own}))
    assert not Sheet.objects.exists()
