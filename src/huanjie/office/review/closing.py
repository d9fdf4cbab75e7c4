"""What a closed level says (本级办结): its answers become facts of the nominee. Their source is
the departments, their reference batch and level: nobody who answered is named.
"""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain import review
from huanjie.domain.ladder import Ladder
from huanjie.domain.reviewbars import facts_of_answer
from huanjie.office.candidacy.facts import put_facts
from huanjie.office.candidacy.models import Source
from huanjie.office.review.asking import bars_for
from huanjie.office.review.models import Case
from huanjie.office.review.particulars import Person, cases_people


def put_closed(
    ladder: Ladder,
    rows: Mapping[int, Case],
    before: Mapping[int, review.Case],
    after: Mapping[int, review.Case],
) -> None:
    """Write down the answers of every level that has just closed."""
    new = {
        pk: sorted(review.closed_levels(after[pk]) - review.closed_levels(before[pk]))
        for pk in rows
    }
    people = cases_people(row for pk, row in rows.items() if new[pk])
    for pk, person in people.items():
        for level in new[pk]:
            place = rows[pk].rungs[level][0]
            put_facts(
                person.election,
                person.person,
                _facts(ladder, person, after[pk], level),
                source=Source.DEPARTMENT,
                reference=f"第 {rows[pk].batch.number} 批 {ladder.levels[place].name}",
            )


def _facts(ladder: Ladder, person: Person, case: review.Case, level: int) -> dict[str, bool]:
    """What the level says of each fact: as soon as one department says that it bars, it does."""
    stated: dict[str, bool] = {}
    for key in case.rungs[level].departments:
        asked, answer = ladder.department(key), case.questions[key].answer
        assert asked is not None
        assert answer is not None
        bars = bars_for(person, asked)
        barring = {bar.fact.fact for bar in bars if bar.condition in answer}
        for fact, value in facts_of_answer(bars, answer).items():
            if fact in barring or fact not in stated:
                stated[fact] = value
    return stated
