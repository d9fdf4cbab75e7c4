"""`huanjie count` and `huanjie declare`: from cast vote records to the result, round by round."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import add_output, deliver, read_json, refuse_overlap, today
from huanjie.cli.declared_text import declared_as_text
from huanjie.domain.contest import Declaration
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.election import Election
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.officers import Officers
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import Answer, CountFile, declare_rounds
from huanjie.domain.tally import Tally, check_has_turnout, tally
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.count import count_as_json, read_count
from huanjie.exchange.cvr import read_records, sha256_of
from huanjie.exchange.declared import declared_as_json
from huanjie.exchange.election import read_election
from huanjie.exchange.jsonlines import naming_lines
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

KINDS = ("revote", "runoff", "officers")


def add_to(commands: Any) -> None:
    """Add the commands."""
    count = commands.add_parser(
        "count",
        help="计票 count cast vote records",
        epilog="例 Example: huanjie count election.json cvr.jsonl -o count.json",
    )
    count.add_argument("election", metavar="ELECTION.json", type=Path)
    count.add_argument("records", metavar="CVR.jsonl", type=Path)
    count.add_argument("--after", metavar="COUNT.json", type=Path, help="接在以前各轮之后")
    count.add_argument("--kind", choices=KINDS, help="这一轮是什么 what this round is")
    count.add_argument("-o", "--output", metavar="COUNT.json", type=Path)
    count.add_argument("--json", action="store_true", help="写出的本来就是 JSON")
    count.set_defaults(run=run_count)
    declare = commands.add_parser(
        "declare",
        help="宣布结果 declare the result",
        epilog="例 Example: huanjie declare count.json",
    )
    declare.add_argument("count", metavar="COUNT.json", type=Path)
    declare.add_argument("--json", action="store_true")
    add_output(declare)
    declare.set_defaults(run=run_declare)


def pack_of(election: Election) -> RulePack:
    """The pack that an election names, in force on its polling day."""
    return load(election.pack, on=election.polling_day, today=today(), region=election.region)


def read_count_file(path: Path) -> CountFile:
    """COUNT.json; a fault names the file."""
    with faults_in(path):
        return read_count(read_json(path))


def run_count(chosen: argparse.Namespace) -> int:
    """Count one round, alone or after the rounds before it."""
    if (chosen.after is None) != (chosen.kind is None):
        raise BadInput(
            "--after 和 --kind 要一起写", remedy="接着计票时写 --after COUNT.json --kind runoff"
        )
    outputs = [chosen.output] if chosen.output else []
    refuse_overlap(outputs, [chosen.election, chosen.records])
    with faults_in(chosen.election):
        election = read_election(read_json(chosen.election))
        pack = pack_of(election)
        check_has_turnout(election)
    with naming_lines(read_records(chosen.records), file=str(chosen.records)) as records:
        counted = tally(election, records, pack)
    digest = sha256_of(chosen.records)
    with faults_in(chosen.election):
        count = (
            _after(chosen, election, counted, digest, pack)
            if chosen.after
            else CountFile(
                election=election, rounds=(first_round(election, counted, cvr_sha256=digest),)
            )
        )
        # What could not be declared is refused here, before a file of it exists.
        declare_rounds(count, pack)
    deliver(jsontext.pretty(count_as_json(count)), chosen.output)
    return 0


@contextlib.contextmanager
def faults_in(file: Path) -> Iterator[None]:
    """Name the file in every fault that does not name one yet."""
    try:
        yield
    except BadInput as fault:
        raise fault.within(file=str(file)) from None


def _after(
    chosen: argparse.Namespace, election: Election, counted: Tally, digest: str, pack: RulePack
) -> CountFile:
    before = read_count_file(chosen.after)
    check_later(before, election)
    if chosen.kind == "revote":
        after = with_revote(before, election, counted, cvr_sha256=digest)
        check_seats(before, election, pack)
        return after
    if chosen.kind == "runoff":
        check_runoff(before, election, pack)
        own = runoff_rounds(election, counted, cvr_sha256=digest)
    else:
        final = declare_rounds(before, pack).final
        committee = tuple(dict.fromkeys(person for ids in final.values() for person in ids))
        own = (officers_round(election, counted, committee=committee, cvr_sha256=digest),)
    return CountFile(election=before.election, rounds=(*before.rounds, *own))


def run_declare(chosen: argparse.Namespace) -> int:
    """Declare every round; a void one makes it a plain no."""
    count = read_count_file(chosen.count)
    with faults_in(chosen.count):
        pack = pack_of(count.election)
        declared = declare_rounds(count, pack)
    if chosen.json:
        deliver(jsontext.pretty(declared_as_json(count, declared)), chosen.output)
    else:
        deliver(declared_as_text(count, declared, pack), chosen.output)
    return 1 if any(is_void(answer) for answer in declared.answers) else 0


def is_void(answer: Answer) -> bool:
    """Whether a round elected nobody because it was void (选举无效、到会人数不足)."""
    match answer:
        case Declaration():
            return not answer.valid
        case Officers():
            return not answer.quorum_met
        case _:
            return False
