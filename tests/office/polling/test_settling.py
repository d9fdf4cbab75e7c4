"""Two sheets that differ (两份计票单不同): a third person settles exactly the differences."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import act
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.votes import first_vote

from huanjie.domain.contest import Post
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.domain.sheets import Place
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.polling import services
from huanjie.office.polling.models import Settlement
from huanjie.office.polling.services import Contradictory
from huanjie.office.polling.stored import both_of
from huanjie.office.units.models import Assignment

CHAIR = Post("chair")


def settle(evening: Evening, decided: dict[Place, int], *, key: str | None = None) -> int:
    return services.settle_sheets(
        acting_user=act(evening.cast.scrutineer, key=key),
        election=evening.election,
        number=evening.number,
        decided=decided,
    )


def votes_of(person: str) -> Place:
    return Place(post=CHAIR, what="votes", whom=person)


def test_equal_sheets_are_declared_without_a_settlement(counting: Evening) -> None:
    counting.enter_both(a_clear_result())
    with pytest.raises(BadInput, match="没有什么要认定"):
        settle(counting, {})
    counting.declare()
    assert counting.election.stage == Stage.DECLARED


def test_sheets_that_differ_are_not_declared_before_they_are_settled(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    with pytest.raises(BadInput, match="1 处不同没有认定"):
        counting.declare()
    assert counting.election.stage == Stage.COUNTING
    settle(counting, {votes_of("p1"): 499})
    counting.declare()
    sheets = counting.round.count["rounds"][0]["sheets"]  # type: ignore[index]
    assert sheets["settled"]["contests"]["chair"]["votes"]["p1"] == 499


def test_a_recount_may_find_a_third_number(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    settle(counting, {votes_of("p1"): 498})
    both = both_of(counting.round)
    assert both
    assert both.sheets.decided.contests[CHAIR].votes == {"p1": 498, "p2": 190}


def test_a_settlement_that_contradicts_itself_is_refused(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    with pytest.raises(Contradictory, match="有效票只有 690 张"):
        settle(counting, {votes_of("p1"): 691})
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(
    "decided",
    [{}, {votes_of("p2"): 190}, {votes_of("p1"): 499, votes_of("p2"): 190}, {votes_of("p1"): -1}],
)
def test_exactly_the_differences_are_settled(counting: Evening, decided: dict[Place, int]) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    with pytest.raises(BadInput):
        settle(counting, decided)
    assert not Settlement.objects.exists()


def test_a_name_that_one_teller_alone_wrote_down_is_a_difference(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 500, "p2": 190 - 3, "盘古月": 3}))
    place = Place(post=CHAIR, what="write-in", whom="盘古月")
    settle(counting, {votes_of("p2"): 187, place: 3})
    counting.declare()


def test_nothing_is_settled_before_both_are_in(counting: Evening) -> None:
    counting.enter(a_clear_result())
    with pytest.raises(BadInput, match="没有交齐"):
        settle(counting, {})


def test_who_entered_a_sheet_settles_nothing(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
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
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    with pytest.raises(PermissionDenied):
        services.settle_sheets(
            acting_user=act(getattr(counting.cast, who)),
            election=counting.election,
            number=1,
            decided={votes_of("p1"): 499},
        )


def test_a_settlement_may_be_mended_until_the_declaration(counting: Evening) -> None:
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    settle(counting, {votes_of("p1"): 499})
    settle(counting, {votes_of("p1"): 500})
    assert Settlement.objects.get().content["contests"]["chair"]["votes"]["p1"] == 500
    counting.declare()
    with pytest.raises(BadInput, match="已宣布结果"):
        settle(counting, {votes_of("p1"): 499})
