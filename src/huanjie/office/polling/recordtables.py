"""The totals of a scanned vote as tables (扫描计票的票数): each leads to the papers in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from huanjie.domain.contesttally import ContestTally
from huanjie.domain.counting import all_votes
from huanjie.domain.election import Contest
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.bywhom import Number, OfWhom, by_whom
from huanjie.office.polling.countways import ByRecords, by_records
from huanjie.office.polling.models import RecordFile, Round
from huanjie.office.polling.rounds import election_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """One post (一项职务)."""

    name: str
    seats: int
    people: tuple[OfWhom, ...]


def declared_totals(election: Election, round_: Round) -> tuple[Totals, ...]:
    """Of a declared vote; none where it was counted by hand, or its records are gone by now."""
    if not RecordFile.objects.filter(round=round_).exists():
        return ()
    return totals(election, round_, by_records(election, round_, law_of(election).pack))


def totals(election: Election, round_: Round, counted: ByRecords) -> tuple[Totals, ...]:
    """Every number, post by post in the order of the paper."""
    file, pack = election_file(election, round_), law_of(election).pack
    parts = counted.tally(file).contests
    address = reverse("ballots", args=(election.pk, round_.number))
    marked = file.style == "approve-oppose-abstain"
    return tuple(
        Totals(
            name=pack.post_name(each.post),
            seats=each.seats,
            people=by_whom(_numbers(each, parts[each.post], address, marked=marked)),
        )
        for each in file.contests
    )


def _numbers(
    contest: Contest, part: ContestTally, address: str, *, marked: bool
) -> Iterator[Number]:
    def total(what: str, word: str, n: int, whom: str = "", name: str = "") -> Number:
        asked = {"post": contest.post, "what": what} | ({"whom": whom} if whom else {})
        return Number(of=whom, whom=name, what=word, n=n, url=f"{address}?{urlencode(asked)}")

    yield total("valid", _("有效票"), part.valid)
    yield total("invalid", _("无效票"), part.invalid)
    names = {each.id: each.name for each in contest.candidates}
    for person, n in all_votes(contest, part).items():
        name = names.get(person, person)
        word = _("赞成票") if marked else _("得票") if person in names else _("另选他人")
        yield total("votes", word, n, person, name)
        if marked and person in names:
            yield total("oppose", _("反对票"), part.oppose[person], person, name)
