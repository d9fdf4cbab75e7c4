"""Findings as a workbook (资格审查汇总表): what the page says of everybody, for whoever may see it,
and entered in the log with its purpose.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.candidacy.pages import at, text_of
from tests.office.candidacy.test_exempting import branch_1990, grant
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.workbooks import rows_in

from huanjie.domain.permission import Action, Role, may
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import file_appeal
from huanjie.office.candidacy.models import Barring
from huanjie.office.candidacy.takingfindings import HEADS, take_findings
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.security.models import Kind, SecurityEvent

__all__ = ["branch_1990"]  # fixtures

Browse = Callable[[User], Client]
TAKEN = {"key": "k", "because": "报乡镇备案"}


def test_everybody_is_a_row_with_the_condition_and_the_article_that_decide(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    raw = browse(cast.clerk).post(at(barred, "findings/table/"), TAKEN).content
    first, second = rows_in(raw)
    assert tuple(first) == HEADS
    law = "《中华人民共和国村民委员会组织法》第十八条第一款"
    assert first.pop("理由") == f"不符合“没有因犯罪受过刑事处罚”（{law}）"
    assert list(first.values()) == [
        *("钟一鸣", "男", "主任", "不符合条件", "不符合条件"),
        *("", "申诉待决定"),
    ]
    assert (second["姓名"], second["结论"], second["申诉"]) == ("丁大山", "不能判断", "")
    assert "还不能判断“没有因犯罪受过刑事处罚”（" in second["理由"]


def test_nothing_of_the_evidence_nor_of_who_nominated_or_found_is_in_it(
    cast: Cast, barred: Election
) -> None:
    rows = take_findings(acting_user=act(cast.clerk), election=barred, because="报备")
    said = str(rows)
    for kept in ("本人声明", "clerk", "提名", "2026", "True"):
        assert kept not in said


def test_an_exempted_condition_stands_with_its_article_and_not_as_a_reason(
    cast: Cast, branch_1990: Election
) -> None:
    def told() -> dict[str, object]:
        rows = take_findings(acting_user=act(cast.town), election=branch_1990, because="报备")
        return dict(zip(HEADS, rows[0], strict=True))

    assert (told()["结论"], told()["批准放宽"]) == ("须经批准放宽", "")
    assert "不符合“没有被停止党员权利”（" in str(told()["理由"])
    grant(cast.town, branch_1990)
    assert (told()["结论"], told()["理由"]) == ("符合条件", "")
    assert str(told()["批准放宽"]).startswith("“没有被停止党员权利”（")
    assert "罗委" not in str(told())


def test_a_candidacy_that_was_cancelled_is_called_so(cast: Cast, barred: Election) -> None:
    Barring.objects.update(struck_because="cancelled")
    rows = take_findings(acting_user=act(cast.clerk), election=barred, because="报备")
    assert dict(zip(HEADS, rows[0], strict=True))["状态"] == "取消候选人资格"


def test_the_reading_is_in_the_log_with_its_purpose_and_makes_no_form_stale(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    version = Election.objects.get(pk=nominated.pk).version
    client = browse(cast.town)
    for _ in range(2):
        assert client.post(at(nominated, "findings/table/"), TAKEN).status_code == 200
    last, before = Entry.objects.order_by("-pk")[:2]
    assert last.payload == before.payload == '{"because":"报乡镇备案","people":2}'
    assert SecurityEvent.objects.filter(kind=Kind.READ, people=2).count() == 2
    assert Election.objects.get(pk=nominated.pk).version == version
    history = text_of(client, f"/elections/{nominated.pk}/history/")
    assert "导出资格审查" in history
    assert "2 人，用途：报乡镇备案" in history


def test_without_saying_what_for_nobody_takes_them(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    before = Entry.objects.count()
    answer = browse(cast.clerk).post(at(nominated, "findings/table/"), TAKEN | {"because": " "})
    assert answer.status_code == 422
    assert "没有写用途" in answer.content.decode()
    assert Entry.objects.count() == before


def test_where_nobody_is_nominated_there_is_no_file(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    with pytest.raises(BadInput, match="还没有人选"):
        take_findings(acting_user=act(cast.clerk), election=village_election, because="报备")
    assert "findings/table/" not in text_of(browse(cast.clerk), at(village_election, "findings/"))


@pytest.mark.parametrize("who", ["county", "town", "chair", "clerk"])
def test_whoever_sees_the_findings_is_led_to_the_file(
    cast: Cast, nominated: Election, browse: Browse, who: str
) -> None:
    client = browse(getattr(cast, who))
    assert "findings/table/" in text_of(client, at(nominated, "findings/"))
    assert "用途" in text_of(client, at(nominated, "findings/table/"))


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "stranger"])
def test_whoever_does_not_see_the_findings_takes_none(
    cast: Cast, nominated: Election, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        take_findings(acting_user=act(getattr(cast, who)), election=nominated, because="看")


@pytest.mark.parametrize("role", Role)
def test_the_findings_are_taken_by_exactly_those_who_see_them(role: Role) -> None:
    assert may(role, Action.EXPORT_FINDINGS) is may(role, Action.SEE_FINDINGS)
