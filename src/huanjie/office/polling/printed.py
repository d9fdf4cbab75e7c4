"""What a vote has printed (要打印的) besides its ballots: its papers, what each is for, and how
many copies are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.office.planning.laws import counted_as, law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import (
    FIRST,
    election_file,
    find_vote,
    first_paper,
    number_now,
)
from huanjie.office.polling.stored import TWO
from huanjie.paper.poll_day import PollDay
from huanjie.paper.read_out import BUNDLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paper as a page tells it: its name, and what it is for."""

    name: str
    purpose: str


WORDS: Final[Mapping[str, Words]] = {
    "tally-sheet": Words(
        name=noop("计票单"),
        purpose=noop("计票人各自写下每个人的得票，再照着它填网上的计票单。每项职务一份。"),
    ),
    "read-out": Words(
        name=noop("唱票记录"),
        purpose=noop("唱一票画一笔，五票一个“正”字，一份记一捆选票。"),
    ),
    "envelope": Words(
        name=noop("票袋封面和选票封存袋"),
        purpose=noop("贴在装选票的袋子上：哪个票箱、多少张、谁清点、谁封存。"),
    ),
    "notice": Words(
        name=noop("投票须知"),
        purpose=noop("张贴用：时间和地点、怎样写票、哪些票无效，每条写明依据。"),
    ),
}
"""Every paper that is made without the roll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A paper that may be downloaded (可以下载的一种), and how many are wanted."""

    kind: str
    name: str
    purpose: str
    copies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """When and where the vote is (时间、地点、票箱), as somebody typed it; it is not kept."""

    place: str = ""
    hours: str = ""
    boxes: tuple[str, ...] = ()


def offers(election: Election, round_: Round) -> tuple[Offer, ...]:
    """The papers of a vote in the order in which a page shows them."""
    return tuple(
        Offer(
            kind=kind,
            name=_(words.name),
            purpose=_(words.purpose),
            copies=_copies(kind, len(round_.paper), election),
        )
        for kind, words in WORDS.items()
    )


def _copies(kind: str, posts: int, election: Election) -> str:
    """How many to print (份数), in words."""
    match kind:
        case "tally-sheet":
            return _("文件里有 %(posts)d 份，打印 %(copies)d 次：两名计票人各一套。") % {
                "posts": posts,
                "copies": TWO,
            }
        case "read-out" if election.registered:
            bundles = -(-election.registered // BUNDLE)
            says = _("每 %(bundle)d 张选票一套；%(counted)s %(people)d 人，最多 %(bundles)d 套。")
            whom = {"counted": _(counted_as(election)), "people": election.registered}
            return says % {"bundle": BUNDLE, "bundles": bundles, **whom}
        case "read-out":
            return _("每 %(bundle)d 张选票一套。") % {"bundle": BUNDLE}
        case "envelope":
            return _("每个票箱一张封面，封存袋一张。")
    return _("每个投票地点和公告栏各一份。")


def vote_of(election: Election, number: int) -> Round:
    """A vote of an election; the first one before it begins is as it will be. Refused before the
    candidates are published.
    """
    found = find_vote(election, number)
    if found is None and number != number_now(election):
        raise Http404(_("没有这一次投票。"))
    return found or Round(election=election, number=1, kind=FIRST, paper=first_paper(election))


def poll_day(election: Election, round_: Round, where: Where) -> PollDay:
    """What the papers of a vote say alike."""
    return PollDay(
        election=election_file(election, round_),
        pack=law_of(election).pack,
        vote=round_.later,
        place=where.place,
        hours=where.hours,
        boxes=where.boxes,
    )
