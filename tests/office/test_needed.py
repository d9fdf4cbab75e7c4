"""Fields that an answer makes necessary (有条件的必填项): asked for exactly then, and marked so;
what is missing stands at its field.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string

from huanjie.domain.eligibility import facts_asked_of
from huanjie.domain.filing import Deed
from huanjie.domain.registration import register
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load, versions
from huanjie.office.candidacy.departure_forms import LeaveForm
from huanjie.office.candidacy.finding_forms import DecisionForm
from huanjie.office.filings.forms import AnswerForm
from huanjie.office.forms import SiteForm
from huanjie.office.notices.forms import UpholdForm
from huanjie.office.roll.change_forms import RegisterForm
from huanjie.office.roll.objection_forms import ObjectionForm

DAY = datetime.date(2026, 6, 28)
PACK = load("villagers-committee", on=DAY, today=DAY)
FACTS = [each for each in facts_asked_of(PACK) if each.fact.startswith(("criminal", "expelled"))]
RAISED = {"raised_by": "蓝小田", "received_on": "2026-06-03"}
ANSWERED = {"organ": "镇党委", "on": "2026-06-03"}
DECIDED = {"document": "决定书1号"}
LEFT = {"document": "材料1号", "received_on": "2026-06-03"}
FOUND = {"evidence": "判决书8号"}


def objection(data: dict[str, Any]) -> SiteForm:
    return ObjectionForm(PACK, RAISED | data)


def answer(data: dict[str, Any]) -> SiteForm:
    return AnswerForm((Deed.APPROVE, Deed.RETURN, Deed.REFUSE), ANSWERED | data)


def decision(data: dict[str, Any]) -> SiteForm:
    return DecisionForm(FACTS, DECIDED | data)


def leaving(data: dict[str, Any]) -> SiteForm:
    return LeaveForm(FACTS, PACK, LEFT | data)


def registering(data: dict[str, Any]) -> SiteForm:
    return RegisterForm(PACK, data, members=None)


def upholding(data: dict[str, Any]) -> SiteForm:
    return UpholdForm(FACTS[:1], FOUND | data)


def upholding_of_several(data: dict[str, Any]) -> SiteForm:
    return UpholdForm(FACTS, FOUND | data)


def upholding_what_is_known(data: dict[str, Any]) -> SiteForm:
    return UpholdForm(FACTS[:1], FOUND | data, is_known=True)


@pytest.mark.parametrize(
    ("form", "data", "wrong"),
    [
        (objection, {"kind": "omitted"}, {"name"}),
        (objection, {"kind": "omitted", "name": "钟漏登"}, set()),
        (objection, {"kind": "wrongly-listed"}, {"number"}),
        (objection, {"kind": "wrong-entry"}, {"number"}),
        (objection, {"kind": "wrong-entry", "number": "2"}, set()),
        (objection, {"kind": "wrong-entry", "number": "x"}, {"number"}),
        (objection, {}, {"kind"}),
        (answer, {"deed": "return"}, {"missing"}),
        (answer, {"deed": "return", "missing": "缺选举办法"}, set()),
        (answer, {"deed": "approve"}, set()),
        (answer, {"deed": "approve", "missing": "缺选举办法"}, {"missing"}),
        (answer, {}, {"deed"}),
        (decision, {"upheld": "yes"}, {FACTS[0].fact, "evidence"}),
        (decision, {"upheld": "yes", FACTS[1].fact: "no"}, {"evidence"}),
        (decision, {"upheld": "yes", FACTS[1].fact: "no", "evidence": "证明"}, set()),
        (decision, {"upheld": "no"}, set()),
        (decision, {"upheld": "no", FACTS[0].fact: "no"}, {FACTS[0].fact}),
        (decision, {"upheld": "no", "evidence": "证明"}, {"evidence"}),
        (leaving, {"reason": "ineligible"}, {FACTS[0].fact, "appeal_until"}),
        (leaving, {"reason": "ineligible", FACTS[0].fact: "yes"}, {"appeal_until"}),
        (leaving, {"reason": "died"}, set()),
        (leaving, {"reason": "own-wish"}, set()),
        (leaving, {"reason": "own-wish", "appeal_until": "2026-06-09"}, {"appeal_until"}),
        (upholding, {}, {FACTS[0].fact}),
        (upholding, {FACTS[0].fact: "yes"}, set()),
        (upholding_of_several, {FACTS[1].fact: "yes"}, set()),
        (upholding_what_is_known, {}, set()),
    ],
)
def test_a_field_is_asked_for_exactly_when_the_answer_needs_it(
    form: Any, data: dict[str, Any], wrong: set[str]
) -> None:
    assert set(form(data).errors) == wrong


@pytest.mark.parametrize(
    ("form", "name", "says"),
    [
        (objection, "name", "（漏登的必填）"),
        (objection, "number", "（错登、登记内容有误的必填）"),
        (answer, "missing", "（退回补正的必填，其他答复不填）"),
        (decision, "evidence", "（申诉成立的必填，不成立的不填）"),
        (decision, FACTS[0].fact, "（可不填）"),
        (leaving, "appeal_until", "（丧失资格的必填，其他原因不填）"),
        (upholding, FACTS[0].fact, "（必填）"),
        (upholding_of_several, FACTS[0].fact, "（可不填）"),
        (upholding_what_is_known, FACTS[0].fact, "（可不填）"),
        (objection, "phone", "（可不填）"),
    ],
)
def test_the_mark_beside_a_field_says_when_it_is_needed(form: Any, name: str, says: str) -> None:
    html = render_to_string("_field.html", {"field": form({})[name]})
    assert says in html
    assert ("可不填" in html) is (says == "（可不填）")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (decision, "申诉成立的，下面的事实至少填一项；不成立的都不填。"),
        (leaving, "下面的事实至少填一项；其他原因的都不填。"),
        (registering, "下面是登记条件要知道的事实，至少写明一项："),
    ],
)
def test_what_holds_of_several_fields_is_said_once_above_them(form: Any, says: str) -> None:
    filled = form({})
    html = "".join(render_to_string("_field.html", {"field": field}) for field in filled)
    assert html.count(says) == 1
    fields = next(each.fields for each in filled.needs if each.together)
    assert len(fields) > 1
    assert html.index(says) < html.index(f'for="id_{fields[0]}"')


def packs() -> list[RulePack]:
    national = (each for each in versions() if each.region is None)
    return [load(f"{each.body}@{each.effective_from}", today=DAY) for each in national]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_nobody_is_registered_of_whom_nothing_is_stated(pack: RulePack) -> None:
    person = {"name": "钟漏登", "sex": "m", "id_number": "330329198505202315"}
    form = RegisterForm(pack, person, members=None)
    facts = [f"fact-{each.fact}" for each in form.facts]
    assert [name for name in form.errors if name in facts] == facts[:1]
    known = {"birth_date": datetime.date(1985, 5, 20), "polling_day": DAY}
    assert not facts or not register(pack, known).registered
