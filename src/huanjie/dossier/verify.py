"""Verification (复核卷宗): everything computed again, and the first thing named that does not hold.

Offline, by anyone, under the enclosed law. Nothing is raised but BadInput, and that only for bytes
that are no dossier at all: a damaged dossier gets a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from huanjie.door.fault import BadInput, Fault
from huanjie.dossier import container
from huanjie.dossier.check_files import (
    check_every_byte,
    check_hashes_in_log,
    check_manifest,
    check_rendered,
)
from huanjie.dossier.check_log import check_log, check_rounds, check_signer
from huanjie.dossier.check_result import check_declaration, check_law, check_schedule
from huanjie.dossier.check_sealed import SEALED_ZIP, check_sealed
from huanjie.dossier.contents import (
    CHECKPOINT,
    COUNT,
    DECLARATION,
    ENTRIES,
    KEY,
    MANIFEST,
    PACK,
    PAGE,
    SCHEDULE,
)
from huanjie.dossier.examination import Broken, Examination, NotDone
from huanjie.dossier.outlook import held, is_valid
from huanjie.dossier.people import People
from huanjie.dossier.verdict import Failure, Step, Verdict
from huanjie.protect.signature import fingerprint

Check = Callable[[Examination], str]

CHECKS: Final[tuple[tuple[str, str, Check], ...]] = (
    ("文件与清单", MANIFEST, check_manifest),
    ("日志与签名", ENTRIES, check_log),
    ("计票与日志", COUNT, check_rounds),
    ("内容与日志", ENTRIES, check_hashes_in_log),
    ("法律与日历", PACK, check_law),
    ("重算当选结果", DECLARATION, check_declaration),
    ("重算日程", SCHEDULE, check_schedule),
    ("页面与公告", PAGE, check_rendered),
    ("每个字节", MANIFEST, check_every_byte),
    ("签署人", KEY, check_signer),
    ("封存部分", SEALED_ZIP, check_sealed),
)
"""Each check with its name and the file to be named where nothing better is known, in order."""

_CONTAINER: Final = "读取容器"
_MARKS: Final = (MANIFEST.encode(), CHECKPOINT.encode())
_UNREASONABLE: Final = (
    Fault,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def verify(
    raw: bytes,
    *,
    key: str | None = None,
    sealed: bytes | None = None,
    archive_key: bytes | None = None,
) -> Verdict:
    """Check a dossier; `key` is a fingerprint or a public key, `archive_key` opens `sealed`."""
    try:
        files = container.read(raw, check_sums=False)
    except BadInput as fault:
        if not all(mark in raw for mark in _MARKS):
            raise
        failure = Failure(fault.file, "", fault.says)
        return _verdict(None, [Step(_CONTAINER, False, fault.says)], failure)
    if not any(name in files for name in (MANIFEST, COUNT, ENTRIES)):
        raise BadInput("这不是卷宗", remedy="选择 huanjie dossier 生成的 dossier.zip")
    exam = Examination(raw=raw, files=files, key_asked=key, sealed=sealed, archive_key=archive_key)
    return _examined(exam, [Step(_CONTAINER, True, f"{len(files)} 个文件")])


def _examined(exam: Examination, steps: list[Step]) -> Verdict:
    """Every check in order, until one fails."""
    failure: Failure | None = None
    for name, file, check in CHECKS:
        if failure:
            steps.append(Step(name, None, "前面已有不符，没有进行"))
            continue
        try:
            says = check(exam)
            steps.append(Step(name, _holds(exam, check, says), says))
        except Broken as broken:
            failure = broken.failure
            steps.append(Step(name, False, failure.says))
        except _UNREASONABLE:
            failure = Failure(file, "", "内容不合常理，无法重算")
            steps.append(Step(name, False, failure.says))
    return _verdict(exam, steps, failure)


def _holds(exam: Examination, check: Check, says: str) -> bool | None:
    """Another signer breaks nothing off, and yet does not agree."""
    if check is check_signer and exam.signer == "other":
        return False
    return None if isinstance(says, NotDone) else True


def _verdict(exam: Examination | None, steps: list[Step], failure: Failure | None) -> Verdict:
    decided = exam is not None and exam.decided
    return Verdict(
        whole=failure is None,
        fails=failure,
        signer=exam.signer if exam else "not checked",
        steps=tuple(steps),
        fingerprint=_fingerprint(exam) if exam else None,
        corrects=exam.case.correction if exam and decided else None,
        result=tuple(_result(exam)) if exam and decided else (),
    )


def _fingerprint(exam: Examination) -> str | None:
    key = getattr(exam, "key", None)
    return fingerprint(key.public_key) if key else None


def _result(exam: Examination) -> Iterator[str]:
    """What was decided, in lines to print."""
    case, people = exam.case, People(exam.case)
    election = case.count.election
    yield f"{election.unit.name}（{election.unit.code}） {case.pack.name} {election.polling_day}"
    if not is_valid(case):
        yield "选举无效"
        return
    for each in held(case):
        vacant = f"（尚缺 {each.vacancies} 名）" if each.vacancies else ""
        yield f"{people.post(each.post)}：{people.names(each.people) or '—'}{vacant}"
