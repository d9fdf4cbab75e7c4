"""Files for many units on the site (网站上的成批导入): checked when they are sent, loaded by the
tick, so that whoever sent one may leave and come back.

Loading begins anew after an interruption: what an election has already done by this file is not
done twice, and of no election is anything written half.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import PermissionDenied

from huanjie.domain.permission import Action
from huanjie.domain.retention import retention
from huanjie.door.fault import BadInput
from huanjie.exchange.rolltemplate import rejected_file
from huanjie.law.retention import kind_of
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, answer_before, by_machine, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.columns import Raw
from huanjie.office.roll.lastbulk import key_of
from huanjie.office.roll.manycheck import ManyRolls, Source, check_many
from huanjie.office.roll.manyforecast import foresee
from huanjie.office.roll.manyreport import Report, UnitFigures
from huanjie.office.roll.manyrolls import Outcome, load_many
from huanjie.office.roll.models import RollImport
from huanjie.office.roll.services import FILE_NAME_LENGTH, WAYS, Way
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need

_KIND: Final = "uploads"
_SAID: Final = 300
_REASONS: Final = 3
State = RollImport.State


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A file and what was found in it (核对过的文件). What was found follows from the file, and is
    no part of what a form asks for, by which the door knows the form again: hence `repr=False`.
    """

    body: str
    name: str
    way: Way
    raw: Raw
    report: Report = field(default_factory=Report, repr=False)
    rows: int = field(default=0, repr=False)
    rejected: int = field(default=0, repr=False)


def keep_file(
    *, acting_user: ActingUser, unit: Unit, body: str, name: str, way: Way, raw: Raw
) -> int:
    """Check a file of the rolls below a place and keep it (上传); the answer is its number. Nobody
    is on a roll by it yet. BadInput where it is no such file, or none of its units is known.

    It is checked before the door: a large file takes long, and others must not wait for it.
    """
    need(acting_user.user, Action.IMPORT_ROLLS, unit)
    file = _Checked(body=body, name=name, way=way, raw=raw)
    if answer_before(acting_user) is None:
        file = _foreseen(unit, file)
    return _keep(acting_user=acting_user, unit=unit, file=file)


def _foreseen(unit: Unit, file: _Checked) -> _Checked:
    report = Report()
    checked = _check(unit, file.body, file.name, file.way, file.raw.content, report)
    if not checked.elections:
        raise _nowhere(list(checked.refused.values()))
    foreseen = foresee(checked, tell=report.tell, tell_groups=report.tell_groups)
    report.units = [
        UnitFigures(each.election.unit.name, each.loaded, each.rejected, each.replaced)
        for each in foreseen
    ]
    rows = checked.found.rows
    rejected = rows - sum(each.loaded for each in foreseen)
    return replace(file, report=report, rows=rows, rejected=rejected)


@command(Action.IMPORT_ROLLS)
def _keep(*, acting_user: ActingUser, unit: Unit, file: _Checked) -> Done[int]:
    """Keep a file that was checked; the answer is its number."""
    job = RollImport.objects.create(
        region=unit.pk,
        body=file.body,
        way=file.way,
        file_name=file.name[:FILE_NAME_LENGTH],
        sha256=file.raw.sha256,
        uploaded_by=acting_user.user,
        uploaded_at=clock.now(),
        rows=file.rows,
        rejected=file.rejected,
        report=file.report.as_text(),
        content=base64.b64encode(file.raw.content).decode(),
    )
    says = {
        "upload": job.pk,
        "file_sha256": file.raw.sha256,
        "rows": job.rows,
        "rejected": job.rejected,
    }
    return Done(answer=job.pk, says=says, moves=False)


def _nowhere(reasons: list[str]) -> BadInput:
    """Why a file is refused of which no unit takes its rows, by the first reasons."""
    said = "；".join(reasons[:_REASONS]) or "没有一行写着单位"
    more = f"；……共 {len(reasons)} 个单位" if len(reasons) > _REASONS else ""
    says = f"文件里没有一个单位能导入：{said}{more}"
    return BadInput(says, at="file", remedy="照原因改好单位一列，或者先办好选举，再上传")


def _check(place: Unit, body: str, name: str, way: Way, raw: bytes, report: Report) -> ManyRolls:
    source = Source(name=name, open=lambda: io.BytesIO(raw), sha256=sha256(raw).hexdigest())
    try:
        checked = check_many(place, body, source, way=way, tell=report.tell)
    except BadInput as fault:
        says = f"{fault.at}：{fault.says}" if fault.at else fault.says
        raise BadInput(says, at="file", remedy=fault.remedy.rstrip("。")) from fault
    texts, counts = checked.found.units, checked.found.of_units()
    report.columns = tuple(checked.columns)
    report.refused = [(texts[at], counts[at][0], says) for at, says in checked.refused.items()]
    return checked


@command(Action.IMPORT_ROLLS)
def start_loading(*, acting_user: ActingUser, unit: Unit, number: int) -> Done[int]:
    """Let the tick load a checked file (开始导入); the answer is its number."""
    job = _waiting(unit, number)
    job.state, job.failed_because, job.done = State.LOADING, "", 0
    job.uploaded_by = acting_user.user
    job.save(update_fields=("state", "failed_because", "done", "uploaded_by"))
    return Done(answer=number, says={"started": number, "rows": job.rows}, moves=False)


@command(Action.IMPORT_ROLLS)
def withdraw_file(*, acting_user: ActingUser, unit: Unit, number: int) -> Done[int]:
    """Take a checked file back before it is loaded (撤回); the answer is its number."""
    job = _waiting(unit, number)
    job.state, job.content, job.report = State.WITHDRAWN, None, None
    job.save(update_fields=("state", "content", "report"))
    return Done(answer=number, says={"withdrawn_upload": number}, moves=False)


@command(Action.SHOW_NUMBER)
def take_rejected(*, acting_user: ActingUser, unit: Unit, number: int) -> Done[int]:
    """Note that somebody takes the rejected rows of a file, whose numbers are not masked."""
    job = RollImport.objects.filter(pk=number, region=unit.pk).exclude(report=None).first()
    if job is None:
        raise BadInput("这份文件的内容已经不在了", remedy="重新上传")
    return Done(answer=number, says={"upload": number, "rejected": job.rejected}, moves=False)


def rejected_workbook(job: RollImport) -> bytes:
    """The rejected rows as a workbook (退回的行)."""
    report, target = Report.of(job), io.BytesIO()
    with rejected_file(target, report.columns) as sheet:  # type: ignore[arg-type]
        for row in report.rejected:
            sheet.add(row["cells"], row["sheet"], row["row"], row["reasons"])
    return target.getvalue()


def _waiting(unit: Unit, number: int) -> RollImport:
    job = RollImport.objects.filter(pk=number, region=unit.pk).first()
    if job is None:
        raise BadInput("这里没有这份上传的文件", remedy="重新上传")
    if job.state != State.CHECKED or job.content is None:
        raise BadInput("这份文件已经在导入，或者已经撤回", remedy="看这份文件的进展")
    return job


def load_waiting() -> int:
    """Load the files that wait for it, one after the other; how many (定时任务)."""
    jobs = list(RollImport.objects.filter(state=State.LOADING).order_by("pk"))
    for job in jobs:
        _load(job)
    return len(jobs)


def _load(job: RollImport) -> None:
    place = Unit.objects.get(pk=job.region)
    report = Report()
    way = next(each for each in WAYS if each == job.way)

    def acting_for(election: Election) -> ActingUser:
        return ActingUser(user=job.uploaded_by, key=key_of(job, election))

    def progress(done: int, total: int) -> None:
        RollImport.objects.filter(pk=job.pk).update(done=done)

    try:
        raw = base64.b64decode(job.content or "")
        checked = _check(place, job.body, job.file_name, way, raw, report)
        outcome = load_many(checked, acting_for=acting_for, tell=report.tell, progress=progress)
    except (BadInput, PermissionDenied) as fault:
        _end(job, place, state=State.CHECKED, failed_because=str(fault)[:_SAID])
        return
    report.units = _loaded(checked, outcome)
    job.report = report.as_text()
    _end(job, place, state=State.FINISHED, content=None, **_figures(outcome))


def _loaded(checked: ManyRolls, outcome: Outcome) -> list[UnitFigures]:
    """What became of each unit's rows."""
    counts = checked.found.of_units()
    found = []
    for at, election in checked.elections.items():
        loaded = outcome.elections.get(election.pk, 0)
        gone = outcome.replaced.get(election.pk, 0)
        found.append(UnitFigures(election.unit.name, loaded, counts[at][0] - loaded, gone))
    return found


def _figures(outcome: Outcome) -> dict[str, int]:
    return {"loaded": outcome.loaded, "rejected": outcome.rejected, "done": outcome.rows}


def _end(job: RollImport, place: Unit, **changes: Any) -> None:
    """Say what became of a file, in the log of its place too."""

    def service() -> dict[str, object]:
        for name, value in changes.items():
            setattr(job, name, value)
        job.save()
        return {
            "upload": job.pk,
            "loaded": job.loaded,
            "rejected": job.rejected,
            "failed": bool(job.failed_because),
        }

    by_machine("load-rolls", place, service)


def forget_imports() -> int:
    """Empty files that nobody loaded, and reports, when the period of an upload is over; how many
    (到期删除).
    """
    held = RollImport.objects.exclude(content=None, report=None).exclude(state=State.LOADING)
    due = [job for job in held if _is_due(job)]
    for region in {job.region for job in due}:
        rows = [job.pk for job in due if job.region == region]
        by_machine("delete-data", Unit.objects.get(pk=region), lambda rows=rows: _empty(rows))  # type: ignore[misc]
    return len(due)


def _empty(rows: Iterable[int]) -> dict[str, object]:
    jobs = RollImport.objects.filter(pk__in=list(rows))
    return {"deleted": {_KIND: jobs.update(content=None, report=None)}}


def _is_due(job: RollImport) -> bool:
    begun = job.uploaded_at.astimezone(clock.CHINA).date()
    return retention(kind_of(_KIND), begun).is_due(clock.today())
