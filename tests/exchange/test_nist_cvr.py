"""A NIST report of cast vote records: what another program finds in it is what was counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.exchange import nist
from tests.exchange.nist import SCHEMA, Report, broken_references, contests, papers, people, votes

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.tally import CastVoteRecord, Mark, Paper, tally
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.exchange.nist_cvr import write_report
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
AT = datetime(2026, 6, 28, 12, 30, tzinfo=UTC)
CHAIR, MEMBER = Post("chair"), Post("member")
VILLAGE = load("villagers-committee", today=DAY)
ZHEJIANG = load("villagers-committee", today=DAY, region="zhejiang")
PARTY = load("party-branch", today=DAY)
assert VILLAGE.over_vote
BY_POST = replace(VILLAGE, over_vote=replace(VILLAGE.over_vote, judged="by-post"))
PACKS = (VILLAGE, ZHEJIANG, PARTY, BY_POST)

ELECTION = Election(
    pack="villagers-committee@2026-01-01",
    region=None,
    unit=Unit(code="510100000000", name="三联村"),
    polling_day=DAY,
    contests=(
        Contest(
            post=CHAIR,
            seats=1,
            candidates=(
                Candidate(id=PersonId("A"), name="赵一"),
                Candidate(id=PersonId("B"), name="钱二"),
            ),
            write_ins=1,
        ),
        Contest(
            post=MEMBER,
            seats=2,
            candidates=(
                Candidate(id=PersonId("C"), name="孙三"),
                Candidate(id=PersonId("D"), name="李四"),
                Candidate(id=PersonId("E"), name="周五"),
            ),
            write_ins=2,
        ),
    ),
    single_ballot=True,
)
CHOICE = replace(ELECTION, style="choice")
SEPARATE = replace(ELECTION, single_ballot=False)


def marks(written: str, *write_ins: str) -> Paper:
    """A part of a paper, from `A+ B- C0`: approved, opposed, abstained."""
    words: dict[str, Mark] = {"+": "approve", "-": "oppose", "0": "abstain"}
    return Paper(
        marks={PersonId(each[:-1]): words[each[-1]] for each in written.split()},
        write_ins=write_ins,
    )


def record(number: int = 1, batch: str = "一号箱", **contests: Paper) -> CastVoteRecord:
    return CastVoteRecord(
        id=f"r{number}",
        batch=batch,
        source=(("赵一家的扫描.pdf", 77),),
        contests={Post(post): paper for post, paper in contests.items()},
    )


def report(
    records: Sequence[CastVoteRecord], election: Election = ELECTION, pack: RulePack = VILLAGE
) -> Report:
    """The report where as many papers as records came out of the boxes."""
    came = replace(election, turnout=Turnout(collected=len(records)))
    read: Report = json.loads("".join(write_report(came, records, pack, generated=AT)))
    return read


def alone(shown: CastVoteRecord, pack: RulePack = VILLAGE) -> dict[str, dict[str, Any]]:
    """The two contests of one paper, by the post's code."""
    read = report([shown], pack=pack)
    codes = {key: each["Code"][0]["Value"] for key, each in contests(read).items()}
    (paper,) = papers(read)
    return {codes[key]: each for key, each in paper.items()}


def positions(contest: dict[str, Any]) -> list[dict[str, Any]]:
    return [p for each in contest["CVRContestSelection"] for p in each["SelectionPosition"]]


# The schema of NIST

KINDS: dict[str, tuple[Election, RulePack, list[CastVoteRecord]]] = {
    "approve, oppose, abstain": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("A+ B-"), member=marks("C0"))],
    ),
    "plain choices": (CHOICE, VILLAGE, [record(chair=marks("A+"), member=marks("C+ D+"))]),
    "papers of their own": (
        SEPARATE,
        VILLAGE,
        [record(1, chair=marks("A+")), record(2, chair=marks("")), record(3, member=marks("C+"))],
    ),
    "over-voted, judged whole": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("A+ B+"), member=marks("C+"))],
    ),
    "over-voted, judged by post": (
        ELECTION,
        BY_POST,
        [record(chair=marks("A+ B+"), member=marks("C+"))],
    ),
    "written in": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("", "陈九"), member=marks("C+", "陈九"))],
    ),
    "one name twice": (ELECTION, VILLAGE, [record(member=marks("C-", "陈九", "陈九"))]),
    "blank": (ELECTION, VILLAGE, [record(), record(2, chair=marks(""), member=marks(""))]),
    "several batches": (
        ELECTION,
        VILLAGE,
        [record(n, box, chair=marks("A+")) for n, box in enumerate(("一号箱", "二号箱", "流动箱"))],
    ),
    "nobody printed, nobody written in": (
        replace(ELECTION, contests=(Contest(post=CHAIR, seats=1, candidates=()),)),
        VILLAGE,
        [record(chair=marks(""))],
    ),
    "no paper at all": (ELECTION, VILLAGE, []),
    "a branch": (ELECTION, PARTY, [record(chair=marks("A-", "陈九"), member=marks("", "褚十"))]),
}


def counted(kind: str) -> Report:
    election, pack, records = KINDS[kind]
    if kind != "papers of their own":
        return report(records, election, pack)
    came = replace(election, turnout=Turnout(collected=2))
    read: Report = json.loads("".join(write_report(came, records, pack, generated=AT)))
    return read


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of NIST is not beside the project")
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_election_is_valid_by_the_schema(kind: str) -> None:
    nist.validate(counted(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_pointed_at_is_there_once(kind: str) -> None:
    assert broken_references(counted(kind)) == set()


# Another program counts what the tally counts


@st.composite
def polls(draw: st.DrawFn) -> tuple[Election, list[CastVoteRecord]]:
    """An election and papers of it, marked in any way that the paper allows."""
    election = draw(strategies.elections())
    shown = draw(st.lists(strategies.records(election), max_size=12, unique_by=lambda r: r.id))
    able = [_possible(each, election) for each in shown]
    blank = [replace(each, contests={}) if draw(st.booleans()) else each for each in able[:2]]
    came = replace(election, turnout=Turnout(collected=len(able)))
    return came, [*blank, *able[2:]]


def _possible(shown: CastVoteRecord, election: Election) -> CastVoteRecord:
    """No other mark than the paper has, and no more write-ins than lines."""
    lines = {contest.post: contest.write_ins for contest in election.contests}
    parts = {}
    for post, paper in shown.contests.items():
        words = paper.marks
        if election.style == "choice":
            words = dict.fromkeys(paper.marks, "approve")
        parts[post] = Paper(marks=words, write_ins=paper.write_ins[: lines[post]])
    return replace(shown, contests=parts)


@given(polls(), st.sampled_from(PACKS))
def test_what_is_allocable_sums_to_the_votes_of_the_tally(
    poll: tuple[Election, list[CastVoteRecord]], pack: RulePack
) -> None:
    election, records = poll
    read = json.loads("".join(write_report(election, records, pack, generated=AT)))
    totals = tally(election, records, pack).contests
    names = strategies.PEOPLE
    found, opposed, void = votes(read), Counter[str](), Counter[str]()
    codes = {key: each["Code"][0]["Value"] for key, each in contests(read).items()}
    for paper in papers(read):
        for key, contest in paper.items():
            invalid = "invalidated-rules" in contest.get("Status", [])
            void[codes[key]] += invalid
            opposed[codes[key]] += sum(
                each.get("OtherStatus") == "oppose" and not invalid for each in positions(contest)
            )
    for post, total in totals.items():
        expected = Counter({names.get(p, p): n for p, n in total.votes.items() if n})
        assert found[pack.post_name(post)] == expected
        assert void[post] == total.invalid
        assert opposed[post] == total.oppose.total()
    if SCHEMA.exists() and records:
        nist.validate(read)


@given(polls(), st.sampled_from(PACKS))
def test_lost_votes_and_votes_make_up_what_the_paper_may_give(
    poll: tuple[Election, list[CastVoteRecord]], pack: RulePack
) -> None:
    election, records = poll
    read = json.loads("".join(write_report(election, records, pack, generated=AT)))
    allowed = {key: each["VotesAllowed"] for key, each in contests(read).items()}
    for paper in papers(read):
        for key, contest in paper.items():
            given_votes = sum(each["TotalNumberVotes"] for each in contest["CVRContestSelection"])
            if "Overvotes" in contest:
                lost = contest["Overvotes"] + contest["Undervotes"]
                assert given_votes + lost == allowed[key]
            else:
                assert given_votes == 0


# What a paper shows, and what it is worth


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


# The head and the tail


def test_the_report_is_told_the_time_and_names_the_unit_and_the_law() -> None:
    read = report([record(7, "流动箱", chair=marks("A+"))])
    assert datetime.fromisoformat(read["GeneratedDate"]) == AT
    (unit,) = read["GpUnit"]
    assert (unit["Name"], unit["Code"][0]["Value"]) == ("三联村", "510100000000")
    (election,) = read["Election"]
    assert election["Code"][0]["Value"] == VILLAGE.id
    assert [(c["VotesAllowed"], c["NumberElected"]) for c in election["Contest"]] == [
        (1, 1),
        (2, 2),
    ]
    (cvr,) = read["CVR"]
    assert (cvr["UniqueId"], cvr["BatchId"]) == ("r7", "流动箱")
    assert cvr["CVRSnapshot"][0]["Type"] == "interpreted"


def test_nothing_joins_a_record_to_a_sheet_or_to_a_file() -> None:
    text = json.dumps(report([record(chair=marks("A+"))]), ensure_ascii=False)
    assert "扫描" not in text
    assert "77" not in text.replace("510100000000", "")
    for key in ("BallotAuditId", "BallotPrePrintedId", "BatchSequenceId", "Image", "Party"):
        assert key not in text


def test_a_candidate_keeps_the_id_of_the_election_file() -> None:
    read = report([record(chair=marks("A+"))])
    codes = {each["Name"]: each["Code"][0]["Value"] for each in people(read).values()}
    assert codes == {"赵一": "A", "钱二": "B", "孙三": "C", "李四": "D", "周五": "E"}


# A stream


def test_each_record_is_written_before_the_next_is_read() -> None:
    def endless() -> Iterator[CastVoteRecord]:
        number = 0
        while True:
            number += 1
            yield record(number, chair=marks("A+"))

    head, *lines = islice(write_report(ELECTION, endless(), VILLAGE, generated=AT), 4)
    assert head.startswith('{"@type":"CVR.CastVoteRecordReport"')
    ids = [json.loads(line.lstrip(",\n"))["UniqueId"] for line in lines]
    assert ids == ["r1", "r2", "r3"]


def test_a_record_is_a_line() -> None:
    """So that a report of a million records can be cut, searched and counted by lines."""
    came = replace(ELECTION, turnout=Turnout(collected=2))
    text = "".join(write_report(came, [record(1), record(2)], VILLAGE, generated=AT))
    lines = [line for line in text.splitlines() if line.startswith('{"@type":"CVR.CVR"')]
    assert [json.loads(line.rstrip(","))["UniqueId"] for line in lines] == ["r1", "r2"]


# What is refused

REFUSED = {
    "an unknown person": ([record(chair=marks("Z+"))], "/contests/chair/marks/Z"),
    "an unknown post": ([record(head=marks("A+"))], "/contests/head"),
    "a candidate written in": ([record(chair=marks("", "赵一"))], "/contests/chair/write_ins/0"),
    "more written in than lines": (
        [record(chair=marks("", "陈九", "褚十"))],
        "/contests/chair/write_ins",
    ),
    "one record twice": ([record(1), record(1)], "/id"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_record_that_cannot_be_counted_is_refused_at_its_place(why: str) -> None:
    records, at = REFUSED[why]
    with pytest.raises(BadInput) as refusal:
        report(records)
    assert refusal.value.at == at


@pytest.mark.parametrize(("collected", "good"), [(11, False), (12, True), (13, False)])
def test_a_report_of_more_or_fewer_records_than_papers_never_ends_well(
    collected: int, good: bool
) -> None:
    came = replace(ELECTION, turnout=Turnout(collected=collected))
    pieces = write_report(came, [record(n) for n in range(12)], VILLAGE, generated=AT)
    if good:
        assert json.loads("".join(pieces))["CVR"]
        return
    with pytest.raises(BadInput, match=str(collected)):
        list(pieces)


def test_without_the_turnout_the_report_never_ends_well() -> None:
    with pytest.raises(BadInput) as refusal:
        list(write_report(ELECTION, [record()], VILLAGE, generated=AT))
    assert refusal.value.at == "/turnout"


def test_a_pack_that_judges_no_ballot_makes_no_report() -> None:
    with pytest.raises(NoSuchRule):
        report([record()], pack=replace(VILLAGE, over_vote=None))
