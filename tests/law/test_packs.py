"""The shelf (规则包目录): every pack loads, every figure is cited, the day chooses the version."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from huanjie.door.fault import BadInput
from huanjie.law.citation import CONFIDENCE, RANKS
from huanjie.law.ownfile import load_file
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import PACKS, load, versions
from huanjie.law.standing import standing
from huanjie.law.vocabulary import (
    GROUPS,
    LISTS,
    SINGLE,
    held_rules,
    place_of,
    written_rules,
)

TODAY = date(2026, 6, 28)
VERSIONS = versions()
BODIES = sorted({version.body for version in VERSIONS})
NATIONAL = [version for version in VERSIONS if version.region is None]
OVERLAYS = [version for version in VERSIONS if version.region]
VILLAGE = (PACKS / "villagers-committee" / "2026-01-01.toml").read_text("utf-8")
CITED = ("law", "article", "says", "rank", "confidence")


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every table inside a document."""
    if isinstance(value, dict):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    for item in inside if isinstance(value, (dict, list)) else ():
        yield from tables(item)


def parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def in_force_from(body: str) -> date:
    """Since when the national version of today is in force."""
    days = [each.effective_from for each in NATIONAL if each.body == body]
    return max(day for day in days if day <= TODAY)


def named(rule: Any, sources: dict[str, Any]) -> Any:
    """A rule of a file as it stands in a resolved document: the source written out."""
    if isinstance(rule, dict) and "source" not in rule:
        return {key: named(value, sources) for key, value in rule.items()}
    source = sources[rule["source"]]
    rest = {key: value for key, value in rule.items() if key != "source"}
    return {**rest, "law": source["title"], "rank": source["rank"]}


# Every pack


@pytest.mark.parametrize("region", [None, *REGIONS])
@pytest.mark.parametrize("version", NATIONAL, ids=lambda version: version.name)
def test_every_pack_resolves_with_every_region(version: Any, region: str | None) -> None:
    pack = load(version.name, today=TODAY, region=region)
    assert pack.id.split("+")[0] == version.name
    assert read_pack(pack.document) == pack


@pytest.mark.parametrize("region", [None, *REGIONS])
@pytest.mark.parametrize("version", NATIONAL, ids=lambda version: version.name)
def test_a_paper_belongs_to_a_step_and_a_step_hangs_on_one(
    version: Any, region: str | None
) -> None:
    pack = load(version.name, today=TODAY, region=region)
    events = {step.event for step in pack.steps}
    assert {form.event for form in pack.forms} <= events
    assert {step.anchor for step in pack.steps} <= events
    assert {step.opens for step in pack.steps if step.opens} <= events
    assert {post for each in pack.eligibility for post in each.posts} <= {
        post.post for post in pack.posts
    }


def test_the_three_bodies_of_the_first_release_are_on_the_shelf() -> None:
    assert {"party-branch", "villagers-committee", "residents-committee"} <= set(BODIES)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_a_file_states_what_its_place_on_the_shelf_says(version: Any) -> None:
    document = version.document()
    assert document["body"] == version.body
    assert document.get("region") == version.region
    assert document["effective_from"] == version.effective_from


@pytest.mark.parametrize("region", [None, *REGIONS])
@pytest.mark.parametrize("body", BODIES)
def test_every_figure_has_law_article_sentence_rank_and_confidence(
    body: str, region: str | None
) -> None:
    document = load(body, today=TODAY, region=region).document
    rules = [document[name] for name in SINGLE if name in document]
    for group in GROUPS:
        rules += document.get(group, {}).values()
    for name, listed in LISTS.items():
        rules += document.get(name, []) if listed.cited else []
    for rule in rules:
        assert all(rule[key].strip() for key in CITED)
        assert rule["rank"] in RANKS
        assert rule["confidence"] in CONFIDENCE
    elsewhere = [table for table in tables(document) if table not in rules]
    numbers = [v for table in elsewhere for k, v in table.items() if type(v) is int]
    revisions = [document[key] for key in ("revision", "overlay_revision") if key in document]
    assert numbers == revisions


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_what_is_no_law_is_never_shown_as_read_in_full(version: Any) -> None:
    document = version.document()
    sources = document["sources"]
    for rule in (table for table in tables(document) if "source" in table):
        if sources[rule["source"]]["rank"] == "convention":
            assert rule["confidence"] != "V", rule


@pytest.mark.parametrize("version", OVERLAYS, ids=lambda version: version.name)
def test_an_overlay_replaces_only_what_it_names(version: Any) -> None:
    national = load(version.body, today=TODAY)
    laid = load(version.body, today=TODAY, region=version.region)
    own = standing(parsed(version.path), in_force_from(version.body))
    assert laid.id == f"{national.id}+{version.region}@{version.effective_from}"
    changed = {"id", "region", "note", "overlay_revision", *GROUPS, *LISTS}
    for name in set(national.document) | set(laid.document) | set(SINGLE):
        if name in changed:
            continue
        expected = (
            named(own[name], own["sources"]) if name in own and name in SINGLE else None
        ) or national.document.get(name)
        assert laid.document.get(name) == expected, name
    for group in GROUPS:
        whole = {**national.document.get(group, {}), **named(own.get(group, {}), own["sources"])}
        assert laid.document.get(group, {}) == whole
    for name, listed in LISTS.items():
        items = {each[listed.key]: each for each in national.document.get(name, [])}
        items |= {
            each[listed.key]: named(each, own["sources"]) if listed.cited else each
            for each in own.get(name, [])
        }
        assert {each[listed.key]: each for each in laid.document.get(name, [])} == items


@pytest.mark.parametrize("region", [None, *REGIONS])
@pytest.mark.parametrize("body", BODIES)
def test_a_pack_holds_just_what_its_document_writes(body: str, region: str | None) -> None:
    pack = load(body, today=TODAY, region=region)
    held = {place_of(table, word) for table, word, _rule in held_rules(pack)}
    assert held == {place_of(table, word) for table, word, _rule in written_rules(pack.document)}
    assert f"post {pack.posts[0].post}" in held


@pytest.mark.parametrize("body", BODIES)
def test_a_known_region_without_an_overlay_has_the_national_pack(body: str) -> None:
    written = {version.region for version in OVERLAYS if version.body == body}
    for region in set(REGIONS) - written:
        assert load(body, today=TODAY, region=region) == load(body, today=TODAY)


# The day chooses the version


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two national versions of one body and a province's own between them."""
    folder = tmp_path / "villagers-committee"
    (folder / "zhejiang").mkdir(parents=True)
    older = VILLAGE.replace("effective_from = 2026-01-01", "effective_from = 2018-12-29")
    (folder / "2018-12-29.toml").write_text(older, "utf-8")
    (folder / "2026-01-01.toml").write_text(VILLAGE, "utf-8")
    overlay = PACKS / "villagers-committee" / "zhejiang" / "2020-07-31.toml"
    (folder / "zhejiang" / overlay.name).write_bytes(overlay.read_bytes())
    return tmp_path


def in_force(
    root: Path, on: date | None, name: str = "villagers-committee", today: date = TODAY
) -> str:
    return load(name, on=on, today=today, region="zhejiang", root=root).id


OLD, NEW = "villagers-committee@2018-12-29", "villagers-committee@2026-01-01"


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2018, 12, 29), OLD),
        (date(2020, 7, 30), OLD),
        (date(2020, 7, 31), f"{OLD}+zhejiang@2020-07-31"),
        (date(2025, 12, 31), f"{OLD}+zhejiang@2020-07-31"),
        (date(2026, 1, 1), f"{NEW}+zhejiang@2020-07-31"),
    ],
)
def test_a_version_is_in_force_from_its_own_day_to_the_next_ones_eve(
    shelf: Path, on: date, version: str
) -> None:
    assert in_force(shelf, on) == version
    assert in_force(shelf, None, today=on) == version
    assert in_force(shelf, on, name=version.split("+")[0]) == version


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("villagers-committee", date(2018, 12, 28)),
        (OLD, date(2026, 1, 1)),
        (OLD, date(2018, 12, 28)),
        (NEW, date(2025, 12, 31)),
        ("villagers-committee@2026-01-02", date(2026, 6, 28)),
        ("villagers-committee@", date(2026, 6, 28)),
        ("villagers-committee@2026-1-1", date(2026, 6, 28)),
        ("party-branch", date(2026, 6, 28)),
        ("", date(2026, 6, 28)),
        ("../villagers-committee", date(2026, 6, 28)),
    ],
)
def test_a_version_that_is_not_in_force_on_the_day_is_refused(
    shelf: Path, name: str, on: date
) -> None:
    with pytest.raises(BadInput) as refusal:
        in_force(shelf, on, name=name)
    assert refusal.value.remedy


def test_a_dated_name_without_a_day_means_the_last_day_of_that_version(shelf: Path) -> None:
    assert in_force(shelf, None, name=OLD) == f"{OLD}+zhejiang@2020-07-31"
    assert in_force(shelf, None, name=OLD, today=date(2020, 7, 30)) == OLD


@pytest.mark.parametrize("region", [None, "zhejiang"])
def test_the_resolved_name_of_an_answer_names_the_same_pack_again(region: str | None) -> None:
    resolved = f"{NEW}+zhejiang@2020-07-31"
    pack = load(resolved, on=TODAY, today=TODAY, region=region)
    assert pack == load("villagers-committee", today=TODAY, region="zhejiang")
    assert pack.id == resolved


@pytest.mark.parametrize(
    ("name", "region"),
    [
        (f"{NEW}+zhejiang@2020-07-31", "sichuan"),
        (f"{NEW}+zhejiang@2020-08-01", None),
        (f"{NEW}+guangdong@2020-07-31", None),
        (f"{NEW}+", None),
        (f"{NEW}+hainan@2026-01-01", None),
    ],
)
def test_a_resolved_name_that_is_not_so_is_refused(name: str, region: str | None) -> None:
    with pytest.raises(BadInput) as refusal:
        load(name, on=TODAY, today=TODAY, region=region)
    assert refusal.value.remedy


@pytest.mark.parametrize("region", ["guangdong", "", "四川", "Sichuan"])
def test_an_unknown_region_is_refused_with_those_that_are_known(region: str) -> None:
    with pytest.raises(BadInput) as refusal:
        load("villagers-committee", today=TODAY, region=region)
    assert all(known in refusal.value.remedy for known in REGIONS)


def test_a_file_outside_the_shelf_is_laid_over_the_version_in_force_today(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes((PACKS / "villagers-committee" / "sichuan" / "2026-01-01.toml").read_bytes())
    mine = load_file(file, today=TODAY)
    shelved = load("villagers-committee", today=TODAY, region="sichuan")
    assert {**mine.document, "id": shelved.id} == shelved.document
    # A file of one's own never goes by the name of the version on the shelf.
    assert mine.id.startswith(f"{shelved.id}#")
    file.write_text(VILLAGE, "utf-8")
    national = load("villagers-committee", today=TODAY)
    assert {**load_file(file, today=TODAY).document, "id": national.id} == national.document


@pytest.mark.parametrize("change", ["# 说明\n", "\r\n"], ids=["a comment", "other line ends"])
def test_comments_and_line_ends_do_not_move_the_hash(shelf: Path, change: str) -> None:
    file = shelf / "villagers-committee" / "2026-01-01.toml"
    before = [each.sha256() for each in versions(shelf)]
    text = VILLAGE.replace("\n", change) if change == "\r\n" else change + VILLAGE
    file.write_bytes(text.encode())
    assert [each.sha256() for each in versions(shelf)] == before


def test_a_changed_figure_moves_the_hash_and_no_other(shelf: Path) -> None:
    before = {each.name: each.sha256() for each in versions(shelf)}
    file = shelf / "villagers-committee" / "2026-01-01.toml"
    file.write_text(VILLAGE.replace("days = 20", "days = 21"), "utf-8")
    moved = {each.name for each in versions(shelf) if each.sha256() != before[each.name]}
    assert moved == {NEW}


def test_packs_that_decide_alike_have_one_hash() -> None:
    one, two = (load("villagers-committee", today=day) for day in (TODAY, date(2030, 1, 1)))
    assert isinstance(one, RulePack)
    assert one.sha256 == two.sha256
    assert one.sha256 != load("villagers-committee", today=TODAY, region="sichuan").sha256
