"""What departments owe (待答): counted where the rows are, however many people a batch has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from huanjie.domain.cycle import OVER
from huanjie.domain.ladder import Asked, Ladder
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewstates import QuestionState
from huanjie.office.planning.models import Election
from huanjie.office.review.halves import Clock, clock_of, from_text
from huanjie.office.review.models import Question, Reminder

TO_ANSWER: Final = (QuestionState.ASKED, QuestionState.DRAFTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """A department that owes answers (待答的部门)."""

    asked: Asked
    level: str
    waiting: int
    late: int
    first: Clock
    reminded: int


def owed(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Those among questions that a department still owes: of an election that is over, none."""
    over = Election.objects.filter(stage__in=OVER).values("pk")
    return questions.filter(state__in=TO_ANSWER).exclude(case__election__in=over)


def owing_of(ladders: Mapping[str, Ladder]) -> dict[str, tuple[Owing, ...]]:
    """The departments that owe answers in each batch, the latest first; batches by their ids, with
    their ladders.
    """
    asked = _asked(ladders)
    reminded = _reminded(ladders)
    return {
        batch: _sorted(
            _owing(ladder, each, asked[batch, each.key], reminded.get((batch, each.key), 0))
            for each in ladder.departments
            if (batch, each.key) in asked
        )
        for batch, ladder in ladders.items()
    }


def _sorted(found: Iterable[Owing]) -> tuple[Owing, ...]:
    return tuple(sorted(found, key=lambda each: -each.late))


def _asked(batches: Collection[str]) -> dict[tuple[str, str], dict[str, int]]:
    """How many answers each department owes of a batch, by the half in which it was asked."""
    rows = owed(Question.objects.filter(case__batch__in=list(batches))).order_by()
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for each in rows.values("case__batch", "department", "asked").annotate(people=Count("pk")):
        found[each["case__batch"], each["department"]][each["asked"]] = each["people"]
    return found


def _reminded(batches: Collection[str]) -> dict[tuple[str, str], int]:
    """How often each department was reminded."""
    rows = Reminder.objects.filter(batch__in=list(batches)).order_by()
    counted = rows.values("batch", "department").annotate(times=Count("pk"))
    return {(each["batch"], each["department"]): each["times"] for each in counted}


def _owing(ladder: Ladder, asked: Asked, people: Mapping[str, int], reminded: int) -> Owing:
    level = ladder.levels[ladder.level_of(asked.key)]
    clocks = []
    for text, many in sorted(people.items()):
        half = from_text(text)
        assert half is not None
        clocks.append((clock_of(Value(state=QuestionState.ASKED, asked=half), level), many))
    return Owing(
        asked=asked,
        level=level.name,
        waiting=sum(people.values()),
        late=sum(many for each, many in clocks if each.is_over),
        first=clocks[0][0],
        reminded=reminded,
    )
