"""A file of incumbents against the register (任职表核对): what is new, and what cannot be."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.exchange.incumbentfile import (
    COLUMNS,
    IncumbentRow,
    Line,
    headings,
    line_of,
    read_incumbents,
)
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.incumbents.models import Body, Holding, IncumbentFile
from huanjie.office.incumbents.register import Register
from huanjie.office.incumbents.services import Seat, check_free, index_in
from huanjie.office.incumbents.terms import kinds_of, posts_of
from huanjie.office.units.models import Unit

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One line after its check (核对过的一行)."""

    line: Line
    unit: Unit | None
    kind: str
    post: str
    problems: tuple[str, ...]

    @property
    def stated(self) -> IncumbentRow:
        """What a good line states."""
        assert self.line.stated
        return self.line.stated

    @property
    def seat(self) -> Seat:
        """Who takes which post by a good line."""
        row = self.stated
        return Seat(
            post=self.post,
            name=row.name,
            sex=row.sex or "",
            id_number=row.id_number,
            from_on=row.from_on,
            how=row.how,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The file with every row on one side (核对结果)."""

    good: tuple[Checked, ...]
    bad: tuple[Checked, ...]

    @property
    def rows(self) -> int:
        """How many rows of people the file has."""
        return len(self.good) + len(self.bad)


@command(Action.KEEP_INCUMBENTS)
def keep_upload(*, acting_user: ActingUser, unit: Unit, name: str, raw: bytes) -> Done[int]:
    """Keep a file until it is loaded; the answer is its number. Nobody sits anywhere by it yet."""
    try:
        lines = read_incumbents(name, raw)
    except BadInput as fault:
        where = f"{fault.at}：" if fault.at else ""
        raise BadInput(f"{where}{fault.says}", at="file", remedy=fault.remedy) from None
    if not lines or len(lines) > MOST_ROWS:
        raise BadInput(
            f"文件里有 {len(lines)} 行，要有 1 至 {MOST_ROWS} 行", at="file", remedy="分开导入"
        )
    upload = IncumbentFile.objects.create(
        region=unit.pk,
        file_name=name[:200],
        uploaded_by=acting_user.user,
        uploaded_at=clock.now(),
        content=json.dumps([_cells(line) for line in lines], ensure_ascii=False),
    )
    return Done(answer=upload.pk, says={"upload": upload.pk, "rows": len(lines)}, moves=False)


def check(unit: Unit, upload: IncumbentFile, register: Register | None = None) -> Sorted:
    """The rows of an upload against the tree, the packs and whoever sits there now."""
    lines = _lines(upload)
    codes = {line.stated.unit for line in lines if line.stated}
    units = Unit.objects.in_bulk(codes)
    heads: dict[tuple[str, str, str, str], int] = {}
    by_themselves = [_checked(line, units, unit, heads) for line in lines]
    checked = list(_against(register or Register(unit), by_themselves))
    return Sorted(
        good=tuple(each for each in checked if not each.problems),
        bad=tuple(each for each in checked if each.problems),
    )


def _cells(line: Line) -> list[object]:
    return [line.sheet, line.row, dict(line.texts)]


def _lines(upload: IncumbentFile) -> tuple[Line, ...]:
    """The lines as they were read, read again."""
    kept = json.loads(upload.content or "[]")
    return tuple(line_of(sheet, row, texts) for sheet, row, texts in kept)


def _checked(
    line: Line,
    units: Mapping[str, Unit],
    office: Unit,
    heads: dict[tuple[str, str, str, str], int],
) -> Checked:
    row = line.stated
    if row is None:
        return Checked(line=line, unit=None, kind="", post="", problems=line.problems)
    unit = units.get(row.unit)
    problems = list(_of_unit(row, unit, office))
    kind = _word(row.body, kinds_of(unit)) if unit else ""
    if unit and not kind:
        problems.append(f"{unit.name}没有“{row.body}”这种组织")
    post = (_word(row.post, posts_of(kind)) or row.post) if kind else row.post
    key = (row.unit, kind, row.body_name, post)
    if kind and post == posts_of(kind)[0][0]:
        first = heads.setdefault(key, line.row)
        if first != line.row:
            problems.append(f"{row.post}在第 {first} 行已经有一个人")
    return Checked(line=line, unit=unit, kind=kind, post=post, problems=tuple(problems))


def _of_unit(row: IncumbentRow, unit: Unit | None, office: Unit) -> Iterator[str]:
    if unit is None or not unit.is_within(office):
        yield f"{office.name}下面没有代码是 {row.unit} 的单位"
    elif unit.is_gone:
        yield f"{unit.name}已经撤并"
    for day in (row.from_on, row.elected_on):
        if day and day > clock.today():
            yield f"日期 {day} 还没有到"


def _word(text: str, named: Iterable[tuple[str, str]]) -> str:
    """The word that a text means: itself, or the one whose name it is."""
    return next((word for word, name in named if text in (word, name)), "")


def by_body(rows: Iterable[Checked]) -> dict[tuple[str, str, str], list[Checked]]:
    """The rows of each body together."""
    grouped: dict[tuple[str, str, str], list[Checked]] = {}
    for each in rows:
        key = (each.stated.unit, each.kind, each.stated.body_name)
        grouped.setdefault(key, []).append(each)
    return grouped


def newer_term(body: Body, rows: Iterable[Checked]) -> datetime.date | None:
    """The day of a newer election of the body that these rows state; None where they state none."""
    elected_on = max((e.stated.elected_on for e in rows if e.stated.elected_on), default=None)
    is_newer = elected_on and (body.elected_on is None or elected_on > body.elected_on)
    return elected_on if is_newer else None


def is_entered(each: Checked, now: Iterable[Holding]) -> bool:
    """Whether somebody is entered in this post already: by the number, else by the name."""
    index, name = index_in(each.seat), each.stated.name
    own = (row for row in now if row.post == each.post)
    if index is None:
        return any(row.name == name for row in own)
    return any(row.id_index and bytes(row.id_index) == index for row in own)


def _against(register: Register, checked: Iterable[Checked]) -> Iterator[Checked]:
    """The rows with what the register has against them: the seat of whoever leads a body is taken
    while its term runs.
    """
    rows = list(checked)
    told = {}
    for own in by_body(each for each in rows if not each.problems).values():
        unit = own[0].unit
        body = register.body(unit, own[0].kind, own[0].stated.body_name) if unit else None
        if body is None or newer_term(body, own):
            continue
        for each in own:
            if fault := _taken(register, body, each):
                told[id(each)] = fault
    for each in rows:
        yield replace(each, problems=(told[id(each)],)) if id(each) in told else each


def _taken(register: Register, body: Body, each: Checked) -> str:
    now, index = register.now(body), index_in(each.seat)
    if is_entered(each, now):
        return ""
    try:
        check_free(body, each.seat, register.person(body, index), now)
    except BadInput as fault:
        return f"{fault.says}，{fault.remedy}"
    return ""


def rejected_rows(checked: Sorted) -> tuple[list[str], list[list[str]]]:
    """The rows that cannot be entered, with their place and every reason, to be mended."""
    words = list(checked.bad[0].line.texts) if checked.bad else []
    names = {column.word: column.headings[0] for column in COLUMNS}
    rows = [
        [
            *(each.line.texts.get(word, "") for word in words),
            str(each.line.row),
            "；".join(each.problems),
        ]
        for each in checked.bad
    ]
    heads = [*(names[word] for word in words), "行号", "问题"] if words else [*headings()]
    return heads, rows
