"""Pages of changes (名册变动的页面): a look at who it is before it is done, and the supplement."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import (
    newcomer,
)
from tests.office.roll.pages import FACTS, IN_TIME, LATE, Browse, at, text
from tests.paper.alike import assert_alike, word_says

from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off


def test_somebody_is_struck_off_by_number_after_a_look_at_who_it_is(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, name = browse(cast.chair), published.roll.get(number=3).name
    there = at(published, "changes/died/")
    with on(IN_TIME):
        assert "没有编号 77" in text(client.post(there, {"key": "k", "number": "77"}))
        check = client.post(there, {"key": "k", "number": "3"})
        assert name in text(check)
        assert "5 → <b>4</b>" in text(check)
        done = client.post(there, {"key": "k", "number": "3", "confirm": "1"})
        assert done["Location"] == at(published, "changes/")
        every = text(client.get(at(published, "changes/")))
        posted = text(client.get(at(published, "changes/notice/")))
        assert_alike(*(client.get(at(published, f"changes/notice.{x}")) for x in ("docx", "pdf")))
        assert all(at(published, f"changes/notice.{x}") in posted for x in ("docx", "pdf"))
        word = word_says(client.get(at(published, "changes/notice.docx")).content)
    assert f"移出（1人）{name}" in word
    assert "死亡" in every
    assert name in posted
    assert "死亡" not in posted
    assert not published.roll.filter(number=3).exists()


def test_the_posted_list_says_when_it_was_changed_last(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    assert "变动更新" not in text(client.get(at(published, "list/")))
    with on(IN_TIME):
        strike_off(acting_user=act(cast.chair), election=published, kind="died", number=1)
    assert "名单已按2026年6月4日（周四）的变动更新" in text(client.get(at(published, "list/")))
    assert "以后有变动，登记参加选举的现有 4 人" in text(client.get(at(published, "")))


def test_a_mistake_is_corrected_from_the_number_to_the_cells(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, there = browse(cast.chair), at(published, "changes/mistake/")
    entry = published.roll.get(number=3)
    form = {"key": "k", "number": "3", "name": entry.name, "household": "", "group": "第九小组"}
    with on(IN_TIME):
        assert client.post(there, {"key": "k", "number": "77"}).status_code == 422
        asked = client.post(there, {"key": "k", "number": "3"})
        assert asked.status_code == 200
        assert f'value="{entry.name}"' in text(asked)
        assert '→ <b lang="zh-CN">第九小组' in text(client.post(there, form))
        client.post(there, {**form, "confirm": "1"})
    assert published.roll.get(number=3).group == "第九小组"


def test_a_change_after_the_freeze_is_marked(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    with on(LATE):
        assert "冻结以后" in text(client.get(at(published, "changes/moved-in/")))
        form = {"key": "k", **newcomer(), **FACTS, "confirm": "1"}
        client.post(at(published, "changes/moved-in/"), form)
        assert "冻结以后" in text(client.get(at(published, "changes/")))
    assert published.roll_changes.get().after_freeze


@pytest.mark.parametrize("kind", ["omitted", "transferred-in", "x"])
def test_a_kind_that_the_pack_has_not_is_no_page(
    cast: Cast, published: Election, browse: Browse, kind: str
) -> None:
    assert browse(cast.chair).get(at(published, f"changes/{kind}/")).status_code == 404


def test_whoever_came_and_went_is_in_no_supplement(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    form = {"key": "k", **newcomer(), **FACTS, "confirm": "1"}
    client.post(at(published, "changes/moved-in/"), form)
    strike_off(acting_user=act(cast.chair), election=published, kind="moved-out", number=6)
    assert client.get(at(published, "changes/notice/")).context["paper"] is None
    assert client.get(at(published, "changes/notice.docx")).status_code == 404
