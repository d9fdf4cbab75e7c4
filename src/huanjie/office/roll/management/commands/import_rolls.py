"""`huanjie manage import_rolls FILE`: one file for the rolls of many units (成批导入名册)."""

from __future__ import annotations

import sys
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from huanjie.bulk.rollscan import BadRow
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import COLUMNS
from huanjie.door.fault import BadInput
from huanjie.door.files import writing_whole
from huanjie.exchange.rolltemplate import RejectedSheet, rejected_file
from huanjie.office.command import ActingUser
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.progress import Bar
from huanjie.office.roll.manycheck import Source, Tell, check_many
from huanjie.office.roll.manyrolls import Outcome, load_many
from huanjie.office.roll.services import WAYS
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need, places_of

FOUND: Final = 1
"""the exit status where rows went back"""
_MOST_UNITS: Final = 20


class Command(BaseCommand):
    """Check a file, then put everybody on the roll of their unit; exit status 1 where rows went
    back.
    """

    help = (
        "成批导入名册 load one file with the rolls of many units (columns: unit, name, id_number)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose rolls, and who does it."""
        parser.add_argument("file", type=Path, help="CSV，或者 20 万人以内的 XLSX；要有“单位”一列")
        parser.add_argument("--body", required=True, help="哪一种选举，例如 villagers-committee")
        parser.add_argument("--user", required=True, help="经办人的账号 who does it")
        parser.add_argument("--place", help="在哪个单位之下（代码）；不写，用经办人的单位")
        parser.add_argument("--way", choices=WAYS, default="replace", help="整份替换，或者追加新人")
        parser.add_argument("--bad", type=Path, metavar="BAD.xlsx", help="退回的行写到这个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, load, say what became of every row."""
        try:
            outcome, refused = _import(options)
        except (BadInput, PermissionDenied) as fault:
            raise CommandError(str(fault)) from None
        self._say(outcome, refused, options["bad"])
        if outcome.rejected:
            sys.exit(FOUND)

    def _say(self, outcome: Outcome, refused: list[str], bad: Path | None) -> None:
        people = sum(outcome.elections.values())
        self.stdout.write(
            f"{outcome.rows} 行：导入 {people} 人，退回 {outcome.rejected} 行；"
            f"{len(outcome.elections)} 个单位 · rows, loaded, sent back, units"
        )
        for line in refused[:_MOST_UNITS]:
            self.stdout.write(line)
        if len(refused) > _MOST_UNITS:
            self.stdout.write(f"……共 {len(refused)} 个单位没有导入")
        if outcome.rejected and bad is None:
            self.stdout.write("退回的行和原因：加 --bad 退回的行.xlsx 再核对一次")


def _import(options: dict[str, Any]) -> tuple[Outcome, list[str]]:
    """Everything, and what to say of units that are not known."""
    user = _user(options["user"])
    place = _place(user, options["place"])
    run = uuid.uuid4().hex

    def acting_for(election: Election) -> ActingUser:
        return ActingUser(user=user, key=f"{run}-{election.pk}")

    with _rejected(options["bad"]) as tell:
        checked = check_many(
            place,
            options["body"],
            Source.of(options["file"]),
            way=options["way"],
            tell=tell,
            progress=Bar("核对").tell,
        )
        outcome = load_many(
            checked,
            acting_for=acting_for,
            tell=tell,
            progress=Bar("导入").tell,
        )
    texts = checked.found.units
    return outcome, [f"{texts[unit]}：{says}" for unit, says in checked.refused.items()]


def _user(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise BadInput(f"没有账号 {username}，或者已经停用", at="--user", remedy="核对账号")
    return user


def _place(user: User, code: str | None) -> Unit:
    """Below which place; the user's own where none is told."""
    if code is None:
        places = places_of(user, Action.IMPORT_ROLLS)
        if len(places) != 1:
            raise BadInput(
                f"账号 {user.username} 可以成批导入的单位有 {len(places)} 个",
                at="--place",
                remedy="写单位代码；成批导入由换届工作办公室办理",
            )
        return places[0]
    place = Unit.objects.filter(pk=code).first()
    if place is None:
        raise BadInput(f"没有代码为 {code} 的单位", at="--place", remedy="核对代码")
    need(user, Action.IMPORT_ROLLS, place)
    return place


@contextmanager
def _rejected(path: Path | None) -> Iterator[Tell]:
    """Where bad rows go: into a workbook, or nowhere."""
    if path is None:
        yield lambda _: None
        return
    with writing_whole(path) as target, rejected_file(target, COLUMNS) as sheet:
        yield lambda row: _add(sheet, row)


def _add(sheet: RejectedSheet, row: BadRow) -> None:
    said = (f"{column}：{says}" if column else says for column, _, says in row.reasons)
    sheet.add(row.cells, row.sheet, row.row, said)
