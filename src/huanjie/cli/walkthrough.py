"""`huanjie demo --files DIR`: an invented village election and a Party branch, from the plan to a
verified dossier.

It runs the same commands that a user types, and shows each of them.
"""

from __future__ import annotations

import os
import random
import shlex
import subprocess
import sys
from pathlib import Path

from huanjie.cli import walkthrough_elections
from huanjie.cli.walkthrough_elections import Vote
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.dossier import container, pyz
from huanjie.exchange.cvr import write_records
from huanjie.exchange.election import election_as_json


def walk_through(folder: Path) -> int:
    """Run both elections on the command line; it fails where any of its commands does."""
    chance = random.Random(os.urandom(16))
    pages = [_village(folder / "village", chance), _branch(folder / "branch", chance)]
    print("\n两份卷宗都已复核，完整。 Both dossiers are whole. 打开看 Open:")
    for page in pages:
        print(f"  {page}")
    return 0


def _village(folder: Path, chance: random.Random) -> Path:
    """A village committee: a tie, a revote, and a runoff for the woman's seat."""
    _say("一、村民委员会选举（浙江）· A village committee, with a tie and a runoff")
    folder.mkdir(parents=True, exist_ok=True)
    day = walkthrough_elections.POLLING_DAY
    _plan(folder, "villagers-committee", str(day))
    _vote(folder, "first", walkthrough_elections.first_vote(), chance)
    _run("count", folder / "first.json", folder / "first.jsonl", "-o", folder / "count.json")
    _vote(folder, "revote", walkthrough_elections.revote(), chance)
    _next(folder, "revote")
    _vote(folder, "runoff", walkthrough_elections.runoff(), chance)
    _next(folder, "runoff")
    return _finish(folder, "first", "revote", "runoff")


def _branch(folder: Path, chance: random.Random) -> Path:
    """A Party branch: the members' meeting, then the committee's own vote."""
    _say("二、党支部换届 · A Party branch, in two stages")
    folder.mkdir(parents=True, exist_ok=True)
    _plan(folder, "party-branch", str(walkthrough_elections.MEETING))
    _vote(folder, "first", walkthrough_elections.party_vote(), chance)
    _run("count", folder / "first.json", folder / "first.jsonl", "-o", folder / "count.json")
    _vote(folder, "officers", walkthrough_elections.officers_vote(), chance)
    _next(folder, "officers")
    return _finish(folder, "first", "officers")


def _plan(folder: Path, pack: str, day: str) -> None:
    law = ("--pack", pack, "--region", "zhejiang", "--polling-day", day)
    _run("schedule", *law)
    _run("schedule", *law, "--format", "ics", "-o", folder / "schedule.ics")


def _vote(folder: Path, name: str, vote: Vote, chance: random.Random) -> None:
    """Write the paper and the records that a reader of the papers would have written."""
    lines = "".join(write_records(vote.records(chance)))
    write_whole(
        {
            folder / f"{name}.json": jsontext.pretty(election_as_json(vote.election)).encode(),
            folder / f"{name}.jsonl": lines.encode(),
        }
    )


def _next(folder: Path, kind: str) -> None:
    count = folder / "count.json"
    files = (folder / f"{kind}.json", folder / f"{kind}.jsonl")
    _run("count", *files, "--after", count, "--kind", kind, "-o", count)


def _finish(folder: Path, *counted: str) -> Path:
    """Declare, seal, and let the single-file verifier check the dossier on its own."""
    _run("declare", folder / "count.json")
    dossier, page = folder / "dossier.zip", folder / "index.html"
    records = [part for name in counted for part in ("--cvr", folder / f"{name}.jsonl")]
    sealed = ("--sealed", folder / "sealed.zip")
    keys = ("--keys", folder / "keys")
    _run("dossier", folder / "count.json", *records, *keys, "-o", dossier, *sealed)
    write_whole({page: container.read(dossier.read_bytes())["index.html"]})
    key = folder / "keys" / "signing.pub"
    _run("verify", dossier, "--key", key)
    _verify_alone(folder / "verify.pyz", dossier, key)
    return page


def _verify_alone(verifier: Path, dossier: Path, key: Path) -> None:
    """Verify once more with the single file that a stranger has, in a Python of its own."""
    write_whole({verifier: pyz.build()})
    words = [str(verifier), str(dossier), "--key", str(key)]
    print(f"\n$ python3 {shlex.join(words)}", flush=True)
    if subprocess.run([sys.executable, "-I", *words], check=False).returncode:
        raise BadInput("示例的卷宗没有通过复核", file=str(dossier))


def _run(*words: object) -> None:
    """Run one of our own commands as a user would, and show it."""
    from huanjie.cli.main import main

    arguments = [str(word) for word in words]
    print(f"\n$ huanjie {shlex.join(arguments)}", flush=True)
    status = main(arguments)
    if status:
        raise BadInput(f"示例停在“huanjie {arguments[0]}”，退出状态 {status}")


def _say(heading: str) -> None:
    print(f"\n==== {heading} ====", flush=True)
