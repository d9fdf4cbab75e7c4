"""Who sees what a joint review found (谁看得到联审的结果): whoever sees findings, nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.review.conftest import COURT, GROUP, NAMES, POLICE, PUNISHED, Review
from tests.office.review.pages import office

from huanjie.domain.permission import MAY, Action, Role
from huanjie.office.candidacy.models import Nominee
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[object], Client]


def page_of(review: Review) -> str:
    return f"/elections/{review.election.pk}/review/"


@pytest.mark.parametrize("who", ["county", "town", "chair", "clerk"])
def test_whoever_sees_findings_is_led_to_the_state_of_each_case(
    review: Review, browse: Browse, cast: Cast, who: str
) -> None:
    client = browse(getattr(cast, who))
    listed = client.get(f"/elections/{review.election.pk}/candidates/").content.decode()
    assert page_of(review) in listed
    answer = client.get(page_of(review))
    assert answer.status_code == 200
    assert NAMES[0] in answer.content.decode()
    assert SecurityEvent.objects.filter(
        kind=Kind.READ, address="election-review", people=4
    ).exists()


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer"])
def test_whoever_watches_or_counts_reads_no_state_of_a_case(
    review: Review, browse: Browse, cast: Cast, who: str
) -> None:
    client = browse(getattr(cast, who))
    listed = client.get(f"/elections/{review.election.pk}/candidates/")
    assert listed.status_code == 200
    assert page_of(review) not in listed.content.decode()
    answer = client.get(page_of(review))
    assert answer.status_code == 403
    assert NAMES[0] not in answer.content.decode()


def test_a_program_reads_who_passed_only_where_it_sees_findings(review: Review, cast: Cast) -> None:
    Nominee.objects.filter(person="p1").update(state="provisional")
    asked = f"/elections/{review.election.pk}/candidates"

    def states(who: str) -> set[str | None]:
        lines = program(getattr(cast, who), review.election.unit).get(asked).json()["lines"]
        return {each["state"] for line in lines for each in line["people"]}

    assert states("clerk") == {"provisional", "nominee"}
    for who in ("teller", "observer"):
        assert states(who) == {None}


def test_a_program_that_reads_a_departments_list_is_noted(review: Review) -> None:
    reader = program(review.people[COURT][0], review.town)
    reader.get(f"/questions/{review.batch.pk}/{COURT}")
    assert SecurityEvent.objects.filter(kind=Kind.READ, people=4, user=review.people[COURT][0])


def finding_of(review: Review, person: str) -> str:
    return f"/elections/{review.election.pk}/candidates/findings/{person}/"


def bar_the_first(review: Review) -> None:
    """The court answers that the first of the four is barred; everybody else finds nothing."""
    review.answer(COURT, 1, answer=PUNISHED)
    review.answer(COURT, 2, 3, 4)
    review.answer(POLICE)
    review.answer(GROUP, 2, 3, 4)
    assert [review.case(line).state for line in (1, 2)] == ["barred", "cleared"]


def test_the_matrix_leads_from_somebody_barred_to_their_findings(
    review: Review, browse: Browse, cast: Cast
) -> None:
    client = browse(cast.town)
    matrix = office(review, f"{review.batch.pk}/")
    assert finding_of(review, "p1") not in client.get(matrix).content.decode()
    bar_the_first(review)
    page = client.get(matrix).content.decode()
    assert finding_of(review, "p1") in page
    assert finding_of(review, "p2") not in page
    assert client.get(finding_of(review, "p1")).status_code == 200
    own = browse(cast.clerk).get(page_of(review)).content.decode()
    assert finding_of(review, "p1") in own
    assert finding_of(review, "p2") not in own


def test_whoever_may_not_open_findings_is_not_led_there(
    review: Review, browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar_the_first(review)
    assert isinstance(MAY, dict)
    left = MAY[Role.TOWN_OFFICE] - {Action.SEE_FINDINGS}
    monkeypatch.setitem(MAY, Role.TOWN_OFFICE, left)
    client = browse(cast.town)
    page = client.get(office(review, f"{review.batch.pk}/")).content.decode()
    assert NAMES[0] in page
    assert finding_of(review, "p1") not in page
    assert client.get(finding_of(review, "p1")).status_code == 403


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer"])
def test_whoever_sees_no_findings_is_not_told_whom_the_review_barred_or_left_out(
    review: Review, browse: Browse, cast: Cast, who: str
) -> None:
    bar_the_first(review)
    review.case(2).delete()
    asked = f"/elections/{review.election.pk}/candidates"
    page = browse(getattr(cast, who)).get(f"{asked}/").content.decode()
    assert "有人选的联审还没有办完" in page
    assert "的联审（" not in page
    assert "依法不宜" not in page
    told = program(getattr(cast, who), review.election.unit).get(asked).json()
    assert [x["says"] for x in told["obstacles"]].count("有人选的联审还没有办完") == 1
    assert not any("联审" in each["says"] for each in told["notes"])


def test_whoever_sees_findings_is_told_whom_the_review_barred_and_left_out(
    review: Review, browse: Browse, cast: Cast
) -> None:
    bar_the_first(review)
    review.case(2).delete()
    asked = f"/elections/{review.election.pk}/candidates"
    assert f"{NAMES[0]}的联审（" in browse(cast.clerk).get(f"{asked}/").content.decode()
    notes = program(cast.clerk, review.election.unit).get(asked).json()["notes"]
    told = [note["says"] for note in notes if "联审" in note["says"]]
    assert len(told) == 1
    assert told[0].startswith(f"{NAMES[1]}没有经过联审")
