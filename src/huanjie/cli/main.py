"""`huanjie`: the commands and their arguments."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from huanjie import __version__
from huanjie.cli import (
    adjudicate_command,
    ask_command,
    backup_commands,
    ballots_command,
    count_commands,
    cvr_command,
    demo,
    dossier_commands,
    eligibility_command,
    handbook_command,
    kinship_command,
    law_commands,
    papers_command,
    review_command,
    roll_command,
    scan_command,
    schedule_command,
    site_commands,
)
from huanjie.cli.ending import INTERRUPTED, ended
from huanjie.door.fault import BadInput


class _Parser(argparse.ArgumentParser):
    """argparse whose faults are one sentence, like every other fault."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"命令写得不对（{message}）", remedy=f"看 {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line; each command's room adds its own."""
    top = _Parser(
        prog="huanjie",
        description="换届：从法律到当选结果，一套算法，人人可复核。 "
        "Grassroots elections, from the law to a declared result that anyone can recompute.",
    )
    top.add_argument("--version", action="version", version=f"huanjie {__version__}")
    commands = top.add_subparsers(dest="command", metavar="命令", required=True)
    rooms = (
        law_commands,
        ask_command,
        kinship_command,
        roll_command,
        eligibility_command,
        schedule_command,
        handbook_command,
        ballots_command,
        papers_command,
        scan_command,
        review_command,
        adjudicate_command,
        count_commands,
        cvr_command,
        dossier_commands,
        site_commands,
        backup_commands,
        demo,
    )
    for room in rooms:
        room.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""

    def command() -> int:
        chosen = parser().parse_args(arguments)
        return int(chosen.run(chosen))

    return ended(command)


def run() -> NoReturn:
    """The entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has stopped reading: that is theirs to decide, and no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
