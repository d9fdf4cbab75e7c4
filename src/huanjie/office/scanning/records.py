"""From pictures to records (单票记录): what polling asks of a vote whose papers were scanned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from huanjie.domain.adjudication import Adjudicated
from huanjie.domain.scanned import PaperRead
from huanjie.domain.tally import CastVoteRecord, ids_by_name
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import FIRST, count_before
from huanjie.office.scanning.models import PaperCode
from huanjie.office.scanning.work import work_of

_ID_BYTES: Final = 8
"""of a record's id: nobody meets one twice"""


class ScannedPapers:
    """The papers of a vote by their pictures (扫描计票)."""

    def pile(self, election: Election, round_: Round) -> Adjudicated:
        """How far the papers are."""
        return work_of(election, round_).pile

    def records(self, election: Election, round_: Round) -> tuple[CastVoteRecord, ...]:
        """One record a paper, under an id that nobody could guess, and in an order that says
        nothing; the same as long as the pictures are the same.
        """
        pile = work_of(election, round_).pile
        batches = dict(round_.scan_files.values_list("name", "batch"))
        found = [_record(paper, round_, batches) for paper in (*pile.sure, *pile.ruled)]
        found += (replace(_record(each, round_, batches), void=True) for each in pile.void)
        known = _known_before(round_)
        return tuple(sorted((_by_ids(each, known) for each in found), key=lambda each: each.id))

    def declared(self, round_: Round) -> None:
        """Forget which pages are of one paper by its code: nothing leads from a paper to its
        record any more.
        """
        PaperCode.objects.filter(page__file__round=round_).delete()


def _record(paper: PaperRead, round_: Round, batches: Mapping[str, str]) -> CastVoteRecord:
    """The paper under an id drawn from its pictures by the site's own key: never from its code."""
    first, _page = paper.source[0]
    drawn = field_keys().blind_index(f"{round_.pk} {paper.source}", bound_to="单票记录.id")
    return paper.record(id=drawn[:_ID_BYTES].hex(), batch=batches[first])


def _known_before(round_: Round) -> Mapping[str, str]:
    """Whoever was printed in the first vote is the same person where he is written in now."""
    if round_.kind == FIRST:
        return {}
    return ids_by_name(count_before(round_).election.contests)


def _by_ids(record: CastVoteRecord, known: Mapping[str, str]) -> CastVoteRecord:
    named = {post: paper.naming(known) for post, paper in record.contests.items()}
    return replace(record, contests=named)
