"""A level closes (本级办结): in the election's own log while it nominates, told once the list is
published, refused once the election is over.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import Cast, act
from tests.office.review.conftest import COURT, LADDER, NAMES, NO_BAR, POLICE, PUNISHED, Review

from huanjie.domain.cycle import Stage
from huanjie.domain.ladder import Column
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.candidacy.services import mark_relatives
from huanjie.office.command import Stale
from huanjie.office.deeds.models import Entry
from huanjie.office.overview.history import done_since, history_of
from huanjie.office.planning.models import Election
from huanjie.office.review.answering import return_questions, take_back_signatures
from huanjie.office.review.late import late_in, late_of
from huanjie.office.review.services import resubmit_cases, send_review, withdraw_cases

Browse = Callable[[object], Client]


def entries(review: Review) -> list[Entry]:
    return list(Entry.objects.filter(log_id=review.election.log_name).order_by("sequence"))


def publish(review: Review) -> None:
    """The list as it stands once it is published, before the review is over."""
    Nominee.objects.filter(election=review.election).update(state="candidate")
    review.election.stage = Stage.READY
    review.election.candidates_published_on = datetime.date(2026, 6, 8)
    review.election.save()


def now(review: Review) -> Election:
    return Election.objects.get(pk=review.election.pk)


def test_a_level_that_closes_is_entered_in_the_elections_own_log(review: Review) -> None:
    review.answer(COURT)
    before = now(review).version
    assert not entries(review)
    review.answer(POLICE)
    (entry,) = entries(review)
    payload = json.loads(str(entry.payload))
    assert payload["batch"] == review.batch.pk
    assert payload["reviewed"] == ["p1", "p2", "p3", "p4"]
    assert now(review).version == before + 1
    text = str(entry.payload)
    assert not any(word in text for word in (*NAMES, COURT, POLICE, "punished", "signs"))


def test_facts_of_a_level_are_written_once_for_each_election(review: Review) -> None:
    review.answer(COURT, 2, answer=PUNISHED)
    review.answer(COURT, 1, 3, 4)
    review.answer(POLICE)
    facts = {(x.person, x.fact): x.value for x in StatedFact.objects.all()}
    assert len(facts) == StatedFact.objects.count() == 8
    assert facts[("p2", "criminal_punishment")] == "true"
    assert facts[("p1", "criminal_punishment")] == "false"
    assert len(entries(review)) == 1


def test_a_form_that_was_made_before_a_level_closed_is_stale(review: Review, cast: Cast) -> None:
    seen = now(review).version
    review.answer(COURT)
    review.answer(POLICE)
    with pytest.raises(Stale):
        mark_relatives(
            acting_user=act(cast.clerk, seen=seen),
            election=now(review),
            one="p1",
            other="p2",
            relation="哥哥",
        )
    (line,) = done_since(now(review), 1)
    assert (line.deed, line.says) == ("联审签字", "写明 4 人的事实")


def test_the_log_says_whose_state_a_level_moved(review: Review) -> None:
    Nominee.objects.filter(person="p2").update(state="provisional")
    review.answer(COURT, 1, 3, 4)
    review.answer(COURT, 2, answer=PUNISHED)
    review.answer(POLICE)
    (entry,) = entries(review)
    assert json.loads(str(entry.payload))["nominee"] == ["p2"]
    assert "退回初步人选 1 人" in history_of(now(review)).lines[0].says


def test_what_is_answered_after_publication_states_no_fact_and_moves_nobody(
    review: Review,
) -> None:
    review.answer(COURT, 2, answer=PUNISHED)
    review.answer(COURT, 1, 3, 4)
    publish(review)
    review.answer(POLICE)
    assert review.case(2).state == "barred"
    assert not StatedFact.objects.exists()
    assert set(Nominee.objects.values_list("state", flat=True)) == {"candidate"}
    (entry,) = entries(review)
    assert json.loads(str(entry.payload)) == {
        "batch": review.batch.pk,
        "reviewed_late": ["p1", "p2", "p3", "p4"],
    }
    assert history_of(now(review)).lines[0].says == "公布候选人以后才办结 4 人"


@pytest.mark.parametrize("who", ["town", "chair", "clerk"])
def test_a_candidate_who_is_barred_late_is_told_to_whoever_deals_with_it(
    review: Review, browse: Browse, cast: Cast, who: str
) -> None:
    review.answer(COURT, 2, answer=PUNISHED)
    review.answer(COURT, 1, 3, 4)
    publish(review)
    review.answer(POLICE)
    client, own = browse(getattr(cast, who)), f"/elections/{review.election.pk}/"
    pages = [own, f"{own}review/"]
    pages += [f"/units/{review.town.pk}/reviews/{review.batch.pk}/"] if who == "town" else []
    for address in pages:
        page = client.get(address).content.decode()
        assert "公布候选人以后才办结" in page, address
        assert "登记为对人选的异议" in page
        assert reverse("public-notice", args=[review.election.pk]) in page
    for stage, says in ((Stage.POLLING, "已经开始投票"), (Stage.CANCELLED, "")):
        Election.objects.update(stage=stage)
        page = client.get(f"{own}review/").content.decode()
        assert ("才办结" in page) is bool(says)
        assert says in page


def test_whoever_watches_is_not_told(review: Review, browse: Browse, cast: Cast) -> None:
    review.answer(COURT, answer=PUNISHED)
    publish(review)
    review.answer(POLICE)
    page = browse(cast.observer).get(f"/elections/{review.election.pk}/").content.decode()
    assert "才办结" not in page


def test_nobody_is_told_of_whoever_was_struck_cleared_or_barred_before(review: Review) -> None:
    review.answer(COURT, 2, 3, answer=PUNISHED)
    review.answer(COURT, 1, 4)
    review.answer(POLICE, 3)
    publish(review)
    review.answer(POLICE, 1, 2, 4)
    assert {each.person for each in late_in(now(review))} == {"p2", "p3"}
    Election.objects.update(candidates_published_on=datetime.date(2026, 6, 9))
    assert late_in(now(review)) == []
    Election.objects.update(candidates_published_on=datetime.date(2026, 6, 8))
    Nominee.objects.filter(person="p2").update(state="barred")
    assert {each.person for each in late_of(review.batch)} == {"p3"}


@pytest.mark.parametrize(("stage", "says"), [("cancelled", "已撤销"), ("sealed", "已封存")])
def test_of_an_election_that_is_over_nobody_is_reviewed_and_everybody_may_be_withdrawn(
    review: Review, stage: str, says: str
) -> None:
    review.answer(COURT)
    review.draft(POLICE)
    Election.objects.update(stage=stage)
    said: dict[str, Any] = {"unit": review.town, "batch": review.batch.pk}
    court, police = review.people[COURT], review.people[POLICE]
    deeds: list[Callable[[], object]] = [
        lambda: review.sign(POLICE),
        lambda: review.draft(POLICE, instead_of=NO_BAR),
        lambda: take_back_signatures(
            acting_user=act(court[1]), department=COURT, lines=[1], **said
        ),
        lambda: return_questions(
            acting_user=act(police[0]),
            department=POLICE,
            lines=[1],
            columns=[Column.NAME],
            **said,
        ),
        lambda: resubmit_cases(acting_user=act(review.office), lines=[1], **said),
    ]
    for deed in deeds:
        with pytest.raises(BadInput, match=f"第 1 人：这次选举{says}，不再联审"):
            deed()
    assert not StatedFact.objects.exists()
    assert not entries(review)
    withdraw_cases(acting_user=act(review.office), lines=[1, 2, 3, 4], **said)
    assert review.case().state == "withdrawn"


@pytest.mark.parametrize("stage", [Stage.CANCELLED, Stage.READY])
def test_nobody_is_sent_for_an_election_that_does_not_nominate(
    cast: Cast,
    nominees: list[tuple[str, str]],
    departments: object,
    browse: Browse,
    stage: Stage,
) -> None:
    Election.objects.update(stage=stage)
    town = cast.town.assignments.get().unit
    with pytest.raises(BadInput, match="不能送审"):
        send_review(acting_user=act(cast.town), unit=town, ladder=LADDER, people=nominees)
    page = browse(cast.town).get(f"/units/{town.pk}/reviews/send/").content.decode()
    assert NAMES[0] not in page
    assert "没有等待送审的人选" in page
