"""The plan of 2021 and the decisions that are shipped as models (附带的示例)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.exchange.agreement import validator
from tests.exchange.test_pack_schema import pack_document
from tests.law.plans import COMMUNITY, DAY, PLANS

from huanjie.domain.quorum import turnout
from huanjie.door.fault import BadInput
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.ownfile import lay_local, load_file
from huanjie.law.packfile import check_document, read_document
from huanjie.law.shelf import load


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_plan_is_a_valid_file_for_reader_and_schema(path: Path) -> None:
    check_document(read_document(path), file=path)
    validator("pack").validate(pack_document(path))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_file_can_be_laid_over_the_law_of_its_day(path: Path) -> None:
    document = read_document(path)
    pack = load_file(path, today=document["effective_from"])
    assert pack.local == (document.get("plan") or document["unit"],)


def test_what_the_federations_charter_leaves_open_is_recorded_as_the_units_decision() -> None:
    facts = {"entitled": 30, "attended": 20}
    federation = load("womens-federation", on=DAY, today=DAY)
    law = Law(pack=federation, calendar=CALENDAR)
    asked, status = ask("quorum", law, facts)
    assert (asked["answer"], asked["decided_by"], status) == (None, "unit", 3)
    path = next(path for path in PLANS if path.stem == "womens-federation")
    decided = lay_local(federation, path)
    asked, status = ask("quorum", Law(pack=decided, calendar=CALENDAR), facts)
    assert (asked["answer"], status) == ({"minimum": 20, "met": True}, 0)
    assert [ground["rank"] for ground in asked["grounds"]] == ["unit-decision"]
    assert decided.seats["member"].part_time == 2


def test_from_2026_half_of_the_representatives_are_too_few_for_the_law() -> None:
    path = next(path for path in PLANS if path.stem == "residents-committee")
    with pytest.raises(BadInput) as refused:
        lay_local(COMMUNITY, path)
    assert refused.value.at == "turnout.representatives"
    assert "第十九条第一款" in refused.value.says
    assert turnout(COMMUNITY, method="representatives", registered=60, voted=40).met is False
