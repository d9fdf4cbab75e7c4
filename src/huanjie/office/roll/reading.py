"""Reading a roll (读名册): the check of the file, and what this election asks besides.

A person is on a roll once. Of rows that say the same, the first is kept; where one number stands
beside different words, nobody knows which row is right: all of them go back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from huanjie.domain.duplicates import Place
from huanjie.domain.identity import masked
from huanjie.domain.memberroll import PARTY, MemberRoll
from huanjie.domain.registration import AgeLimit, age_limits, too_young
from huanjie.domain.rollcolumns import Column, heading_of
from huanjie.domain.rollfit import required_of, unfit
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.exchange.rollfile import Finding, GoodRow, Note, RejectedRow, RollFile, read_roll
from huanjie.exchange.rollgroups import GROUP_SPELLING, Where, rows_in_words
from huanjie.exchange.rollheader import NOT_MATCHED, Matched
from huanjie.exchange.rolltable import Skipped
from huanjie.exchange.rolltemplate import template_columns
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import Checked, GoodLine, Problem, RejectedLine, Remark
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.roll.kinds import SAME_NUMBER, SAME_ROW

_NUMBERS: Final = re.compile(r"\d(?:[ \u3000-]*\d){10,}(?:[ \u3000-]*[XxＸｘ])?")
"""long numbers, whether in one piece or in several, in digits of any width"""
_BETWEEN: Final = re.compile(r"[ \u3000-]")


def columns_of(election: Election) -> tuple[Column, ...]:
    """The columns of the template that is handed out (模板的列)."""
    return template_columns(election.member_roll)


def check_file(
    election: Election, *, name: str, raw: bytes, matched: Matched = NOT_MATCHED
) -> Checked:
    """Read and check an uploaded file, its columns as they were `matched`; one that is no roll is
    BadInput at the form's `file`.
    """
    on, members = election.polling_day, election.member_roll
    required = required_of(members)
    try:
        roll = read_roll(name, raw, required=required, on=on, matched=matched, members=members)
    except BadInput as fault:
        says = f"{fault.at}：{fault.says}" if fault.at else fault.says
        raise BadInput(veiled(says), at="file", remedy=fault.remedy.rstrip("。")) from fault
    return _told_apart(roll, sha256(raw).hexdigest(), _problems(election, roll), members)


def problem_of(election: Election, person: RollPerson) -> tuple[Column, Problem] | None:
    """What this election's roll cannot take of somebody whom the check lets pass."""
    told = unfit(person, election.member_roll)
    if told is None:
        return None
    return told.column, Problem(column=told.heading, kind=told.kind, says=told.says)


def age_limits_of(election: Election) -> tuple[AgeLimit, ...]:
    """The last days on which somebody on this roll may be born (选举日年满十八周岁)."""
    return age_limits(law_of(election).pack, polling_day=election.polling_day)


def young(limit: AgeLimit) -> Problem:
    """What is said of whoever was born later (不到年龄)."""
    return Problem(column=heading_of("id_number"), kind=limit.kind, says=limit.says)


def veiled(text: str) -> str:
    """Text of a file as a page may repeat it: long numbers masked, however they are written.

    >>> veiled("990001 19900307 101x")
    '9900**********101x'
    """
    return _NUMBERS.sub(lambda found: masked(_BETWEEN.sub("", found[0])), text)


def _problems(election: Election, roll: RollFile) -> Mapping[Where, tuple[Problem, ...]]:
    """What else is wrong with rows that the check lets pass, by their places."""
    found: defaultdict[Where, tuple[Problem, ...]] = defaultdict(tuple)
    good = {(row.sheet, row.row): row.person for row in roll.good}
    limits = age_limits_of(election)
    for where, person in good.items():
        if told := problem_of(election, person):
            found[where] += (told[1],)
        if person.birth_date and (limit := too_young(limits, person.birth_date)):
            found[where] += (young(limit),)
    for duplicate in roll.duplicates:
        for where, problem in _repeated(duplicate.places, good):
            found[where] += (problem,)
    return found


def _repeated(
    places: tuple[Place, ...], good: Mapping[Where, RollPerson]
) -> Iterator[tuple[Where, Problem]]:
    """The rows of one person that go back, each with the rows that it repeats."""
    wheres = [(place.sheet, place.row) for place in places]
    people = {good[where] for where in wheres if where in good}
    alike = len(people) == 1 and all(where in good for where in wheres)
    for where in wheres[1:] if alike else wheres:
        if where in good:
            others = [each for each in wheres if each != where]
            yield where, repeats(where, others, alike=alike)


def repeats(where: Where, others: list[Where], *, alike: bool) -> Problem:
    """Why a row goes back that repeats others (重复的行): they say the same, or they do not."""
    said = rows_in_words(others, where[0])
    if alike:
        says = f"与{said}完全相同，只导入第一次出现的那一行"
    else:
        says = f"与{said}是同一个证件号码，内容却不同，分不清哪一行对，都没有导入"
    return Problem(column=None, kind=SAME_ROW if alike else SAME_NUMBER, says=says)


def _told_apart(
    roll: RollFile,
    fingerprint: str,
    problems: Mapping[Where, tuple[Problem, ...]],
    members: MemberRoll | None,
) -> Checked:
    """The file with every row on one side, in its own order."""
    order = {(each.place.sheet, each.place.row): at for at, each in enumerate(roll.stands)}
    late = [row for row in roll.good if (row.sheet, row.row) in problems]
    rejected = [
        *_rejected(roll),
        *(
            sent_back(row, roll.columns, problems[row.sheet, row.row], members=members)
            for row in late
        ),
    ]
    return Checked(
        file=roll.file,
        sha256=fingerprint,
        good=tuple(
            GoodLine(sheet=row.sheet, row=row.row, person=row.person)
            for row in roll.good
            if (row.sheet, row.row) not in problems
        ),
        rejected=tuple(sorted(rejected, key=lambda row: order[row.sheet, row.row])),
        # The preview tells of groups by itself, beside those that are on the roll.
        notes=tuple(_remark(each) for each in roll.notes if each.kind != GROUP_SPELLING),
        skipped=tuple(map(_remark, roll.skipped)),
        columns=roll.columns,
    )


def _rejected(roll: RollFile) -> Iterator[RejectedLine]:
    """The rows that the check itself rejects, each with all its reasons."""
    reasons: defaultdict[Where, list[Finding]] = defaultdict(list)
    for finding in roll.bad:
        reasons[finding.sheet, finding.row].append(finding)
    for row in roll.rejected:
        problems = tuple(
            Problem(column=each.column, kind=each.kind, says=veiled(each.says))
            for each in reasons[row.sheet, row.row]
        )
        yield RejectedLine(sheet=row.sheet, row=row.row, cells=row.cells, problems=problems)


def sent_back(
    row: GoodRow | GoodLine,
    columns: tuple[Column, ...],
    problems: tuple[Problem, ...],
    *,
    members: MemberRoll | None,
) -> RejectedLine:
    """A row that the check lets pass and that is rejected all the same."""
    cells = cells_of(row.person, columns, members)
    if isinstance(row, GoodRow) and row.person.standing is None and row.standing:
        cells["standing"] = row.standing
    return RejectedLine(sheet=row.sheet, row=row.row, cells=cells, problems=problems)


def words_for(members: MemberRoll | None) -> Mapping[Column, Mapping[str, str]]:
    """How a roll writes what we hold as a code (性别、类别)."""
    standings = {**PARTY.standings, **(members.standings if members else {})}
    return {"sex": SEX_WORDS, "standing": standings}


def cells_of(
    person: RollPerson, columns: tuple[Column, ...], members: MemberRoll | None
) -> dict[Column, str]:
    """A person in the words of a roll, to be mended and sent again."""
    words = words_for(members)
    texts = {column: str(getattr(person, column) or "") for column in columns}
    return {column: words.get(column, {}).get(text, text) for column, text in texts.items()}


def _remark(each: Note | Skipped) -> Remark:
    column = each.column if isinstance(each, Note) else None
    return Remark(sheet=each.sheet, row=each.row, column=column, says=veiled(each.says))


def rejected_file(checked: Checked) -> RollFile:
    """The rejected rows alone, as the writer of workbooks takes them."""
    findings = tuple(
        # The workbook prints the place and the sentence; a kind of ours is a whole row's there.
        Finding(sheet=row.sheet, row=row.row, column=each.column, kind="row-shape", says=each.says)
        for row in checked.rejected
        for each in row.problems
    )
    rows = tuple(
        RejectedRow(sheet=row.sheet, row=row.row, cells=row.cells) for row in checked.rejected
    )
    return RollFile(
        file=checked.file,
        rows=len(rows),
        good=(),
        bad=findings,
        notes=(),
        skipped=(),
        duplicates=(),
        rejected=rows,
        columns=checked.columns,
        stands=(),
    )
