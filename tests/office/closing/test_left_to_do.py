"""What is left to do (后续事项): by the article that decided it; nothing that a later vote met."""

from __future__ import annotations

from dataclasses import replace

from tests.office.closing import counts

from huanjie.cli import walkthrough_elections as demo
from huanjie.domain.counting import runoff_rounds
from huanjie.domain.rounds import CountFile
from huanjie.dossier.outlook import ToDo, to_do
from huanjie.office.closing.case import case_of
from huanjie.office.planning.models import Election

NO_WOMAN = "当选人中没有妇女"


def left(election: Election, count: CountFile) -> tuple[ToDo, ...]:
    """What is left to do after these votes."""
    counts.declared(election, count)
    case = case_of(election)
    assert case
    return to_do(case)


def runoff_of_the_line(election: Election, votes: dict[str, int]) -> CountFile:
    """The runoff for the woman's line, with these votes of 604 papers."""
    vote = demo.runoff()
    places = {name: [range(n)] for name, n in votes.items()}
    own = replace(vote, approved={demo.WOMAN: places})
    more = runoff_rounds(own.election, counts._tallied(own, election), cvr_sha256=None)
    before = counts.settled(election)
    return replace(before, rounds=(*before.rounds, *more))


def test_a_vote_that_is_void_for_want_of_voters_is_repeated_by_that_article(
    election: Election,
) -> None:
    (only,) = left(election, counts.void(election))
    assert only.step == "repeat-election"
    assert only.citation
    assert only.citation.article == "第十八条第二款"


def test_a_woman_who_is_elected_in_the_runoff_leaves_nothing_to_decide(
    election: Election,
) -> None:
    assert left(election, counts.complete(election)) == ()


def test_where_the_runoff_elects_no_woman_that_is_said_and_not_dropped(
    election: Election,
) -> None:
    said = left(election, runoff_of_the_line(election, {"F": 150, "G": 100}))
    wanting = [each for each in said if each.says.startswith(NO_WOMAN)]
    assert len(wanting) == 1
    assert wanting[0].citation
    assert wanting[0].citation.article == "第二十一条第三款"
