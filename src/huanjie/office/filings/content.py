"""What stands in a document (文书的内容), from what the site already knows: nobody types it."""

from __future__ import annotations

from huanjie.domain.filing import Content, Deed
from huanjie.dossier.outlook import held, is_valid, votes_of
from huanjie.dossier.people import People
from huanjie.law.citation import on_paper
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.slate import by_strokes, slate_of
from huanjie.office.closing.case import case_of, last_declared
from huanjie.office.filings.matters import Open
from huanjie.office.filings.members import members_of
from huanjie.office.filings.models import Turn
from huanjie.office.planning.laws import counted_as, law_of, meeting_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.paper.filing import Letter, PersonLine, Reply, SeatsLine
from huanjie.paper.poll_day import sealing

_WITH_SEATS = (Content.ELECTION, Content.NOMINEES)
_FIGURES = (
    ("issued", "发出选票"),
    ("collected", "收回选票"),
)


def letter_of(election: Election, open_: Open, *, anew: bool = False) -> Letter:
    """The document of a matter as it was sent last; `anew`, or before that: as it will be."""
    pack, sent = law_of(election).pack, None if anew else open_.sent
    content = open_.matter.content
    people = _people(election, open_, sent)
    return Letter(
        kind=open_.matter.kind,
        content=content,
        election=f"{election.unit.full_name}{election.body_name}选举",
        sender=f"{sealing(election.unit.full_name, pack)}",
        to=open_.filing.to if open_.filing else "",
        number=sent.number if sent else "",
        day=sent.on if sent else None,
        polling_day=election.polling_day,
        method=meeting_of(election) or pack.method_name(election.method),
        seats=_seats(election) if content in _WITH_SEATS else (),
        people=people,
        figures=_figures(election) if content is Content.RESULT else (),
        grounds=on_paper(open_.step.grounds),
    )


def reply_of(election: Election, open_: Open, turn: Turn) -> Reply:
    """The answer to a request as it was given."""
    return Reply(
        letter=letter_of(election, open_),
        organ=turn.organ,
        approved=turn.deed == Deed.APPROVE,
        number=turn.number,
        day=turn.on,
    )


def _seats(election: Election) -> tuple[SeatsLine, ...]:
    rows = election.contests.all()
    return tuple(SeatsLine(post=each.name, seats=each.seats) for each in rows if each.seats)


def _people(election: Election, open_: Open, sent: Turn | None) -> tuple[PersonLine, ...]:
    match open_.matter.content:
        case Content.COMMITTEE:
            members = members_of(sent or open_.sent)
            return tuple(PersonLine(post=each.post, name=each.name) for each in members)
        case Content.ELECTION:
            return ()
        case Content.NOMINEES:
            return tuple(
                PersonLine(post=each.contest.name, name=each.name, sex=SEX_WORDS.get(each.sex, ""))
                for each in _nominees(election, sent)
            )
        case Content.RESULT:
            return _elected(election)


def _nominees(election: Election, sent: Turn | None) -> list[Nominee]:
    if sent is None:
        return [each for line in slate_of(election).lines for each in by_strokes(line.people)]
    rows = election.nominees.select_related("contest").in_bulk(sent.nominees)
    return [rows[pk] for pk in sent.nominees]


def _elected(election: Election) -> tuple[PersonLine, ...]:
    case = case_of(election)
    if case is None or not is_valid(case):
        return ()
    people, votes = People(case), votes_of(case)
    sexes = {each.person: each.sex for each in election.nominees.all()}
    return tuple(
        PersonLine(
            post=people.post(holder.post),
            name=people.name(person),
            sex=SEX_WORDS.get(sexes.get(person, ""), ""),
            votes=votes.get((holder.post, person)),
        )
        for holder in held(case)
        for person in holder.people
    )


def _figures(election: Election) -> tuple[tuple[str, int, str], ...]:
    last = last_declared(election)
    if last is None:
        return ()
    called = (counted_as(election), election.registered, "人")
    stated = (called, *((label, getattr(last, name), "张") for name, label in _FIGURES))
    return tuple((label, number, unit) for label, number, unit in stated if number is not None)
