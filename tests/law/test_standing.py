"""What of a region's older text stands beside which national law (与国家法律并存的规定)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from tests.law.lookup import law_of

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law.ownfile import load_file
from huanjie.law.packfile import check_document, read_document
from huanjie.law.shelf import PACKS, versions
from huanjie.law.standing import DAYS, standing, whole

TODAY: Final = date(2026, 11, 1)
VERSIONS: Final = versions()
OVERLAYS: Final = [each for each in VERSIONS if each.region]
BEIJING: Final = PACKS / "villagers-committee" / "beijing" / "2012-11-01.toml"
ZHEJIANG: Final = PACKS / "villagers-committee" / "zhejiang" / "2020-07-31.toml"

RULES: Final = {
    "tie": {"says": "一", "until": date(2026, 1, 1)},
    "seats": {"chair": {"says": "二", "since": date(2026, 1, 1)}},
    "step": [
        {"event": "a", "since": date(2018, 12, 29), "until": date(2026, 1, 1)},
        {"event": "b"},
    ],
}


@pytest.mark.parametrize(
    ("national", "kept"),
    [
        (date(2010, 10, 28), {"tie": {"says": "一"}, "seats": {}, "step": [{"event": "b"}]}),
        (
            date(2018, 12, 29),
            {"tie": {"says": "一"}, "seats": {}, "step": [{"event": "a"}, {"event": "b"}]},
        ),
        (
            date(2025, 12, 31),
            {"tie": {"says": "一"}, "seats": {}, "step": [{"event": "a"}, {"event": "b"}]},
        ),
        (date(2026, 1, 1), {"seats": {"chair": {"says": "二"}}, "step": [{"event": "b"}]}),
    ],
    ids=["2010", "2018", "the-day-before", "2026"],
)
def test_a_rule_stands_from_since_on_and_no_longer_from_until_on(
    national: date, kept: dict[str, Any]
) -> None:
    assert standing(RULES, national) == kept


def test_the_days_may_be_text_as_in_a_resolved_document() -> None:
    text = {"tie": {"says": "一", "until": "2026-01-01"}}
    assert standing(text, date(2018, 12, 29)) == {"tie": {"says": "一"}}
    assert standing(text, date(2026, 1, 1)) == {}


def test_a_whole_overlay_holds_every_rule_without_its_days() -> None:
    bare = whole(Cursor(RULES)).value
    assert bare["tie"] == {"says": "一"}
    assert bare["step"] == [{"event": "a"}, {"event": "b"}]


@pytest.mark.parametrize("version", OVERLAYS, ids=lambda version: version.name)
def test_every_such_day_is_one_on_which_a_national_law_came_into_force(version: Any) -> None:
    """A slip of one day would let an older law's rule decide beside the newer law."""
    own = {
        each.effective_from for each in VERSIONS if each.body == version.body and not each.region
    }
    document = tomllib.loads(version.path.read_text("utf-8"))
    days = {rule[key] for rule in rules(document) for key in DAYS if key in rule}
    assert days <= own


def rules(value: Any) -> list[dict[str, Any]]:
    """Every table of a file."""
    if isinstance(value, dict):
        return [value, *(each for inside in value.values() for each in rules(inside))]
    return [each for item in value for each in rules(item)] if isinstance(value, list) else []


# Refused


def refusal(tmp_path: Path, text: str) -> BadInput:
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput) as refused:
        check_document(read_document(file), file=file)
    return refused.value


def test_until_must_come_after_since(tmp_path: Path) -> None:
    text = ZHEJIANG.read_text("utf-8").replace(
        "since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-01-01", 1
    )
    fault = refusal(tmp_path, text)
    assert "until 不在 since 以后" in fault.says
    assert fault.line == text[: text.index("until = 2026-01-01\n\n")].count("\n") + 1


def test_a_day_that_is_no_date_is_refused(tmp_path: Path) -> None:
    text = ZHEJIANG.read_text("utf-8").replace("since = 2026-01-01", "since = 2026", 1)
    assert refusal(tmp_path, text).line is not None


@pytest.mark.parametrize(
    ("written", "wrong", "says"),
    [
        (
            'kin = ["spouse", "parent"',
            'classes = ["lineal"]\nkin = ["spouse", "parent"',
            "只写一个",
        ),
        ('kin = ["spouse", "parent"', 'kin = ["cousin", "parent"', "cousin"),
        ("for_relatives = true", "for_relatives = false", "不用退出"),
    ],
    ids=["classes too", "an unknown step", "nobody leaves for them"],
)
def test_kin_listed_one_by_one_are_refused_where_they_do_not_fit(
    tmp_path: Path, written: str, wrong: str, says: str
) -> None:
    text = ZHEJIANG.read_text("utf-8")
    fault = refusal(tmp_path, text.replace(written, wrong, 1))
    assert says in f"{fault.says}{fault.remedy}"


def test_a_national_version_has_no_such_days(tmp_path: Path) -> None:
    """It is in force itself from one day to another."""
    national = (PACKS / "villagers-committee" / "2026-01-01.toml").read_text("utf-8")
    fault = refusal(tmp_path, national.replace("[tie]\n", "[tie]\nuntil = 2027-01-01\n", 1))
    assert "until" in f"{fault.at}{fault.says}"


def test_a_file_is_checked_over_every_national_law_that_it_is_ever_laid_over(
    tmp_path: Path,
) -> None:
    """A rule of the past is refused too, where it names what the law of its time does not know."""
    text = BEIJING.read_text("utf-8")  # laid over the laws of 2010, 2018 and 2026
    wrong = text.replace('when = "', 'when = "barred_by_organ and ', 1)
    assert wrong != text
    file = tmp_path / "beijing.toml"
    file.write_text(wrong, "utf-8")
    with pytest.raises(BadInput, match="barred_by_organ"):
        load_file(file, today=TODAY)
    file.write_text(text, "utf-8")
    assert load_file(file, today=TODAY).region == "beijing"


def test_the_law_of_today_tells_nothing_of_the_days() -> None:
    document = law_of("zhejiang").document
    assert not [rule for rule in rules(dict(document)) if set(DAYS) & set(rule)]
