"""A NIST report of cast vote records: what each paper shows, and what it is worth."""

from __future__ import annotations

import pytest
from tests.exchange.nist import contests, papers, votes
from tests.exchange.nist_polls import (
    BY_POST,
    ZHEJIANG,
    alone,
    counted,
    marks,
    positions,
    record,
    report,
)

from huanjie.domain.tally import CastVoteRecord


def test_an_approval_is_allocated() -> None:
    (position,) = positions(alone(record(chair=marks("A+")))["chair"])
    assert (position["HasIndication"], position["IsAllocable"]) == ("yes", "yes")
    assert (position["NumberVotes"], position["Position"]) == (1, 1)
    assert "Status" not in position


@pytest.mark.parametrize(("mark", "word", "place"), [("A-", "oppose", 2), ("A0", "abstain", 3)])
def test_an_opposition_is_shown_and_gives_nothing(mark: str, word: str, place: int) -> None:
    contest = alone(record(chair=marks(mark)))["chair"]
    (position,) = positions(contest)
    assert (position["HasIndication"], position["IsAllocable"]) == ("yes", "no")
    assert (position["NumberVotes"], position["Position"]) == (0, place)
    assert (position["Status"], position["OtherStatus"]) == (["other"], word)
    assert (contest["Undervotes"], contest["Status"]) == (1, ["undervoted"])


@pytest.mark.parametrize(
    ("chosen", "overvotes", "undervotes", "status"),
    [
        ("C+", 0, 1, ["undervoted"]),
        ("C+ D+", 0, 0, None),
        ("C+ D+ E+", 2, 0, ["overvoted", "invalidated-rules"]),
    ],
)
def test_as_many_as_the_seats_is_neither_too_many_nor_too_few(
    chosen: str, overvotes: int, undervotes: int, status: list[str] | None
) -> None:
    contest = alone(record(chair=marks("A+"), member=marks(chosen)))["member"]
    assert (contest["Overvotes"], contest["Undervotes"]) == (overvotes, undervotes)
    assert contest.get("Status") == status


def test_too_many_for_one_post_void_the_whole_paper_where_the_law_says_so() -> None:
    shown = alone(record(chair=marks("A+ B+"), member=marks("C+ D-")))
    assert shown["chair"]["Status"] == ["overvoted", "invalidated-rules"]
    assert shown["member"]["Status"] == ["invalidated-rules"]
    assert "Overvotes" not in shown["member"]
    approved, opposed = positions(shown["member"])
    assert (approved["HasIndication"], approved["IsAllocable"]) == ("yes", "no")
    assert (approved["NumberVotes"], approved["Status"]) == (1, ["invalidated-rules"])
    assert opposed["Status"] == ["invalidated-rules", "other"]
    assert [each["TotalNumberVotes"] for each in shown["member"]["CVRContestSelection"]] == [0, 0]


def test_too_many_for_one_post_void_that_part_alone_where_the_law_says_so() -> None:
    shown = alone(record(chair=marks("A+ B+"), member=marks("C+")), BY_POST)
    assert [each["IsAllocable"] for each in positions(shown["chair"])] == ["no", "no"]
    assert [each["IsAllocable"] for each in positions(shown["member"])] == ["yes"]


def test_somebody_written_in_has_a_selection_and_a_name_of_their_own() -> None:
    read = report([record(chair=marks("", "陈九"), member=marks("C+", "陈九"))])
    (election,) = read["Election"]
    assert [c["Name"] for c in election["Candidate"]].count("陈九") == 1
    chair, member = election["Contest"]
    flags = [each["IsWriteIn"] for each in chair["ContestSelection"]]
    assert flags == [False, False, True]
    assert votes(read) == {"主任": {"陈九": 1}, "委员": {"孙三": 1, "陈九": 1}}
    (paper,) = papers(read)
    assert paper[chair["@id"]]["WriteIns"] == 1
    (position,) = positions(paper[chair["@id"]])
    assert position["CVRWriteIn"] == {"@type": "CVR.CVRWriteIn", "Text": "陈九"}
    written = paper[member["@id"]]["CVRContestSelection"][1]
    assert written["OptionPosition"] == len(member["ContestSelection"])


def test_of_a_name_that_a_paper_repeats_one_line_counts() -> None:
    (selection,) = alone(record(member=marks("", "陈九", "陈九")))["member"]["CVRContestSelection"]
    first, second = selection["SelectionPosition"]
    assert (first["IsAllocable"], second["IsAllocable"]) == ("yes", "no")
    assert second["Status"] == ["invalidated-rules"]
    assert selection["TotalNumberVotes"] == 1


def test_who_is_printed_for_another_post_is_the_same_candidate() -> None:
    shown = record(chair=marks("B+"), member=marks("C+", "钱二"))
    read = report([shown])
    assert [c["Name"] for c in read["Election"][0]["Candidate"]].count("钱二") == 1
    assert votes(read)["委员"] == {"孙三": 1, "钱二": 1}
    # One person for two posts voids the paper in Zhejiang (art. 27).
    assert votes(report([shown], pack=ZHEJIANG)) == {"主任": {}, "委员": {}}


@pytest.mark.parametrize("shown", [record(), record(chair=marks(""))])
def test_what_was_left_blank_stays_and_says_so(shown: CastVoteRecord) -> None:
    for contest, seats in zip(alone(shown).values(), (1, 2), strict=True):
        assert contest["Status"] == ["not-indicated", "undervoted"]
        assert (contest["CVRContestSelection"], contest["Undervotes"]) == ([], seats)


def test_a_paper_of_its_own_shows_its_own_post_alone() -> None:
    read = counted("papers of their own")
    names = {key: each["Name"] for key, each in contests(read).items()}
    assert [[names[key] for key in paper] for paper in papers(read)] == [
        ["主任"],
        ["主任"],
        ["委员"],
    ]
