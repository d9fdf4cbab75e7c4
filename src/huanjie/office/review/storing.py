"""Cases between rows and values (读写审查件): the domain decides on values, the rows keep them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from huanjie.domain import review
from huanjie.domain.ladder import Column, Ladder
from huanjie.domain.review import Rung
from huanjie.domain.reviewquestion import Question as Asked
from huanjie.domain.reviewquestion import Signature as Signed
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.door.cursor import Cursor
from huanjie.exchange.ladder import read_ladder
from huanjie.office.review.halves import as_text, from_text
from huanjie.office.review.models import Batch, Case, Question, Signature


def ladder_of(batch: Batch) -> Ladder:
    """The ladder that a batch was sent with."""
    return read_ladder(Cursor(batch.ladder.document))


def ladders_of(batches: Iterable[Batch]) -> dict[str, Ladder]:
    """The ladders of these batches by their ids, each document read once."""
    read: dict[int, Ladder] = {}
    found = {}
    for batch in batches:
        if batch.ladder_id not in read:
            read[batch.ladder_id] = ladder_of(batch)
        found[batch.pk] = read[batch.ladder_id]
    return found


def rungs_of(ladder: Ladder, stated: Iterable[tuple[int, list[str]]]) -> tuple[Rung, ...]:
    """The levels that ask about somebody, as the domain takes them."""
    rungs = []
    for place, keys in stated:
        level = ladder.levels[place]
        columns = {each.key: frozenset(each.columns) for each in level.departments}
        rungs.append(
            Rung(departments={key: columns[key] for key in keys}, signatures=level.signatures)
        )
    return tuple(rungs)


def load_cases(ladder: Ladder, rows: Iterable[Case]) -> dict[int, review.Case]:
    """The values of these rows, by the numbers of the rows."""
    cases = list(rows)
    questions: dict[int, dict[str, Asked]] = {each.pk: {} for each in cases}
    asked = Question.objects.filter(case__in=cases).prefetch_related("signatures")
    for row in asked:
        questions[row.case_id][row.department] = question_of(row)
    return {
        row.pk: review.Case(
            rungs=rungs_of(ladder, row.rungs),
            state=CaseState(row.state),
            level=row.level,
            questions=questions[row.pk],
        )
        for row in cases
    }


def question_of(row: Question) -> Asked:
    """One question with its signatures."""
    asked = from_text(row.asked)
    assert asked
    return Asked(
        state=QuestionState(row.state),
        asked=asked,
        ended=from_text(row.ended),
        wrong=tuple(Column(each) for each in row.wrong),
        signatures=tuple(_signed(each) for each in row.signatures.all()),
    )


def store(
    rows: Mapping[int, Case], before: Mapping[int, review.Case], after: Mapping[int, review.Case]
) -> None:
    """Keep what changed of these cases; nothing that was signed is ever taken away."""
    for pk, row in rows.items():
        if (row.state, row.level) != (after[pk].state, after[pk].level):
            row.state, row.level = after[pk].state, after[pk].level
            row.save(update_fields=("state", "level"))
    kept = {
        (row.case_id, row.department): row
        for row in Question.objects.filter(case__in=list(rows)).prefetch_related("signatures")
    }
    new: list[tuple[Question, Asked]] = []
    moved: list[tuple[Question, Asked]] = []
    for pk, case in after.items():
        for key, asked in case.questions.items():
            if before[pk].questions.get(key) == asked:
                continue
            own = kept.get((pk, key)) or Question(
                case=rows[pk], region=rows[pk].region, department=key
            )
            (moved if own.pk else new).append((_put(own, asked), asked))
    Question.objects.bulk_create(row for row, _ in new)
    Question.objects.bulk_update(
        (row for row, _ in moved), ("state", "asked", "ended", "wrong"), batch_size=200
    )
    _store_signatures(moved)


def _put(row: Question, asked: Asked) -> Question:
    row.state = asked.state
    row.asked, row.ended = as_text(asked.asked), as_text(asked.ended)
    row.wrong = [each.value for each in asked.wrong]
    return row


def _store_signatures(moved: Iterable[tuple[Question, Asked]]) -> None:
    new, changed = [], []
    for row, asked in moved:
        kept = list(row.signatures.all())
        for signature, own in zip(kept, asked.signatures, strict=False):
            if signature.standing != own.standing:
                signature.standing = own.standing
                changed.append(signature)
        new += [_signature(row, own) for own in asked.signatures[len(kept) :]]
    Signature.objects.bulk_create(new)
    Signature.objects.bulk_update(changed, ("standing",), batch_size=200)


def _signature(row: Question, own: Signed) -> Signature:
    return Signature(
        question=row,
        region=row.region,
        user_id=int(own.by),
        answer=json.dumps(sorted(own.answer)),
        is_draft=own.is_draft,
        standing=own.standing,
    )


def _signed(row: Signature) -> Signed:
    return Signed(
        by=str(row.user_id),
        answer=frozenset(json.loads(row.answer or "[]")),
        is_draft=row.is_draft,
        standing=Standing(row.standing),
    )
