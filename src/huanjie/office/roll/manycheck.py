"""The check of one file for many units (成批核对): which rows are good, and where they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from huanjie.bulk.rollrepeats import Repeats, repeats
from huanjie.bulk.rollscan import BadRow, RollScan, scan
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.rollcheck import RowRule
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import required_of, unfit
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.door.files import reason
from huanjie.exchange.csvparts import Opener
from huanjie.exchange.rollparts import open_roll
from huanjie.office.planning.models import Election
from huanjie.office.roll.services import Way
from huanjie.office.roll.targets import Targets, targets
from huanjie.office.units.models import Unit

Progress = Callable[[int, int], None]
Tell = Callable[[BadRow], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that can be read again (文件): its name, how to open it, and its fingerprint."""

    name: str
    open: Opener
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """A file on this machine."""
        try:
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise BadInput(f"文件读不了（{reason(error)}）", file=str(path)) from None
        return cls(name=path.name, open=lambda: path.open("rb"), sha256=digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyRolls:
    """A file that was checked (核对过的文件): which of its units go where."""

    found: RollScan
    sha256: str
    elections: Mapping[int, Election]
    """by the unit's place among the file's units"""
    refused: Mapping[int, str]
    repeated: Repeats
    rejected: int
    """rows that the check sent back"""
    members: MemberRoll | None
    """what the rolls of the body are called, where its members vote by their standing"""
    way: Way
    """whether it takes the place of what is on the rolls"""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Our columns that the file has."""
        tops = self.found.source.tops
        return tuple(dict.fromkeys(c for top in tops for c in top.header.columns.values()))


def check_many(
    place: Unit,
    body: str,
    file: Source,
    *,
    way: Way,
    tell: Tell,
    progress: Progress = lambda done, total: None,
) -> ManyRolls:
    """Check a file of the rolls of one body below a place. `tell` hears of each bad row; of units
    that are not known and of good rows that go back, when it is foreseen what loading does, or
    done.
    """
    members = MEMBER_ROLLS.get(body)
    required: tuple[Column, ...] = (*required_of(members), "unit")
    source = open_roll(file.name, file.open, required=required)
    told = Counted(tell)
    found = scan(
        source,
        rule=RowRule(required=required, members=members),
        judge=lambda person: _judged(members, person),
        tell=told,
        progress=lambda rows: progress(rows, max(rows, source.expected)),
    )
    used = [text for text, (rows, _) in zip(found.units, found.of_units(), strict=True) if rows]
    where = targets(place, body, used, replaces=way == "replace")
    return _sorted(found, where, file.sha256, told.times, members, way)


def _judged(members: MemberRoll | None, person: RollPerson) -> tuple[Column, str, str] | None:
    told = unfit(person, members)
    return (told.column, told.kind, told.says) if told else None


class Counted:
    """Tells, and counts how often."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self.times = tell, 0

    def __call__(self, row: BadRow) -> None:
        self.times += 1
        self._tell(row)


def _sorted(
    found: RollScan,
    where: Targets,
    sha256: str,
    rejected: int,
    members: MemberRoll | None,
    way: Way,
) -> ManyRolls:
    places = {text: at for at, text in enumerate(found.units)}
    first: dict[str, int] = {}
    elections: dict[int, Election] = {}
    same: dict[int, int] = {}
    for text, election in where.elections.items():
        same[places[text]] = one = first.setdefault(election.pk, places[text])
        elections[one] = election
    joined = found.joined(same)
    return ManyRolls(
        found=joined,
        sha256=sha256,
        elections=elections,
        refused={places[text]: says for text, says in where.refused.items()},
        repeated=repeats(joined),
        rejected=rejected,
        members=members,
        way=way,
    )
