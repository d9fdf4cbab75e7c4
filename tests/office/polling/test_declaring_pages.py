"""Pages of differences and of the declaration (认定、宣布的页面)."""

from __future__ import annotations

import pytest
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.pages import Browse, at, text
from tests.office.polling.votes import first_vote

from huanjie.domain.cycle import Stage
from huanjie.office.polling.models import Round, Settlement


@pytest.fixture
def differing(counting: Evening) -> Evening:
    """Both sheets are in; of the chair's votes one differs."""
    counting.enter_both(a_clear_result(), first_vote(chair={"p1": 499, "p2": 190}))
    return counting


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
