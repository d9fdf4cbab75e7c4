"""The ballots in a total (一个票数里的选票): which papers were counted for somebody, with their
pictures, for whoever watches over the count. Every look is entered in the log.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from django.db.models import Q

from huanjie.domain.adjudication import Marked
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.permission import Action
from huanjie.domain.scanned import PageRead
from huanjie.domain.tally import CastVoteRecord, Judged, judged_records
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads
from huanjie.exchange.pageread import read_page_read
from huanjie.office.command import ActingUser
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.countways import by_records
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import election_file, names_of
from huanjie.office.reading import Seen, read
from huanjie.office.scanning.models import ScannedPage
from huanjie.office.scanning.pictures import ShownPage, shown
from huanjie.office.scanning.rulingwords import Line, lines

What = Literal["votes", "oppose", "valid", "invalid"]
WHATS: Final[tuple[What, ...]] = get_args(What)
A_PAGE: Final = 6
"""papers that are shown at once: their pictures are drawn for this one look"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A total of the count (一个票数): of a post, of whom, and which."""

    post: Post
    what: What
    whom: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneBallot:
    """A paper in it (其中一张选票): its record in words, and its pictures."""

    record: str
    batch: str
    lines: tuple[Line, ...]
    void: bool
    pictures: tuple[ShownPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """One page of them (一页选票)."""

    papers: int
    page: int
    pages: int
    ballots: tuple[OneBallot, ...]


@read(Action.SHOW_BALLOTS)
def look_at(
    *,
    acting_user: ActingUser,
    election: Election,
    round_: Round,
    total: Total,
    page: int,
    because: str,
) -> Seen[Ballots]:
    """Look at the papers of a total, a page of them at a time (查看选票)."""
    found = in_total(election, round_, total)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(page, 1), pages)
    own = found[(page - 1) * A_PAGE : page * A_PAGE]
    ballots = tuple(_ballots(election, round_, own))
    says = {
        "round": round_.number,
        "post": total.post,
        "what": total.what,
        "whom": _in_log(election, total),
        "papers": [each.id for each in own],
    }
    answer = Ballots(papers=len(found), page=page, pages=pages, ballots=ballots)
    return Seen(answer=answer, people=len(own), says=says)


def in_total(election: Election, round_: Round, total: Total) -> list[CastVoteRecord]:
    """The records in a total, in the order of their ids; BadInput where nothing is counted yet."""
    if not round_.is_scanned:
        raise BadInput("这次投票不是扫描计票，没有选票图像", remedy="看两份计票单")
    pack, file = law_of(election).pack, election_file(election, round_)
    if total.post not in {contest.post for contest in file.contests}:
        raise BadInput("这次投票没有这项职务", remedy="从票数重新打开这一页")
    judged = judged_records(file, by_records(election, round_, pack).records, pack)
    return [each.record for each in judged if _is_in(each, total)]


def _is_in(judged: Judged, total: Total) -> bool:
    paper = judged.papers.get(total.post)
    if paper is None:
        return False
    counts = judged.verdict.counts_for(total.post)
    match total.what:
        case "valid":
            return counts
        case "invalid":
            return not counts
        case "votes":
            return counts and total.whom in judged.chosen[total.post]
        case "oppose":
            return counts and paper.marks.get(total.whom or PersonId("")) == "oppose"


def _in_log(election: Election, total: Total) -> str | None:
    """Whom the log names: by the paper's id; of those written in, whose names stay out of it,
    nobody.
    """
    return total.whom if total.whom in names_of(list(election.rounds.all())) else None


def _ballots(
    election: Election, round_: Round, records: list[CastVoteRecord]
) -> Iterator[OneBallot]:
    file, pack = election_file(election, round_), law_of(election).pack
    places = {place for record in records for place in record.source}
    pages = {page.place: page for page in _read(round_, places)}
    for record in records:
        own = [pages[place] for place in record.source if place in pages]
        contests = {post: record.contests[post] for post in record.contests}
        whole = set(contests) == {contest.post for contest in file.contests}
        yield OneBallot(
            record=record.id,
            batch=record.batch,
            lines=lines(Marked(contests=contests), file, pack)[1:] if whole else (),
            void=record.void,
            pictures=shown(election, round_, own),
        )


def _read(round_: Round, places: Collection[tuple[str, int]]) -> Iterator[PageRead]:
    """What was read at these places (file and page), and of no other page of their files."""
    wanted = Q(pk__in=())
    for name, page in places:
        wanted |= Q(file__name=name, page=page)
    for row in ScannedPage.objects.filter(wanted, file__round=round_):
        yield read_page_read(Cursor(loads(row.content or "")))
