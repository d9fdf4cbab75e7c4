"""The site's COUNT.json (计票文件): whoever runs `huanjie declare` on it gets the same answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.office.conftest import act
from tests.office.polling.conftest import Evening, relatives

from huanjie.cli.main import main
from huanjie.domain.contest import PersonId
from huanjie.domain.election import Contest
from huanjie.domain.rounds import declare_rounds
from huanjie.domain.sheets import Place, Sheet, SheetContest, differences
from huanjie.door.fault import BadInput
from huanjie.exchange.declared import declared_as_json
from huanjie.office.deeds import journal
from huanjie.office.planning.laws import law_of
from huanjie.office.polling import services
from huanjie.office.polling.nextround import NextRound, open_now
from huanjie.office.polling.rounds import (
    asks_attended,
    count_before,
    election_file,
    entitled,
    stored_count,
)

MOST_VOTES = 5
STRANGERS = ("盘古月", "包不识", "柳无名", "田远方")


def a_sheet(
    chance: Random, evening: Evening, contests: tuple[Contest, ...], *, marks: bool
) -> Sheet:
    """A sheet that adds up, with somebody written in who is not elected yet."""
    papers = evening.round.collected or 0
    valid = papers - chance.randint(0, min(3, papers))
    taken = elected_before(evening)
    strangers = [name for name in STRANGERS if name not in taken]
    return Sheet(
        contests={
            c.post: _part(chance, c, (valid, papers - valid), strangers, marks=marks)
            for c in contests
        }
    )


def elected_before(evening: Evening) -> set[str]:
    """Whoever holds a post after the votes before this one."""
    if evening.number == 1:
        return set()
    final = declare_rounds(count_before(evening.round), law_of(evening.election).pack).final
    return {str(person) for ids in final.values() for person in ids}


def _part(
    chance: Random,
    contest: Contest,
    papers: tuple[int, int],
    names: list[str],
    *,
    marks: bool,
) -> SheetContest:
    valid, invalid = papers
    people: list[Any] = [candidate.id for candidate in contest.candidates]
    strangers = [name for name in names if name not in people]
    if contest.write_ins and not marks:
        people += strangers[:1]
    votes = some_votes(chance, people, contest.seats, valid)
    written = {name: n for name in strangers if (n := votes.pop(name, 0))}
    oppose = {person: chance.randint(0, valid - n) for person, n in votes.items()}
    return SheetContest(
        valid=valid,
        invalid=invalid,
        votes={PersonId(person): n for person, n in votes.items()},
        oppose=oppose if marks else None,
        abstain={p: valid - n - oppose[p] for p, n in votes.items()} if marks else None,
        write_ins=written,
    )


def some_votes(chance: Random, people: list[Any], seats: int, valid: int) -> dict[Any, int]:
    """A clear result, a tie across the last seat, or whatever comes: no more than there are."""
    votes = dict.fromkeys(people, 0)
    mode = chance.choice(("clear", "tie", "any"))
    liked = chance.sample(people, k=min(seats + (mode == "tie"), len(people)))
    for person in liked:
        votes[person] = seats * valid // max(len(liked), seats + 1)
    if mode == "any":
        for person in people:
            room = seats * valid - sum(votes.values()) + votes[person]
            votes[person] = chance.randint(0, min(room, valid))
    return votes


def count_by_two(evening: Evening, chance: Random, *, marks: bool) -> None:
    """Both tellers count; sometimes they differ, and the scrutineer takes either's whole sheet."""
    file = election_file(evening.election, evening.round)
    sheet = a_sheet(chance, evening, file.contests, marks=marks)
    other = a_sheet(chance, evening, file.contests, marks=marks) if chance.random() < 0.3 else sheet
    evening.enter_both(sheet, other)
    found = differences(sheet, other)
    if found:
        decided: dict[Place, int] = {each.place: each.second for each in found}
        services.settle_sheets(
            acting_user=act(evening.cast.scrutineer),
            election=evening.election,
            number=evening.number,
            decided=decided,
        )
    evening.declare()


def hold_one(evening: Evening, chance: Random, number: int, *, marks: bool) -> None:
    voted = chance.randint(9, 20)
    evening.issue(30, number=number)
    pack = law_of(evening.election).pack
    most = entitled(evening.election, evening.round) or voted
    voted = min(voted, most)
    people = {"attended": voted} if asks_attended(pack) else {"voters": voted}
    # Now and then a paper too many: the vote is void.
    evening.collect(voted + (chance.random() < 0.1 and voted < most), **people)
    count_by_two(evening, chance, marks=marks)


def next_one(evening: Evening, chance: Random) -> bool:
    """Arrange one of the votes that are open; False where none is."""
    votes = open_now(evening.election, evening.round)
    if not votes:
        return False
    key, vote = chance.choice(list(votes.items()))
    candidates: Mapping[str, tuple[str, ...]] = {}
    if vote.kind == "officers":
        candidates = {str(c.post): (str(chance.choice(vote.may_stand)),) for c in vote.contests}
    day = evening.round.held_on
    assert day
    chosen = NextRound(
        votes=(key,),
        day=day,
        candidates=candidates,
        sexes=dict.fromkeys(vote.may_stand, chance.choice("fm")),
    )
    try:
        services.open_round(
            acting_user=act(evening.cast.clerk), election=evening.election, chosen=chosen
        )
    except BadInput as refused:
        # Her sex is known now, and the runoff that she was written in at was one among women.
        if "不再进行" not in refused.says:
            raise
        return False
    return True


def check(evening: Evening, folder: Path) -> None:
    """What the command says of the stored file is what the site declared."""
    count = stored_count(evening.round)
    path = folder / f"count-{evening.number}.json"
    path.write_text(json.dumps(evening.round.count, ensure_ascii=False), "utf-8")
    answer = folder / f"answer-{evening.number}.json"
    assert main(["declare", str(path), "--json", "-o", str(answer)]) in (0, 1)
    declared = declare_rounds(count, law_of(evening.election).pack)
    assert json.loads(answer.read_text("utf-8")) == json.loads(
        json.dumps(declared_as_json(count, declared))
    )


@pytest.mark.parametrize("seed", range(24))
def test_a_village_is_declared_alike_by_the_command(
    evening: Evening, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    evening.election.registered = 21
    evening.election.save()
    if chance.random() < 0.3:
        relatives(evening.election, "p1", "p3")
    all_votes(evening, chance, tmp_path, marks=False)


@pytest.mark.parametrize("seed", range(12))
def test_a_party_branch_is_declared_alike_by_the_command(
    meeting: Evening, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    all_votes(meeting, chance, tmp_path, marks=True)


def all_votes(evening: Evening, chance: Random, folder: Path, *, marks: bool) -> None:
    """Vote after vote until nothing is open, or long enough; the log verifies at the end."""
    for number in range(1, MOST_VOTES + 1):
        hold_one(evening, chance, number, marks=marks)
        check(evening, folder)
        if not next_one(evening, chance):
            break
    journal.check(evening.election.log_name)
