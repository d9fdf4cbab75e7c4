"""Deeds on pictures (选票图像的办理): files kept and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import pretty
from huanjie.exchange.pageread import page_read_as_json
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import CountedBy, Round
from huanjie.office.polling.rounds import the_round
from huanjie.office.scanning.intake import ReadFile
from huanjie.office.scanning.models import (
    BATCH_LENGTH,
    GivenRuling,
    PaperCode,
    ScanFile,
    ScannedPage,
    ScanPlace,
)
from huanjie.office.scanning.papercodes import blind
from huanjie.office.scanning.work import word_of, work_of
from huanjie.office.sealing import sealed

MOST_PAGES: Final = 30_000
"""Pages of one vote: many times the papers of the largest village."""


@command(Action.SCAN_BALLOTS)
def keep_scan(
    *, acting_user: ActingUser, election: Election, number: int, batch: str, read: ReadFile
) -> Done[dict[str, Any]]:
    """Keep a file of pictures and what was read on them (上传选票图像). A file that is there by its
    content already is kept once and counts once; both places are named.
    """
    round_ = check_may_scan(election, number)
    batch = batch_of(batch)
    file = round_.scan_files.filter(sha256=read.sha256).first()
    again = file is not None
    if file is None:
        _check_room(round_, read)
        file = _kept(round_, batch, read)
    places = [f"{each.batch}/{each.file_name}" for each in file.places.all()]
    ScanPlace.objects.create(
        file=file,
        region=round_.region,
        batch=batch,
        file_name=read.name,
        uploaded_by=acting_user.user,
        uploaded_at=clock.now(),
    )
    begins = not round_.is_scanned
    if begins:
        round_.counted_by = CountedBy.SCAN
        round_.save(update_fields=("counted_by",))
    answer = {"file": file.pk, "name": file.name, "pages": file.pages, "again": places}
    says = {"round": number, "scan": file.pk, "file_sha256": read.sha256, "again": again}
    return Done(answer=answer, says=says | {"pages": 0 if again else file.pages}, moves=begins)


def check_may_scan(election: Election, number: int) -> Round:
    """The vote that may be scanned now; BadInput where the papers are not collected, or are
    counted by sheets.
    """
    after(Stage(election.stage), Action.SCAN_BALLOTS)
    round_ = the_round(election, number)
    if round_.sheets.exists():
        raise BadInput(
            "已经有人交了计票单，一次投票不能两种方式混用",
            remedy="用计票单计完；要改成扫描，先更正收回的选票，撤下计票单",
        )
    return round_


def batch_of(batch: str) -> str:
    """A batch's name: which box the papers came out of, or which stack they are."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in batch).split())
    if not said:
        raise BadInput("没有写批次", at="batch", remedy="写哪个票箱或者哪一沓，例如“中心票箱”")
    if len(said) > BATCH_LENGTH:
        raise BadInput(f"批次超过 {BATCH_LENGTH} 个字", at="batch", remedy="写短一些")
    return said


def _check_room(round_: Round, read: ReadFile) -> None:
    pages = sum(round_.scan_files.values_list("pages", flat=True))
    if pages + len(read.pages) > MOST_PAGES:
        raise BadInput(
            f"这次投票的图像超过 {MOST_PAGES} 页", at="pictures", remedy="撤下重复的图像，再上传"
        )


def _kept(round_: Round, batch: str, read: ReadFile) -> ScanFile:
    kept = sealed(read.raw)
    file = ScanFile.objects.create(
        round=round_,
        region=round_.region,
        sha256=read.sha256,
        name=_free_name(round_, f"{batch}/{read.name}"),
        batch=batch,
        pages=len(read.pages),
        content=kept.content,
        content_key=kept.key,
    )
    _keep_pages(file, read)
    return file


def _free_name(round_: Round, wanted: str) -> str:
    """The name, or with a number behind it where another content has it already."""
    taken = set(round_.scan_files.filter(name__startswith=wanted).values_list("name", flat=True))
    numbered = (f"{wanted} ({n})" for n in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


def _keep_pages(file: ScanFile, read: ReadFile) -> None:
    own = [replace(page, file=file.name, page=n) for n, page in enumerate(read.pages, start=1)]
    rows = ScannedPage.objects.bulk_create(
        ScannedPage(
            file=file, region=file.region, page=page.page, content=pretty(page_read_as_json(page))
        )
        for page in own
    )
    PaperCode.objects.bulk_create(
        PaperCode(page=row, region=file.region, code=blind(file.round, page.code))
        for row, page in zip(rows, own, strict=True)
        if page.code is not None
    )


@command(Action.SCAN_BALLOTS)
def withdraw_scans(
    *, acting_user: ActingUser, election: Election, number: int, files: tuple[int, ...]
) -> Done[int]:
    """Take files of pictures back (撤下选票图像), and with them whatever was decided of their
    papers; the answer is how many. Without any picture left the vote may be counted either way
    again.
    """
    after(Stage(election.stage), Action.SCAN_BALLOTS)
    round_ = the_round(election, number)
    own = round_.scan_files.filter(pk__in=files)
    names = dict(own.values_list("name", "pages"))
    if not files or len(names) != len(set(files)):
        raise BadInput("这次投票没有这份图像文件", remedy="重新打开这一页，看现在有哪些文件")
    gone = [
        word_of(item.key)
        for item in work_of(election, round_).items
        if any(name in names for name, _page in item.key)
    ]
    rulings, _ = GivenRuling.objects.filter(round=round_, item__in=gone).delete()
    own.delete()
    if not round_.scan_files.exists():
        round_.counted_by = CountedBy.SHEETS
        round_.save(update_fields=("counted_by",))
    says = {"round": number, "withdrawn_scans": sorted(files), "pages": sum(names.values())}
    return Done(answer=len(names), says=says | {"rulings": rulings})
