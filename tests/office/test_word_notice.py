"""The notice as a Word file says everything that the plain notice says, and leaves nobody out."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from tests.dossier import cast, revotes
from tests.dossier.examples import EXAMPLES, example

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    Round,
    RunoffFacts,
)
from huanjie.dossier.case import Case, years_touched
from huanjie.dossier.correction import Correction
from huanjie.dossier.notice import result_notice
from huanjie.dossier.notice_content import notice_of
from huanjie.dossier.notice_parts import Votes
from huanjie.dossier.sentences import sentences
from huanjie.law.pack import RulePack
from huanjie.office.closing.word_notice import result_paper
from huanjie.protect.verifierkey import VerifierKey

AT = datetime.datetime(2026, 6, 28, 12, 30, tzinfo=datetime.UTC)
CASES = [*EXAMPLES, "runoff", "revote", "correction", "officers"]


def case_of(count: CountFile, pack: RulePack) -> Case:
    years = years_touched(count, pack, cast.calendar())
    return Case(count=count, pack=pack, calendar=years, key=VerifierKey("huanjie", bytes(32)))


def with_round(count: CountFile, round_: Round) -> CountFile:
    return replace(count, rounds=(*count.rounds, round_))


def officers_case() -> Case:
    """The Party branch, after its committee elected its officers."""
    count, pack = example("party-first-stage")
    people = tuple(map(PersonId, "ABC"))
    facts = OfficersFacts(
        committee=people,
        attended=len(people),
        votes={Post("secretary"): {people[0]: 3}, Post("deputy-secretary"): {people[1]: 1}},
    )
    return case_of(
        replace(count, rounds=(*count.rounds, Round(kind="officers", facts=facts))), pack
    )


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every kind of result there is."""
    folder: Path = tmp_path_factory.mktemp("election")
    village = case_of(cast.counted(folder)[0], cast.villagers())
    correction = Correction(replaces="ab" * 32, reason="漏计 3 张", approved_by="组长")
    return {
        **{name: case_of(*example(name)) for name in EXAMPLES},
        "runoff": village,
        "revote": case_of(revotes.counted(folder).count, cast.villagers()),
        "correction": replace(village, correction=correction),
        "officers": officers_case(),
    }


def word_of(case: Case, at: datetime.datetime = AT) -> bytes:
    return result_paper(case, made_at=at).as_bytes(made_at=at)


def paragraphs(case: Case) -> list[str]:
    document = docx.Document(io.BytesIO(word_of(case)))
    return [each.text.replace("\n", "") for each in document.paragraphs]


def tables(case: Case) -> list[list[tuple[str, ...]]]:
    """Every table without its head."""
    document = docx.Document(io.BytesIO(word_of(case)))
    rows = ([tuple(c.text for c in row.cells) for row in each.rows] for each in document.tables)
    return [own[1:] for own in rows]


def votes_of(case: Case) -> Iterator[Votes]:
    for section in notice_of(case).sections:
        yield from (block for block in section.blocks if isinstance(block, Votes))


@pytest.mark.parametrize("name", CASES)
def test_every_line_of_the_plain_notice_that_is_no_table_stands_in_the_word_file(
    cases: dict[str, Case], name: str
) -> None:
    said = paragraphs(cases[name])
    votes = {votes.caption for votes in votes_of(cases[name])}
    lines = [line.strip() for line in result_notice(cases[name]).splitlines()[:-2] if line]
    start = lines.index(next(line for line in lines if line.startswith("第 1 轮")))
    elected = next((n for n, line in enumerate(lines) if line.startswith("一、选举有效")), start)
    for line in (*lines[: elected + 1], *lines[start:]):
        caption = line.partition("：")[0]
        assert line in said or caption in votes & set(said), line


@pytest.mark.parametrize("name", CASES)
def test_every_sentence_of_the_arithmetic_stands_there_with_its_article(
    cases: dict[str, Case], name: str
) -> None:
    said = paragraphs(cases[name])
    for index in range(len(cases[name].count.rounds)):
        steps = sentences(cases[name], index)
        assert steps
        for step in steps:
            assert f"{step.says}（{step.citation.named}）" in said


@pytest.mark.parametrize("name", CASES)
def test_every_persons_votes_stand_in_the_table_of_their_vote(
    cases: dict[str, Case], name: str
) -> None:
    own = [votes for votes in votes_of(cases[name]) if votes.rows]
    assert own
    for votes, rows in zip(own, tables(cases[name])[-len(own) :], strict=True):
        assert sorted(rows) == sorted((r.name, f"{r.votes:,}", r.result) for r in votes.rows)
        numbers = [int(row[1].replace(",", "")) for row in rows]
        assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("name", CASES)
def test_everybody_elected_has_a_row_of_their_own(cases: dict[str, Case], name: str) -> None:
    final = [person for people in cases[name].declared.final.values() for person in people]
    names = {c.id: c.name for each in cases[name].count.election.contests for c in each.candidates}
    if final:
        rows = tables(cases[name])[0]
        shown = [row[1] for row in rows if not row[1].startswith("（")]
        assert shown == [names.get(person, person) for person in final]


def test_a_void_election_lists_nobody_and_says_so_of_every_vote(cases: dict[str, Case]) -> None:
    void = cases["turnout-half-is-not-more-than-half"]
    assert tables(void) == [
        [("候选人A", "480", "选举无效"), ("候选人B", "20", "选举无效")],
    ]
    assert any(each.startswith("一、选举无效：") for each in paragraphs(void))


def test_a_tie_says_that_a_revote_follows_and_the_revote_who_won(cases: dict[str, Case]) -> None:
    _, _, first, again = tables(cases["revote"])
    assert {name: result for name, _, result in first} == {
        "孙桂兰": "当选",
        "李建国": "票数相等，再次投票",
        "周文斌": "票数相等，再次投票",
        "吴秀英": "未当选",
    }
    assert [(name, result) for name, _, result in again] == [
        ("李建国", "当选"),
        ("周文斌", "未当选"),
    ]


def test_a_tie_that_nobody_has_settled_is_called_one(cases: dict[str, Case]) -> None:
    assert [row[2] for row in tables(cases["tie-across-the-last-seat"])[-1]] == [
        "当选",
        "票数相等",
        "票数相等",
    ]


def test_an_open_seat_has_a_row(cases: dict[str, Case]) -> None:
    assert ("委员", "（尚缺 1 名）", "") in tables(cases["relatives-both-elected"])[0]
    assert ("副书记", "（空缺）", "") in tables(cases["officers"])[0]


def test_a_relative_who_steps_back_is_not_called_elected(cases: dict[str, Case]) -> None:
    assert ("候选人Y", "600", "不任职") in tables(cases["relatives-both-elected"])[-1]


def test_who_steps_back_after_a_runoff_gives_the_seat_to_the_next(cases: dict[str, Case]) -> None:
    """浙江：R wins the runoff, but P is a relative with more votes, and S is next in line."""
    before = cases["relatives-both-elected"]
    pair = (PersonId("P"), PersonId("R"))
    votes = {PersonId("R"): 300, PersonId("S"): 260, PersonId("T"): 40}
    facts = RunoffFacts(vacancies=1, votes=votes, collected=600)
    batch = Batch(
        name="全部", contests={Post("member"): BatchCount(valid=600, invalid=0, votes=votes)}
    )
    count = with_round(before.count, Round(kind="runoff", facts=facts, batches=(batch,)))
    election = replace(count.election, near_relatives=(*count.election.near_relatives, pair))
    rows = tables(case_of(replace(count, election=election), before.pack))[-1]
    assert rows == [
        ("候选人R", "300", "不任职"),
        ("S", "260", "递补当选"),
        ("T", "40", "未当选"),
    ]


def test_who_was_not_elected_at_first_and_wins_the_runoff_is_elected_there_alone(
    cases: dict[str, Case],
) -> None:
    results = [row[2] for rows in tables(cases["runoff"])[1:] for row in rows if row[0] == "周文斌"]
    assert results == ["未当选", "当选"]


@pytest.mark.parametrize(
    ("name", "seals", "signs"),
    [
        ("runoff", "清水村村民选举委员会（盖章）", "主任（签字）：\t\t"),
        ("officers", "主持选举的机构（盖章）", "主持人（签字）：\t\t"),
    ],
)
def test_there_is_a_place_for_seal_signatures_and_the_date(
    cases: dict[str, Case], name: str, seals: str, signs: str
) -> None:
    assert paragraphs(cases[name])[-5:] == [
        signs,
        "监票人（签字）：\t\t",
        "计票人（签字）：\t\t",
        seals,
        "二〇二六年六月二十八日",
    ]


def test_the_date_is_the_day_in_china(cases: dict[str, Case]) -> None:
    late = datetime.datetime(2026, 6, 28, 16, tzinfo=datetime.UTC)
    document = docx.Document(io.BytesIO(word_of(cases["runoff"], late)))
    assert document.paragraphs[-1].text == "二〇二六年六月二十九日"


def test_equal_cases_give_equal_bytes(cases: dict[str, Case]) -> None:
    again = case_of(cases["runoff"].count, cast.villagers())
    assert word_of(again) == word_of(cases["runoff"])
