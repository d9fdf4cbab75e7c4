"""Which column of a file is what (列的对应): asked where the headings are not known, and remembered
for the unit, so that the next file with the same headings is read without asking.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from huanjie.domain.celltext import Cell, written
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import COLUMNS, Column, column_of, heading_of
from huanjie.domain.rollfit import required_of
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.filekind import read_sheets
from huanjie.exchange.rollheader import (
    Matched,
    is_one_text,
    labels_of,
    missing_from,
    unknown_header,
)
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import Checked, as_text
from huanjie.office.roll.models import ColumnMatch, Upload
from huanjie.office.roll.reading import check_file, veiled
from huanjie.office.roll.services import FILE_NAME_LENGTH, make_room

ROWS_SHOWN: Final = 5
MOST_COLUMNS: Final = 60
_LONGEST_CELL: Final = 20
ASKED: Final[tuple[Column, ...]] = tuple(each for each in COLUMNS if each != "unit")
"""what may be chosen"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A file whose headings are not known (没有认出的表头)."""

    labels: tuple[str, ...]
    """the headings, one a column"""
    rows: tuple[tuple[str, ...], ...]
    """the first rows below, masked"""

    @property
    def fingerprint(self) -> str:
        """By which the same headings are known again."""
        return sha256(jsontext.canonical(list(self.labels))).hexdigest()

    @property
    def guessed(self) -> tuple[Column | None, ...]:
        """What each heading says by itself."""
        return tuple(column_of(label) if label else None for label in self.labels)


def unknown_columns(raw: bytes) -> Unknown | None:
    """The headings of the first sheet that has people below some; None where no sheet has."""
    for sheet in read_sheets(raw):
        header = unknown_header(sheet)
        labels = labels_of(header[1]) if header else ()
        if header and 1 < len(labels) <= MOST_COLUMNS and len(set(filter(None, labels))) > 1:
            below = [cells for number, cells in sheet.rows if number > header[0]]
            people = [cells for cells in below if not is_one_text(cells)][:ROWS_SHOWN]
            return Unknown(labels=labels, rows=tuple(_shown(row, len(labels)) for row in people))
    return None


def _shown(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    texts = [veiled(written(cell))[:_LONGEST_CELL] for cell in cells[:width]]
    return (*texts, *[""] * (width - len(texts)))


class ColumnsUnknown(BadInput):
    """The columns of a file are not known (认不出各列), and somebody can say what they are."""


def read_upload(election: Election, *, name: str, raw: bytes) -> Checked:
    """Check an uploaded file; headings that are not known are read as this unit said before.
    ColumnsUnknown where it did not say, and can.
    """
    try:
        return check_file(election, name=name, raw=raw)
    except BadInput as fault:
        unknown = _askable(election, raw)
        if unknown is None:
            raise
        matched = _remembered(election, unknown)
        if matched is None:
            raise ColumnsUnknown(fault.says, at=fault.at, remedy=fault.remedy) from fault
    return check_file(election, name=name, raw=raw, matched=matched)


def _askable(election: Election, raw: bytes) -> Unknown | None:
    """The headings, where what is wrong with a file is that they do not name what is needed."""
    try:
        unknown = unknown_columns(raw)
    except BadInput:
        return None
    guessed = [column for column in unknown.guessed if column] if unknown else []
    return unknown if missing_from(guessed, required_of(election.member_roll)) else None


def _remembered(election: Election, unknown: Unknown) -> Matched | None:
    """What was said of these headings before, for this unit; None where nobody said."""
    found = ColumnMatch.objects.filter(
        region=election.region, fingerprint=unknown.fingerprint
    ).first()
    return found.columns if found else None


def matched_columns(
    election: Election, unknown: Unknown, chosen: Iterable[str]
) -> dict[str, Column]:
    """What somebody chose for each heading, checked: every column once, and all that are needed."""
    found: dict[str, Column] = {}
    for label, word in zip(unknown.labels, chosen, strict=True):
        column = next((each for each in ASKED if each == word), None)
        if column is None or not label:
            continue
        if column in found.values():
            raise BadInput(f"有两列都选了{heading_of(column)}", remedy="每一项只选一列")
        if unknown.labels.count(label) > 1:
            raise BadInput(
                f"有几列的标题都是“{label}”，分不清", remedy="在表格里把标题改成不同的，再上传"
            )
        found[label] = column
    if missing := missing_from(found.values(), required_of(election.member_roll)):
        names = "、".join(map(heading_of, missing))
        raise BadInput(f"还没有选哪一列是{names}", remedy="看下面的内容，选好再提交")
    return found


@command(Action.UPLOAD_ROLL)
def keep_unknown(*, acting_user: ActingUser, election: Election, name: str, raw: Raw) -> Done[int]:
    """Keep a file until somebody says what its columns are (上传); the answer is its number."""
    after(Stage(election.stage), Action.UPLOAD_ROLL)
    make_room(election)
    upload = Upload.objects.create(
        election=election,
        region=election.region,
        file_name=name[:FILE_NAME_LENGTH],
        sha256=raw.sha256,
        uploaded_by=acting_user.user,
        uploaded_at=clock.now(),
        rows=0,
        good=0,
        bad=0,
        content=base64.b64encode(raw.content).decode(),
        needs_columns=True,
    )
    says = {"upload": upload.pk, "file_sha256": raw.sha256}
    return Done(answer=upload.pk, says=says, moves=False)


@dataclass(frozen=True, slots=True, repr=False)
class Raw:
    """The bytes of a file (文件内容); shown by their fingerprint alone."""

    content: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return sha256(self.content).hexdigest()

    def __repr__(self) -> str:
        return self.sha256


def raw_of(upload: Upload) -> bytes:
    """The file of an upload whose columns are not known."""
    if upload.content is None or not upload.needs_columns:
        raise BadInput("这份文件已经撤回，或者各列已经对应", remedy="回到名册页重新上传")
    return base64.b64decode(upload.content)


@command(Action.UPLOAD_ROLL)
def match_columns(
    *, acting_user: ActingUser, election: Election, upload: int, columns: Mapping[str, Column]
) -> Done[int]:
    """Say what the columns of an uploaded file are (对应各列), check it, and remember what was said
    for this unit; the answer is the upload's number.
    """
    after(Stage(election.stage), Action.UPLOAD_ROLL)
    kept = election.uploads.filter(pk=upload).first()
    if kept is None:
        raise BadInput("这次选举没有这份上传的文件", remedy="回到名册页重新上传")
    raw = raw_of(kept)
    unknown = unknown_columns(raw)
    checked = check_file(election, name=kept.file_name, raw=raw, matched=columns)
    if unknown:
        ColumnMatch.objects.update_or_create(
            region=election.region,
            fingerprint=unknown.fingerprint,
            defaults={
                "columns": dict(columns),
                "matched_by": acting_user.user,
                "matched_at": clock.now(),
            },
        )
    kept.rows, kept.good, kept.bad = checked.rows, len(checked.good), len(checked.rejected)
    kept.content, kept.needs_columns = as_text(checked), False
    kept.save(update_fields=("rows", "good", "bad", "content", "needs_columns"))
    says = {"upload": upload, "columns": len(columns), "rows": kept.rows}
    return Done(answer=upload, says=says | {"good": kept.good, "bad": kept.bad}, moves=False)


@command(Action.UPLOAD_ROLL)
def forget_columns(*, acting_user: ActingUser, election: Election, match: int) -> Done[int]:
    """Forget what some headings mean (忘记列的对应): the next file with them is asked about."""
    found = ColumnMatch.objects.filter(pk=match, region=election.region).first()
    if found is None:
        raise BadInput("没有记住这样的表头", remedy="回到上传页看现在记住的")
    found.delete()
    return Done(answer=match, says={"forgotten_columns": match}, moves=False)


def remembered_of(election: Election) -> list[tuple[int, list[tuple[str, str]]]]:
    """What is remembered for the unit (记住的对应): each with its headings and our columns."""
    return [
        (match.pk, [(label, heading_of(column)) for label, column in match.columns.items()])
        for match in ColumnMatch.objects.filter(region=election.region)
    ]
