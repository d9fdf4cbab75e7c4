"""Findings follow the facts (资格审查): whoever declares that nothing bars them becomes
provisional, and every finding says from which source and day it comes.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import CLEAN, declare_clean, put_up, put_up_enough
from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.declaring import Paper, declare_facts, state_facts
from huanjie.office.candidacy.findings import NomineeFinding, find_all, rows_of
from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election

DOCUMENT = Paper(source="document", reference="法院证明，2026年第3号")
DECLARED = Paper(source="declaration", reference="本人声明")


def declare(cast: Cast, election: Election, *people: str, **facts: Any) -> list[str]:
    return declare_facts(
        acting_user=act(cast.clerk),
        election=election,
        people=people,
        facts=CLEAN | facts,
        reference="本人声明",
    )


def finding_of(election: Election, person: str) -> NomineeFinding:
    (found,) = find_all(election, rows_of(election, person))
    return found


def state_of(election: Election, person: str) -> str:
    return Nominee.objects.get(election=election, person=person).state


def test_before_anything_is_stated_nobody_is_more_than_a_nominee(nominated: Election) -> None:
    assert finding_of(nominated, "p1").finding == "unknown"
    assert state_of(nominated, "p1") == NomineeState.NOMINEE


def test_one_deed_enters_the_declarations_of_the_whole_list(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    put_up(cast, village_election, "member", "曾阿宝", "李小梅", "欧阳秀")
    declare_clean(cast, village_election)
    rows = Nominee.objects.filter(election=village_election)
    assert {each.state for each in rows} == {NomineeState.PROVISIONAL}
    last = Entry.objects.filter(log_id=village_election.log_name).order_by("sequence").last()
    assert last
    assert last.payload
    assert '"declared":["p1","p2","p3","p4","p5"]' in last.payload
    assert '"provisional":["p1","p2","p3","p4","p5"]' in last.payload
    assert "criminal" not in last.payload


def test_those_who_were_not_ticked_stay_nominees(cast: Cast, nominated: Election) -> None:
    assert declare(cast, nominated, "p1") == ["p1"]
    assert state_of(nominated, "p1") == NomineeState.PROVISIONAL
    assert state_of(nominated, "p2") == NomineeState.NOMINEE


def test_a_sheet_for_many_never_overwrites_what_somebody_declared_otherwise(
    cast: Cast, nominated: Election
) -> None:
    declare(cast, nominated, "p1")
    with pytest.raises(BadInput, match="钟一鸣以前交过的声明和这次的不同") as refused:
        declare(cast, nominated, "p2", "p1", criminal_punishment=True)
    assert refused.value.at == "people"
    assert finding_of(nominated, "p1").finding == "eligible"
    assert finding_of(nominated, "p2").finding == "unknown"
    assert declare(cast, nominated, "p1", "p2") == ["p1", "p2"]  # the same again is the same


def test_whoever_declares_a_punishment_is_found_barred_by_its_article(
    cast: Cast, nominated: Election
) -> None:
    declare(cast, nominated, "p1", criminal_punishment=True)
    found = finding_of(nominated, "p1")
    assert found.finding == "barred"
    assert [line.rule.condition.key for line in found.deciding] == ["punished"]
    assert found.grounds[0].article == "第十八条第一款"
    assert state_of(nominated, "p1") == NomineeState.NOMINEE  # nobody bars by a machine alone


def test_every_fact_says_its_source_its_document_and_its_day(
    cast: Cast, nominated: Election
) -> None:
    declare(cast, nominated, "p1")
    lines = {line.rule.condition.key: line for line in finding_of(nominated, "p1").lines}
    born, day = lines["age"].evidence
    assert (born.in_words, born.source, born.reference) == ("1980年2月3日", "名册", "编号 1")
    assert (day.source, day.reference) == ("本次选举", "")
    (punished,) = lines["punished"].evidence
    assert (punished.in_words, punished.source) == ("否", "本人声明")
    assert (punished.reference, punished.stated_on) == ("本人声明", OPENED_ON)


def test_what_nobody_stated_shows_no_source(nominated: Election) -> None:
    lines = {line.rule.condition.key: line for line in finding_of(nominated, "p1").lines}
    (punished,) = lines["punished"].evidence
    assert (punished.value, punished.source, punished.in_words) == (None, "", "")


def test_a_document_supersedes_a_declaration_and_takes_the_provisional_back(
    cast: Cast, nominated: Election
) -> None:
    declare(cast, nominated, "p1")
    state_facts(
        acting_user=act(cast.clerk),
        election=nominated,
        person="p1",
        facts={"criminal_punishment": True},
        paper=DOCUMENT,
    )
    assert finding_of(nominated, "p1").finding == "barred"
    assert state_of(nominated, "p1") == NomineeState.NOMINEE


def test_a_declaration_does_not_take_away_what_a_document_says(
    cast: Cast, nominated: Election
) -> None:
    facts = {"criminal_punishment": True}
    doing: dict[str, Any] = {"election": nominated, "person": "p1"}
    state_facts(acting_user=act(cast.clerk), facts=facts, paper=DOCUMENT, **doing)
    with pytest.raises(BadInput, match="本人声明不能改它") as refused:
        state_facts(
            acting_user=act(cast.clerk),
            facts={"criminal_punishment": False},
            paper=DECLARED,
            **doing,
        )
    assert refused.value.at == "criminal_punishment"
    declare(cast, nominated, "p1")  # the whole list: it is left as the document says
    assert finding_of(nominated, "p1").finding == "barred"


def test_a_declaration_of_which_nothing_is_left_enters_nobody(
    cast: Cast, nominated: Election
) -> None:
    own = {"facts": {"criminal_punishment": False}, "reference": "本人声明"}
    doing: dict[str, Any] = {"election": nominated, **own}
    facts = {"criminal_punishment": True}
    state_facts(
        acting_user=act(cast.clerk), election=nominated, person="p1", facts=facts, paper=DOCUMENT
    )
    with pytest.raises(BadInput, match="都已经写明，没有可以登记的") as refused:
        declare_facts(acting_user=act(cast.clerk), people=("p1",), **doing)
    assert refused.value.at == "people"
    assert declare_facts(acting_user=act(cast.clerk), people=("p1", "p2"), **doing) == ["p2"]


def test_another_document_corrects_the_first(cast: Cast, nominated: Election) -> None:
    declare(cast, nominated, "p1")
    for is_punished in (True, False):
        state_facts(
            acting_user=act(cast.clerk),
            election=nominated,
            person="p1",
            facts={"criminal_punishment": is_punished},
            paper=DOCUMENT,
        )
    assert state_of(nominated, "p1") == NomineeState.PROVISIONAL
    kept = StatedFact.objects.filter(person="p1", fact="criminal_punishment")
    assert [row.value for row in kept] == ["false", "true", "false"]


@pytest.mark.parametrize(
    ("people", "facts", "says", "at"),
    [
        ((), CLEAN, "还没有选人", "people"),
        (("p1",), {}, "没有写声明的内容", "facts"),
        (("p1", "p9"), CLEAN, "不在这次选举的人选里", "person"),
        (("p1",), CLEAN | {"religion": True}, "资格条件没有问到", "religion"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused_whole(
    cast: Cast,
    nominated: Election,
    people: tuple[str, ...],
    facts: dict[str, Any],
    says: str,
    at: str,
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        declare_facts(
            acting_user=act(cast.clerk),
            election=nominated,
            people=people,
            facts=facts,
            reference="本人声明",
        )
    assert refused.value.at == at
    assert not StatedFact.objects.exists()


def test_what_a_department_answers_is_not_typed_in_by_the_village(
    cast: Cast, nominated: Election
) -> None:
    paper = Paper(source="department", reference="回函")
    with pytest.raises(BadInput, match="只能是本人声明或者书面材料") as refused:
        state_facts(
            acting_user=act(cast.clerk),
            election=nominated,
            person="p1",
            facts={"political_rights": True},
            paper=paper,
        )
    assert refused.value.at == "source"


def test_a_form_without_any_fact_is_refused(cast: Cast, nominated: Election) -> None:
    with pytest.raises(BadInput, match="没有填写任何事实"):
        state_facts(
            acting_user=act(cast.clerk), election=nominated, person="p1", facts={}, paper=DOCUMENT
        )


@pytest.mark.parametrize("role", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_who_does_not_run_the_election_states_nothing(
    cast: Cast, nominated: Election, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        declare_facts(
            acting_user=act(getattr(cast, role)),
            election=nominated,
            people=("p1",),
            facts=CLEAN,
            reference="本人声明",
        )


def test_a_member_of_the_party_is_judged_by_the_roll_alone(
    cast: Cast, branch_election: Election
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    assert finding_of(branch_election, "p1").finding == "eligible"
    assert state_of(branch_election, "p1") == NomineeState.PROVISIONAL


@pytest.mark.parametrize(
    ("born", "finding"),
    [(datetime.date(2008, 6, 28), "eligible"), (datetime.date(2008, 6, 29), "barred")],
)
def test_eighteen_on_the_polling_day_is_old_enough_and_a_day_later_is_not(
    cast: Cast, nominated: Election, born: datetime.date, finding: str
) -> None:
    nominated.roll.filter(name="钟一鸣").update(birth_date=born)
    declare(cast, nominated, "p1")
    assert finding_of(nominated, "p1").finding == finding


def test_facts_are_stated_only_while_people_are_nominated(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    Election.objects.filter(pk=village_election.pk).update(stage="ready")
    with pytest.raises(BadInput, match="不能登记资格事实"):
        declare(cast, village_election, "p1")
