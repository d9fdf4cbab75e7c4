"""Deeds of the polling day (选举日的办理): papers out and in, two sheets, their settlement, the
declaration, the next vote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from huanjie.domain.contest import Post
from huanjie.domain.contradictions import contradictions
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.sheets import Place, Sheet, settle
from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import count_as_json
from huanjie.exchange.sheets import read_sheet, sheet_as_json
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.counted import outcome_of
from huanjie.office.polling.countways import ByRecords
from huanjie.office.polling.issuing import hand_out, issue_papers
from huanjie.office.polling.models import RecordFile, Round, Settlement
from huanjie.office.polling.models import Sheet as SheetRow
from huanjie.office.polling.nextround import NextRound, paper_for
from huanjie.office.polling.papers import Taken, collect_papers
from huanjie.office.polling.printcodes import forget_codes
from huanjie.office.polling.records import scans
from huanjie.office.polling.rounds import current_round, election_file, the_round
from huanjie.office.polling.stored import TWO, as_text, both_of, particulars
from huanjie.office.polling.writtenin import check_written_in

__all__ = (
    "Contradictory",
    "NextRound",
    "Taken",
    "collect_papers",
    "declare",
    "enter_sheet",
    "hand_out",
    "issue_papers",
    "open_round",
    "settle_sheets",
)


class Contradictory(BadInput):
    """A sheet whose sums cannot be (自相矛盾的计票单): every contradiction, each a sentence."""

    def __init__(self, each: tuple[str, ...]) -> None:
        self.each = each
        super().__init__("；".join(each), remedy="核对原始记录，改正以后再交")


@command(Action.ENTER_SHEET)
def enter_sheet(
    *, acting_user: ActingUser, election: Election, number: int, collected: int, sheet: Sheet
) -> Done[int]:
    """Hand in a sheet (交计票单): whole and free of contradictions, or not at all.

    `collected` is the number of papers that the form showed. A teller may replace their own sheet
    until the other one is in.
    """
    after(Stage(election.stage), Action.ENTER_SHEET)
    round_ = the_round(election, number)
    if round_.is_scanned:
        raise BadInput(
            "这次投票用扫描计票，不再交计票单", remedy="要改成两人计票，先撤下全部选票图像"
        )
    if collected != round_.collected:
        raise BadInput("收回的选票数在您打开这一页以后改过", remedy="按现在的收回数核对，再交")
    rows = list(round_.sheets.all())
    own = next((row for row in rows if row.teller_id == acting_user.user.pk), None)
    if len(rows) == TWO:
        refusal = "两份计票单都已经交了，不能再改" if own else "已经有两名计票人交了计票单"
        raise BadInput(refusal, remedy="不同的地方由监票人认定")
    check_sheet(election, round_, sheet)
    place = own.place if own else len(rows) + 1
    row = own or SheetRow(
        round=round_, teller=acting_user.user, place=place, region=election.region
    )
    row.content = as_text(sheet)
    row.save()
    says: dict[str, Any] = {"round": number, "sheet": place, "replaces": own is not None}
    # Nothing that others are looking at changes by a sheet that they may not see.
    return Done(answer=place, says=says | particulars(sheet), moves=False)


def check_sheet(election: Election, round_: Round, sheet: Sheet) -> None:
    """Refuse a sheet that contradicts itself or names somebody who cannot be meant."""
    pack = law_of(election).pack

    def name(post: Post) -> str:
        return pack.post_name(post)

    file = election_file(election, round_)
    wrong = contradictions(sheet, file, collected=round_.collected or 0, name=name)
    if wrong:
        raise Contradictory(tuple(each.says for each in wrong))
    if pack.illegible_part is None and any(x.spoilt is not None for x in sheet.contests.values()):
        raise BadInput(
            "这里的规定没有部分作废，计票单上不能有这一栏",
            remedy="无法辨认的选票按这里的规定认定为有效或者无效",
        )
    written = {post: tuple(part.write_ins) for post, part in sheet.contests.items()}
    check_written_in(election, round_, written)
    if read_sheet(Cursor(sheet_as_json(sheet))) != sheet:
        raise BadInput("计票单写出以后读回来不一样，没有保存", remedy="重新填写")


@command(Action.SETTLE_SHEETS)
def settle_sheets(
    *, acting_user: ActingUser, election: Election, number: int, decided: Mapping[Place, int]
) -> Done[int]:
    """Settle where the two sheets differ (认定差异), by a scrutineer who entered neither of them.

    It may be settled anew until the result is declared; the log keeps each settlement.
    """
    after(Stage(election.stage), Action.SETTLE_SHEETS)
    round_ = the_round(election, number)
    both = both_of(round_)
    if both is None:
        raise BadInput("两份计票单还没有交齐", remedy="等两名计票人都交了再认定")
    if acting_user.user.pk in both.tellers:
        raise BadInput("您交过其中一份计票单，不能由您认定", remedy="请另一名监票人认定")
    if not both.differences:
        raise BadInput("两份计票单相同，没有什么要认定", remedy="可以宣布结果")
    settled = settle(both.sheets.first, both.sheets.second, decided)
    check_sheet(election, round_, settled)
    content: dict[str, Any] = sheet_as_json(settled)
    Settlement.objects.update_or_create(
        round=round_,
        defaults={
            "region": election.region,
            "scrutineer": acting_user.user,
            "content": content,
        },
    )
    says: dict[str, Any] = {"round": number, "differences": len(both.differences)}
    return Done(answer=len(both.differences), says=says | particulars(settled))


@command(Action.DECLARE)
def declare(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """Declare a vote (宣布结果): from the one sheet that counts, or from the records of its papers,
    under the law of the election.

    A void vote is declared void; it is refused only where no sheet counts yet.
    """
    after(Stage(election.stage), Action.DECLARE)
    round_ = the_round(election, number)
    outcome = outcome_of(election, round_)
    content = count_as_json(outcome.count)
    round_.count, round_.declared_at = content, clock.now()
    round_.save(update_fields=("count", "declared_at"))
    if outcome.records:
        _keep_records(round_, outcome.records)
    if round_.is_scanned:
        scans().declared(round_)
    forget_codes(election, number)
    election.advance(Action.DECLARE)
    digest = hashlib.sha256(jsontext.canonical(content)).hexdigest()
    says = {"round": number, "count_sha256": digest, "void": bool(outcome.voids)}
    return Done(answer=number, says=says)


def _keep_records(round_: Round, counted: ByRecords) -> None:
    """Keep the records byte for byte as they were counted: the dossier seals them."""
    RecordFile.objects.create(
        round=round_, region=round_.region, sha256=counted.sha256, content=counted.content
    )


@command(Action.OPEN_ROUND)
def open_round(*, acting_user: ActingUser, election: Election, chosen: NextRound) -> Done[int]:
    """Arrange the next vote (安排下一轮投票); the answer is its number."""
    after(Stage(election.stage), Action.OPEN_ROUND)
    before = current_round(election)
    if before is None:
        raise BadInput("还没有投过票")
    paper = paper_for(election, before, chosen)
    round_ = Round.objects.create(
        election=election,
        region=election.region,
        number=before.number + 1,
        kind=paper.kind,
        paper=paper.contests,
        held_on=chosen.day,
    )
    election.advance(Action.OPEN_ROUND)
    posts = [contest["post"] for contest in paper.contests]
    says = {
        "round": round_.number,
        "kind": paper.kind,
        "posts": posts,
        "day": chosen.day.isoformat(),
    }
    return Done(answer=round_.number, says=says)
