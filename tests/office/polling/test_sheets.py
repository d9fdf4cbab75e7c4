"""Two sheets (两份计票单): by two people, whole or not at all; differences settled by a third."""

from __future__ import annotations

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.conftest import act
from tests.office.polling.conftest import Evening, a_clear_result, choice, part

from huanjie.domain.contest import Post
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.domain.sheets import Place
from huanjie.domain.sheets import Sheet as SheetOf
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.polling import services
from huanjie.office.polling.models import Settlement, Sheet
from huanjie.office.polling.services import Contradictory
from huanjie.office.polling.stored import both_of, opened
from huanjie.office.units.models import Assignment

CHAIR = Post("chair")


@pytest.fixture
def counting(evening: Evening) -> Evening:
    """700 papers are collected."""
    evening.issue(750)
    evening.collect(700, voters=700)
    return evening


def another_chair(votes: dict[str, int]) -> SheetOf:
    """The clear result with other votes for the chair."""
    contests = dict(a_clear_result().contests) | {CHAIR: part(690, 10, votes)}
    return SheetOf(contests=contests)


def settle(evening: Evening, decided: dict[Place, int], *, key: str | None = None) -> int:
    return services.settle_sheets(
        acting_user=act(evening.cast.scrutineer, key=key),
        election=evening.election,
        number=evening.number,
        decided=decided,
    )


def votes_of(person: str) -> Place:
    return Place(post=CHAIR, what="votes", whom=person)


def test_a_sheet_is_kept_as_it_was_entered(counting: Evening) -> None:
    sheet = another_chair({"p1": 400, "p2": 280, "盘古月": 3})
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
    counting.enter(another_chair({"p1": 400, "p2": 280, "盘古月": 3}))
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
        counting.enter(another_chair({"p1": 500, "p2": 190, "p9": 0}))


@pytest.mark.parametrize("name", ["p3", "蓝 志强", "＝1+1", "", "张" * 61])
def test_what_is_no_name_cannot_be_written_in(counting: Evening, name: str) -> None:
    sheet = another_chair({"p1": 400, "p2": 280})
    chair = dataclasses.replace(sheet.contests[CHAIR], write_ins={name: 3})
    with pytest.raises(BadInput):
        counting.enter(SheetOf(contests=dict(sheet.contests) | {CHAIR: chair}))
    assert not Sheet.objects.exists()


def test_a_number_below_zero_is_refused(counting: Evening) -> None:
    with pytest.raises(BadInput):
        counting.enter(another_chair({"p1": 400, "p2": -1}))
    assert not Sheet.objects.exists()


def test_a_teller_replaces_their_own_sheet_until_the_other_is_in(counting: Evening) -> None:
    counting.enter(another_chair({"p1": 400, "p2": 200}))
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


def test_equal_sheets_are_declared_without_a_settlement(counting: Evening) -> None:
    counting.enter_both(a_clear_result())
    with pytest.raises(BadInput, match="没有什么要认定"):
        settle(counting, {})
    counting.declare()
    assert counting.election.stage == Stage.DECLARED


def test_sheets_that_differ_are_not_declared_before_they_are_settled(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    with pytest.raises(BadInput, match="1 处不同没有认定"):
        counting.declare()
    assert counting.election.stage == Stage.COUNTING
    settle(counting, {votes_of("p1"): 499})
    counting.declare()
    sheets = counting.round.count["rounds"][0]["sheets"]  # type: ignore[index]
    assert sheets["settled"]["contests"]["chair"]["votes"]["p1"] == 499


def test_a_recount_may_find_a_third_number(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    settle(counting, {votes_of("p1"): 498})
    both = both_of(counting.round)
    assert both
    assert both.sheets.decided.contests[CHAIR].votes == {"p1": 498, "p2": 190}


def test_a_settlement_that_contradicts_itself_is_refused(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    with pytest.raises(Contradictory, match="有效票只有 690 张"):
        settle(counting, {votes_of("p1"): 691})
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(
    "decided",
    [{}, {votes_of("p2"): 190}, {votes_of("p1"): 499, votes_of("p2"): 190}, {votes_of("p1"): -1}],
)
def test_exactly_the_differences_are_settled(counting: Evening, decided: dict[Place, int]) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    with pytest.raises(BadInput):
        settle(counting, decided)
    assert not Settlement.objects.exists()


def test_a_name_that_one_teller_alone_wrote_down_is_a_difference(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 500, "p2": 190 - 3, "盘古月": 3}))
    place = Place(post=CHAIR, what="write-in", whom="盘古月")
    settle(counting, {votes_of("p2"): 187, place: 3})
    counting.declare()


def test_nothing_is_settled_before_both_are_in(counting: Evening) -> None:
    counting.enter(a_clear_result())
    with pytest.raises(BadInput, match="没有交齐"):
        settle(counting, {})


def test_who_entered_a_sheet_settles_nothing(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    teller = counting.cast.teller
    Assignment.objects.create(user=teller, role=Role.SCRUTINEER, unit=counting.election.unit)
    with pytest.raises(BadInput, match="您交过其中一份"):
        services.settle_sheets(
            acting_user=act(User.objects.get(pk=teller.pk)),
            election=counting.election,
            number=1,
            decided={votes_of("p1"): 499},
        )


@pytest.mark.parametrize("who", ["teller", "clerk", "chair", "observer", "town", "stranger"])
def test_only_a_scrutineer_settles(counting: Evening, who: str) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    with pytest.raises(PermissionDenied):
        services.settle_sheets(
            acting_user=act(getattr(counting.cast, who)),
            election=counting.election,
            number=1,
            decided={votes_of("p1"): 499},
        )


def test_a_settlement_may_be_mended_until_the_declaration(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), another_chair({"p1": 499, "p2": 190}))
    settle(counting, {votes_of("p1"): 499})
    settle(counting, {votes_of("p1"): 500})
    assert Settlement.objects.get().content["contests"]["chair"]["votes"]["p1"] == 500
    counting.declare()
    with pytest.raises(BadInput, match="已宣布结果"):
        settle(counting, {votes_of("p1"): 499})


@pytest.mark.parametrize("who", ["teller", "clerk", "scrutineer", "observer", "town", "stranger"])
def test_only_the_chair_declares(counting: Evening, who: str) -> None:
    counting.enter_both(a_clear_result())
    with pytest.raises(PermissionDenied):
        services.declare(
            acting_user=act(getattr(counting.cast, who)), election=counting.election, number=1
        )


@pytest.mark.parametrize("sheets", [0, 1])
def test_nothing_is_declared_before_both_are_in(counting: Evening, sheets: int) -> None:
    if sheets:
        counting.enter(a_clear_result())
    with pytest.raises(BadInput, match="没有交齐"):
        counting.declare()
    assert counting.round.count is None


def test_a_declaration_that_arrives_twice_is_made_once(counting: Evening) -> None:
    counting.enter_both(a_clear_result())
    entries = Entry.objects.count()
    for _ in range(2):
        services.declare(
            acting_user=act(counting.cast.chair, key="one-form"),
            election=counting.election,
            number=1,
        )
    assert Entry.objects.count() == entries + 1


def test_a_man_of_the_roll_is_not_written_in_on_the_line_of_women_alone(
    counting: Evening,
) -> None:
    whole = a_clear_result()
    line = Post("妇女委员")
    own = dataclasses.replace(whole.contests[line], write_ins={"林守义": 5})
    with pytest.raises(BadInput, match="名册上的“林守义”是男性"):
        counting.enter(dataclasses.replace(whole, contests={**whole.contests, line: own}))
    assert not Sheet.objects.exists()
