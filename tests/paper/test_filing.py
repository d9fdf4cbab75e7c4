"""What goes to those above (请示、批复): it names articles, and holds no note of the office."""

from __future__ import annotations

import pytest
from tests.paper.plans import DAY, PARTY
from tests.paper.polls import said

from huanjie.domain.filing import Content, Kind
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.citation import cited
from huanjie.paper.filing import Letter, Reply, letter_document, reply_document

MATTERS = {
    "election-requested": (Kind.REQUEST, Content.ELECTION),
    "nominees-requested": (Kind.REQUEST, Content.NOMINEES),
    "result-reported": (Kind.FILING, Content.RESULT),
}


def letter(event: str) -> Letter:
    """The letter of a step of the Party branch's schedule, with that step's own grounds."""
    kind, content = MATTERS[event]
    step = schedule(PARTY, polling_day=DAY, calendar=load_calendar()).step(event)
    assert step
    assert step.grounds
    return Letter(
        kind=kind,
        content=content,
        election="清水村党支部委员会选举",
        sender="清水村党支部委员会",
        to="中共桥头镇委员会",
        polling_day=DAY,
        method="党员大会",
        grounds=step.grounds,
    )


@pytest.mark.parametrize("event", MATTERS)
def test_a_letter_names_its_articles_and_not_how_the_office_reads_them(event: str) -> None:
    own = letter(event)
    text = said(letter_document(own))
    assert cited(own.grounds) in text
    assert not [each.says for each in own.grounds if each.says in text]


def test_an_answer_rests_on_the_same_articles_and_says_no_note_either() -> None:
    own = letter("nominees-requested")
    text = said(reply_document(Reply(letter=own, organ="中共桥头镇委员会", approved=True)))
    assert f"根据{cited(own.grounds)}，现批复如下：同意所请事项。" in text
    assert "没有规定" not in text
