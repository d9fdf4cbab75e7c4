"""The schemas (文件格式): well made, complete in themselves, and closed to what nobody named."""

from __future__ import annotations

import datetime
from typing import Final

import pytest
from jsonschema import Draft202012Validator
from tests.exchange.agreement import is_valid, validator
from tests.exchange.mutations import nodes, spoiled
from tests.exchange.samples import SAMPLES, changed, without

from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.exchange.schedule import schedule_as_json
from huanjie.exchange.schema import names, schema
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load, versions

# The schemas themselves


def test_every_schema_has_its_name() -> None:
    assert names() == (
        "election",
        "cvr",
        "layout",
        "doubtful",
        "rulings",
        "truth",
        "codes",
        "second-language",
        "count",
        "schedule",
        "unit-schedule",
        "moved",
        "roll-check",
        "statistics",
        "ladder",
        "match-batch",
        "match-answers",
        "pack",
    )


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadInput) as caught:
        schema("../election")
    assert "roll-check" in caught.value.remedy


@pytest.mark.parametrize("name", names())
def test_a_schema_is_a_schema(name: str) -> None:
    document = schema(name)
    Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert any("一" <= sign <= "鿿" for sign in document["title"])
    assert any("一" <= sign <= "鿿" for sign in document["description"])


@pytest.mark.parametrize("name", names())
def test_no_object_takes_a_key_that_nobody_named(name: str) -> None:
    for path, node in nodes(schema(name)):
        if isinstance(node, dict) and node.get("type") == "object":
            assert "additionalProperties" in node, path
            if "properties" in node:
                assert node["additionalProperties"] is False, path
                assert set(node["required"]) <= set(node["properties"]), path
            else:
                assert "propertyNames" in node, path


@pytest.mark.parametrize("name", names())
def test_a_schema_is_complete_in_itself(name: str) -> None:
    document = schema(name)
    own = {node["$id"] for _, node in nodes(document) if isinstance(node, dict) and "$id" in node}
    for path, node in nodes(document):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            base, _, _ = node["$ref"].partition("#")
            assert not base or base in own, path


def test_a_schema_is_read_anew_each_time() -> None:
    schema("count")["$defs"].clear()
    assert schema("count")["$defs"]


# The valid documents


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_valid(name: str) -> None:
    validator(name).validate(SAMPLES[name])


@pytest.mark.parametrize("name", sorted({each.body for each in versions()}))
def test_the_schedule_of_every_body_is_valid(name: str) -> None:
    day = datetime.date(2026, 6, 28)
    pack = load(name, on=day, today=day)
    dated = schedule(pack, polling_day=day, calendar=load_calendar(), start=day)
    validator("schedule").validate(schedule_as_json(dated))


# Breaking them


@pytest.mark.parametrize("name", SAMPLES)
def test_a_spoiled_document_is_refused_by_the_schema(name: str) -> None:
    let_through = [str(m) for m in spoiled(SAMPLES[name]) if is_valid(name, m)]
    assert let_through == []


NEEDED: Final = {
    "layout": [
        "/paper",
        "/unit",
        "/pages",
        "/pages/0/sheet",
        "/pages/0/code",
        "/pages/0/boxes",
        "/pages/0/write_in",
        "/pages/0/boxes/0/contest",
        "/pages/0/boxes/0/mark",
        "/pages/0/boxes/0/w",
        "/pages/0/write_in/0/contest",
        "/pages/0/write_in/0/h",
    ],
    "doubtful": ["/file", "/page", "/reason", "/boxes", "/boxes/0/contest", "/boxes/0/fill"],
    "rulings": [
        "/pictures",
        "/pictures/0",
        "/pictures/0/file",
        "/pictures/0/page",
        "/by",
        "/ruling",
        "/ruling/kind",
        "/ruling/contests",
    ],
    "truth": [
        "/file",
        "/page",
        "/paper",
        "/kind",
        "/spoil",
        "/contests",
        "/contests/member/marks",
        "/contests/member/write_ins",
    ],
    "codes": ["/codes"],
    "second-language": ["/title", "/instructions"],
    "schedule": [
        "/pack",
        "/polling_day",
        "/steps",
        "/warnings",
        "/steps/0/event",
        "/steps/0/name",
        "/steps/0/window",
        "/steps/0/window/1",
        "/steps/0/grounds",
        "/steps/0/grounds/0",
        "/steps/0/grounds/0/law",
        "/steps/0/grounds/0/confidence",
        "/steps/0/provisional",
        "/steps/0/conflict",
    ],
    "unit-schedule": [
        "/bodies",
        "/bodies/0",
        "/bodies/0/pack",
        "/steps",
        "/steps/0/body",
        "/steps/0/window/1",
        "/steps/0/grounds/0/article",
        "/warnings",
    ],
    "moved": [
        "/moved",
        "/moved/0/body",
        "/moved/0/event",
        "/moved/0/name",
        "/moved/0/from",
        "/moved/0/from/1",
        "/moved/0/to",
        "/moved/0/because",
        "/moved/0/because/0",
    ],
    "roll-check": [
        "/files",
        "/duplicates",
        "/files/0/file",
        "/files/0/rows",
        "/files/0/good",
        "/files/0/bad",
        "/files/0/notes",
        "/files/0/skipped",
        "/files/0/bad/0/row",
        "/files/0/bad/0/kind",
        "/duplicates/0/kind",
        "/duplicates/0/places",
        "/duplicates/0/places/1",
        "/duplicates/0/places/0/row",
    ],
    "statistics": [
        "/on",
        "/groups",
        "/groups/0",
        "/left_out",
        "/groups/0/where",
        "/groups/0/persons",
        "/groups/0/mean_age",
        "/groups/0/measures",
        "/groups/0/measures/0/heading",
        "/groups/0/measures/0/of",
        "/groups/0/measures/0/percent",
        "/left_out/0/row",
        "/left_out/0/reason",
    ],
    "ladder": [
        "/name",
        "/level",
        "/level/0/key",
        "/level/0/half_days",
        "/level/0/department",
        "/level/0/department/0/facts",
        "/level/0/department/0/columns",
    ],
    "match-batch": [
        "/batch",
        "/department",
        "/conditions",
        "/lines",
        "/conditions/0/condition",
        "/conditions/0/law",
        "/conditions/0/article",
        "/lines/0/line",
    ],
    "match-answers": ["/batch", "/department", "/condition", "/hits"],
}
WRONG: Final = [
    ("layout", "/paper", "A3"),
    ("layout", "/unit", "pt"),
    ("layout", "/pages", []),
    ("layout", "/pages/0/sheet", 0),
    ("layout", "/pages/0/boxes/0/mark", "yes"),
    ("layout", "/pages/0/boxes/0/x", -0.5),
    ("layout", "/pages/0/boxes/0/w", 0),
    ("doubtful", "/page", 0),
    ("doubtful", "/boxes/0/fill", 1.01),
    ("doubtful", "/boxes/0/mark", "both"),
    ("doubtful", "/sure/member/marks/C", "perhaps"),
    ("rulings", "/pictures/0/page", 0),
    ("rulings", "/pictures", [{"file": "a", "page": 1}, {"file": "a", "page": 1}]),
    ("rulings", "/ruling/kind", "guess"),
    ("rulings", "/ruling", {"kind": "illegible", "contests": {}}),
    ("rulings", "/ruling", {"kind": "same-paper", "file": "a"}),
    ("rulings", "/ruling/contests/chair/marks/A", "yes"),
    ("truth", "/page", 0),
    ("truth", "/kind", "torn"),
    ("truth", "/spoil", "clean"),
    ("truth", "/contests/member/marks/C", "none"),
    ("codes", "/codes/0", "K7M2PX4C9QW3D8F"),
    ("codes", "/codes/0", "K7M2PX4C9QW3D8FAA"),
    ("codes", "/codes/0", "K7M2PX4C9QW3D8FO"),
    ("codes", "/codes/1", "0123456789ABCDEF"),
    ("second-language", "/words/得票", "ཐོབ་པའི་འོས་གྲངས།"),
    ("second-language", "/words/赞成", ""),
    ("second-language", "/names/A", None),
    ("schedule", "/polling_day", "2026-02-30"),
    ("schedule", "/steps/0/window", ["2026-06-01", "2026-06-08", None]),
    ("schedule", "/steps/0/grounds/0/rank", "custom"),
    ("schedule", "/steps/0/grounds/0/confidence", "v"),
    ("unit-schedule", "/bodies", []),
    ("unit-schedule", "/bodies/0/polling_day", "2026-02-30"),
    ("unit-schedule", "/steps/0/conflict", ""),
    ("moved", "/moved/0/because/0", "weather"),
    ("moved", "/moved/0/to", ["2026-06-01"]),
    ("roll-check", "/files/0/bad/0/kind", "not-liked"),
    ("roll-check", "/files/0/bad/0/row", 0),
    ("roll-check", "/duplicates/0/kind", "same-name"),
    ("statistics", "/groups/0/measures/0/heading", "religion"),
    ("statistics", "/groups/0/measures/0/test", "below"),
    ("statistics", "/groups/0/measures/0/percent", "25"),
    ("statistics", "/groups/0/measures/0/percent", "25.00"),
    ("statistics", "/groups/0/mean_age", "44.5\n"),
    ("ladder", "/level", []),
    ("ladder", "/level/0/signatures", 1),
    ("ladder", "/level/0/department/0/columns/1", "religion"),
    ("ladder", "/level/0/department/0/columns", ["sex"]),
    ("ladder", "/level/0/department/0/grounds", "理由"),
    ("match-batch", "/lines/0/line", 0),
    ("match-batch", "/lines/0/number", 330329),
    ("match-batch", "/lines/0/name", "蓝一"),
    ("match-answers", "/hits", [2, 2]),
    ("match-answers", "/hits", [0]),
    ("match-answers", "/hits", [100_001]),
    ("match-answers", "/numbers", ["330329196003018815"]),
]


@pytest.mark.parametrize(("name", "path"), [(n, path) for n in NEEDED for path in NEEDED[n]])
def test_what_a_shape_needs_must_be_there(name: str, path: str) -> None:
    assert not validator(name).is_valid(without(SAMPLES[name], path))


@pytest.mark.parametrize(("name", "path", "value"), WRONG)
def test_what_a_shape_does_not_know_is_refused(name: str, path: str, value: object) -> None:
    assert not validator(name).is_valid(changed(SAMPLES[name], path, value))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("layout", "/pages/0/boxes/0/candidate"),
        ("doubtful", "/boxes/0/candidate"),
    ],
)
def test_the_box_of_a_write_in_line_names_no_candidate(name: str, path: str) -> None:
    validator(name).validate(without(SAMPLES[name], path))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("doubtful", "/sure"),
        ("doubtful", "/sure/member/write_ins"),
        ("rulings", "/ruling/contests/chair/marks"),
        ("truth", "/spoil"),
        ("truth", "/contests"),
        ("schedule", "/steps/0/conflict"),
        ("schedule", "/steps/0/window/0"),
        ("second-language", "/words"),
        ("second-language", "/posts"),
        ("second-language", "/names"),
        ("moved", "/moved/0/from"),
        ("moved", "/moved/0/to"),
        ("ladder", "/level/0/signatures"),
        ("match-batch", "/lines/0/number"),
        ("statistics", "/groups/0/mean_age"),
        ("statistics", "/groups/0/measures/0/percent"),
        ("roll-check", "/files/0/bad/0/sheet"),
    ],
)
def test_what_may_be_null(name: str, path: str) -> None:
    validator(name).validate(changed(SAMPLES[name], path, None))
