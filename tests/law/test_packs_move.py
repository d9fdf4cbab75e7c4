"""One figure of one pack changes, and exactly what rests on it moves: every other date, answer and
declaration, of every body and region, stays.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from huanjie.domain.schedule import schedule
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import PACKS, load, versions

CALENDAR = load_calendar()
TODAY = date(2026, 6, 28)
POLLING_DAYS = (date(2026, 6, 24), date(2026, 11, 18))
"""Wednesdays: no date around them falls on a rest day, whether it is counted from 20 or 21."""

REGIONS = {
    "villagers-committee": (None, "sichuan", "zhejiang"),
    "residents-committee": (None, "sichuan"),
    "party-branch": (None,),
}
VILLAGE = "villagers-committee/2026-01-01.toml"
PARTY = "party-branch/2020-07-13.toml"


def poll(post: str = "member", seats: int = 2, **numbers: Any) -> dict[str, Any]:
    """The facts of a declaration of villagers or residents: 700 of 900 voted."""
    votes = numbers.pop("votes")
    people = [{"id": person, "votes": n} for person, n in votes.items()]
    contest = {"post": post, "seats": seats, "women_seat_met": True, "candidates": people}
    facts = {"registered": 900, "voters": 705, "issued": 710, "collected": 700}
    return {**facts, **numbers, "contests": [contest]}


def meeting(attended: int, **votes: int) -> dict[str, Any]:
    """The facts of a declaration of a branch of fifty."""
    people = [{"id": person, "votes": n} for person, n in votes.items()]
    contest = {"post": "member", "seats": 2, "candidates": people}
    numbers = {"entitled": 50, "attended": attended, "issued": attended, "collected": attended}
    return {**numbers, "contests": [contest]}


CLEAR, TIED = {"赵": 600, "钱": 500, "孙": 200}, {"赵": 500, "钱": 400, "孙": 400}
LOSERS = [{"id": person, "votes": 9 - n} for n, person in enumerate("赵钱孙李周吴")]

ELECTED = {"secretary": {"赵": 2}}

Asked = tuple[str, dict[str, Any]]

TIME: dict[str, Asked] = {
    "working-days": ("working-days", {"from": "2026-09-28", "days": 5}),
    "deadline": ("deadline", {"anchor": "2026-09-27", "days": 10, "direction": "after"}),
    "term": ("term", {"elected_on": "2026-06-28"}),
    "candidates": ("candidates", {"seats": 3}),
    "stand-again": ("runoff-candidates", {"vacancies": 3, "candidates": LOSERS}),
}
DIRECT: dict[str, Asked] = {
    **TIME,
    "turnout-half": ("turnout", {"registered": 1000, "voted": 500}),
    "turnout-over": ("turnout", {"registered": 1000, "voted": 501}),
    "papers": ("ballot-total", {"voters": 690, "issued": 710, "collected": 700}),
    "ballot": ("ballot", {"posts": {"a": 1, "b": 2}, "ballots": {"x": {"a": {"approve": 2}}}}),
    "declare-clear": ("declare", poll(votes=CLEAR)),
    "declare-tied": ("declare", poll(votes=TIED)),
    "declare-tight": ("declare", poll(collected=460, votes={"赵": 300})),
    "declare-void": ("declare", poll(collected=450, votes={"赵": 300})),
    "declare-papers": ("declare", poll(voters=690, votes=CLEAR)),
    "runoff": ("runoff", {"vacancies": 1, "collected": 630, "votes": {"孙": 210}}),
}
BRANCH: dict[str, Asked] = {
    **TIME,
    "quorum-39": ("quorum", {"entitled": 50, "attended": 39}),
    "quorum-40": ("quorum", {"entitled": 50, "attended": 40}),
    "electorate": ("electorate", {"members": [{"id": "赵", "standing": "probationary"}]}),
    "papers": ("ballot-total", {"voters": 44, "issued": 50, "collected": 45}),
    "ballot": ("ballot", {"seats": 2, "ballots": {"x": {"approve": 3}, "y": {"approve": 2}}}),
    "declare-clear": ("declare", meeting(44, 赵=40, 钱=30)),
    "declare-tied": ("declare", meeting(44, 赵=40, 钱=30, 孙=30)),
    "declare-void": ("declare", meeting(39, 赵=39)),
    "runoff": ("runoff", {"vacancies": 1, "attended": 44, "votes": {"孙": 22}}),
    "officers": ("officers", {"committee": list("赵钱孙"), "attended": 2, "votes": ELECTED}),
}


def laws(root: Path) -> Iterator[tuple[str, Law]]:
    """Every pack of the shelf under the name `body` or `body+region`."""
    for body, regions in REGIONS.items():
        for region in regions:
            pack = load(body, today=TODAY, region=region, root=root)
            yield "+".join(filter(None, [body, region])), Law(pack=pack, calendar=CALENDAR)


def answers(root: Path) -> dict[str, Any]:
    """Every answer and exit status, by pack and case."""
    found = {}
    for name, law in laws(root):
        cases = BRANCH if name == "party-branch" else DIRECT
        for case, (question, facts) in cases.items():
            answer, status = ask(question, law, facts)
            found[f"{name} {case}"] = (answer["answer"], status)
    return found


def dates(root: Path) -> dict[str, Any]:
    """Every step's window, by pack, polling day and event."""
    return {
        f"{name} {day} {step.event}": step.window
        for name, law in laws(root)
        for day in POLLING_DAYS
        for step in schedule(law.pack, polling_day=day, calendar=CALENDAR).steps
    }


def moved(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def edited(folder: Path, file: str, was: str, becomes: str) -> Path:
    """A copy of the shelf in which one place of one file reads otherwise."""
    root = folder / "packs"
    shutil.copytree(PACKS, root)
    text = (root / file).read_text("utf-8")
    assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times"
    (root / file).write_text(text.replace(was, becomes), "utf-8")
    return root


def everywhere(*cases: str) -> set[str]:
    """These cases under the villagers' pack, in each of its regions."""
    names = ("villagers-committee", "villagers-committee+sichuan", "villagers-committee+zhejiang")
    return {f"{name} {case}" for name in names for case in cases}


def nationally(*cases: str) -> set[str]:
    """These cases where no province says otherwise."""
    return {f"villagers-committee {case}" for case in cases}


def in_a_branch(*cases: str) -> set[str]:
    return {f"party-branch {case}" for case in cases}


def test_an_untouched_copy_of_the_shelf_moves_nothing(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    assert moved(answers(PACKS), answers(tmp_path / "packs")) == set()
    assert moved(dates(PACKS), dates(tmp_path / "packs")) == set()


BEFORE_THE_ROLL = (
    "committee-formed",
    "committee-published",
    "measures-adopted",
    "registration-start",
    "registration-end",
)
"""What must be done before the roll can be posted, and has no date of its own."""


def test_twenty_one_days_move_the_roll_and_the_two_dates_that_rest_on_it(tmp_path: Path) -> None:
    root = edited(tmp_path, VILLAGE, "days = 20\n", "days = 21\n")
    resting = ("roll-published", "objections-end", "objection-decided")
    # in Sichuan the audit is published before the election committee is formed
    audits = {f"villagers-committee+sichuan {day} audit-published" for day in POLLING_DAYS}
    assert moved(dates(PACKS), dates(root)) == audits | everywhere(
        *(f"{day} {event}" for day in POLLING_DAYS for event in (*BEFORE_THE_ROLL, *resting))
    )
    assert moved(answers(PACKS), answers(root)) == set()
    day = f"villagers-committee {POLLING_DAYS[0]} roll-published"
    assert (dates(PACKS)[day].latest, dates(root)[day].latest) == (
        date(2026, 6, 4),
        date(2026, 6, 3),
    )


HALF = 'more_than = "1/2"'
VALID = ("declare-clear", "declare-tied", "declare-tight")

EDITS = {
    "two thirds elect": (
        (VILLAGE, f"[majority]\n{HALF}", '[majority]\nmore_than = "2/3"'),
        # in Zhejiang the papers of declare-papers are too many: nobody's line is drawn
        (everywhere(*VALID, "declare-papers") - {"villagers-committee+zhejiang declare-papers"}),
    ),
    "two thirds must vote": (
        (VILLAGE, f"[turnout.voters]\n{HALF}", '[turnout.voters]\nmore_than = "2/3"'),
        everywhere("turnout-half", "turnout-over", "declare-tight", "declare-void"),
    ),
    "two fifths in the runoff": (
        (VILLAGE, '[runoff]\nat_least = "1/3"', '[runoff]\nat_least = "2/5"'),
        everywhere("runoff"),
    ),
    "no rule on ties": (
        (VILLAGE, "[tie]\n", "[box_total]\n"),  # a table of the same shape, asked of boxes alone
        nationally("declare-tied"),
    ),
    "a ballot judged by post": (
        (VILLAGE, 'judged = "whole"', 'judged = "by-post"'),
        nationally("ballot"),
    ),
    "papers compared with voters": (
        (VILLAGE, 'at_most = ["issued"]', 'at_most = ["voters"]'),
        nationally("papers", "declare-papers"),
    ),
    "three quarters make a quorum": (
        (PARTY, '[quorum]\nat_least = "4/5"', '[quorum]\nat_least = "3/4"'),
        in_a_branch("quorum-39", "quorum-40", "declare-void"),
    ),
    "two thirds of the committee": (
        (PARTY, '[officers_quorum]\nat_least = "4/5"', '[officers_quorum]\nat_least = "2/3"'),
        in_a_branch("officers"),
    ),
    "half of those entitled": (
        (PARTY, f'[majority]\n{HALF}\nof = "attended"', f'[majority]\n{HALF}\nof = "entitled"'),
        in_a_branch("declare-clear", "declare-tied"),
    ),
    "two fifths more candidates": (
        (PARTY, 'beyond_at_least = "1/5"', 'beyond_at_least = "2/5"'),
        in_a_branch("candidates", "stand-again"),
    ),
    "four years": ((PARTY, "years = 5", "years = 4"), in_a_branch("term")),
}


@pytest.mark.parametrize("name", EDITS)
def test_exactly_the_answers_that_rest_on_a_rule_move_with_it(name: str, tmp_path: Path) -> None:
    edit, expected = EDITS[name]
    root = edited(tmp_path, *edit)
    assert moved(answers(PACKS), answers(root)) == expected
    assert moved(dates(PACKS), dates(root)) == set()


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_moves_the_hash_of_its_own_file_alone(name: str, tmp_path: Path) -> None:
    (file, was, becomes), _ = EDITS[name]
    root = edited(tmp_path, file, was, becomes)
    pairs = zip(versions(PACKS), versions(root), strict=True)
    touched = [one for one, two in pairs if one.sha256() != two.sha256()]
    assert [each.path for each in touched] == [PACKS / file]


def test_a_province_that_says_it_itself_is_not_moved_by_the_nation(tmp_path: Path) -> None:
    """Sichuan and Zhejiang have their own rule on ties: without the national one theirs stands."""
    root = edited(tmp_path, VILLAGE, "[tie]\n", "[box_total]\n")
    tied = {name: answer for name, answer in answers(root).items() if name.endswith("-tied")}
    nation, status = tied.pop("villagers-committee declare-tied")
    (result,) = nation["contests"]
    assert (nation["valid"], result["next"], status) == (True, ["decide"], 0)
    assert result["conditions"][0].endswith("由省、自治区、直辖市的规定决定。")
    assert {status for _, status in tied.values()} == {0}
