"""A pack that breaks the shape is refused: file, line, table and key, and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.law.ownfile import load_file
from huanjie.law.packfile import check_document, read_document
from huanjie.law.shelf import PACKS, load, versions

TODAY = date(2026, 6, 28)
SOUND = (PACKS / "villagers-committee" / "2026-01-01.toml").read_text("utf-8")
OVERLAY = (PACKS / "villagers-committee" / "sichuan" / "2026-01-01.toml").read_text("utf-8")

HALF = '[majority]\nmore_than = "1/2"'
HALF_CITED = 'source = "law"\narticle = "第十八条第二款"\nsays = "候选人获得参加投票'
REVISION = next(line for line in SOUND.splitlines() if line.startswith("revision"))
ELECTED = 'key = "directly-elected"'
ROLL = '[[step]]\nevent = "roll-published"'


def refusal_of(text: str, folder: Path) -> BadInput:
    file = folder / "mine.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput) as refusal:
        load_file(file, today=TODAY)
    assert refusal.value.file == str(file)
    return refusal.value


def line_of(text: str, mark: str) -> int:
    """The line on which the mark begins, counted by hand."""
    return text[: text.index(mark)].count("\n") + 1


def spoilt(was: str, becomes: str) -> str:
    assert SOUND.count(was) == 1, was
    return SOUND.replace(was, becomes)


BREAKS = {
    # name: (what stands there, what is written instead, where the fault points to, its words)
    "missing article": (
        HALF_CITED,
        HALF_CITED.replace('article = "第十八条第二款"\n', ""),
        "[majority]",
        ("majority", "article"),
    ),
    "missing source": (
        HALF_CITED,
        HALF_CITED.replace('source = "law"\n', ""),
        "[majority]",
        ("majority", "source"),
    ),
    "unknown source": (
        HALF_CITED,
        HALF_CITED.replace('"law"', '"lex"'),
        'source = "lex"',
        ("majority", "source"),
    ),
    "law beside a source": (
        HALF_CITED,
        'law = "某法"\n' + HALF_CITED,
        'law = "某法"',
        ("majority", "law"),
    ),
    "a half as a float": (
        HALF,
        HALF.replace('"1/2"', "0.5"),
        "more_than = 0.5",
        ("majority", "more_than"),
    ),
    "a half in words": (
        HALF,
        HALF.replace('"1/2"', '"一半"'),
        'more_than = "一半"',
        ("majority", "more_than"),
    ),
    "more than the whole": (
        HALF,
        HALF.replace('"1/2"', '"3/2"'),
        'more_than = "3/2"',
        ("majority", "more_than"),
    ),
    "nothing under the line": (
        HALF,
        HALF.replace('"1/2"', '"1/0"'),
        'more_than = "1/0"',
        ("majority", "more_than"),
    ),
    "two bounds": (HALF, HALF + '\nat_least = "1/2"', "[majority]", ("majority", "at_least")),
    "unknown key": (
        HALF,
        HALF.replace("more_than", "more_then"),
        "more_then",
        ("majority", "more_then"),
    ),
    "unknown table": ("[majority]", "[majorities]", "[majorities]", ("majorities",)),
    "unknown method": (
        "[turnout.voters]",
        "[turnout.villagers]",
        "[turnout.villagers]",
        ("villagers",),
    ),
    "bad date": (
        "effective_from = 2026-01-01",
        'effective_from = "2026-02-30"',
        "effective_from",
        ("effective_from",),
    ),
    "bad date of TOML": (
        "effective_from = 2026-01-01",
        "effective_from = 2026-02-30",
        "effective_from",
        (),
    ),
    "step twice": (
        'event = "notice-end"\nname',
        'event = "roll-published"\nname',
        'event = "roll-published"\nname = "候选人公示结束"',
        ("step", "event"),
    ),
    "days below none": ("days = 20", "days = -1", "days = -1", ("step", "days")),
    "half a day": ("days = 20", "days = 20.5", "days = 20.5", ("step", "days")),
    "no days": ("days = 20\n", "", ROLL, ("step", "days")),
    "unknown direction": (
        'direction = "after"',
        'direction = "behind"',
        'direction = "behind"',
        ("step", "direction"),
    ),
    "unknown rank": ('rank = "guidance"', 'rank = "law"', 'rank = "law"', ("rules-2013", "rank")),
    "unknown decider": (
        'decided_by = "province"',
        'decided_by = "mayor"',
        'decided_by = "mayor"',
        ("decided_by",),
    ),
    "revision of nothing": (REVISION, "revision = 0", "revision = 0", ("revision",)),
    "an empty sentence": (
        'says = "名单应当在选举日的二十日前公布。"',
        'says = " "',
        'says = " "',
        ("step", "says"),
    ),
    "a meeting without its step": (
        ELECTED,
        ELECTED + '\nmeeting = "representatives"',
        "[[provision]]\n" + ELECTED,
        ("meeting", "step"),
    ),
    "no step of a meeting that is not named": (
        ELECTED,
        ELECTED + "\nis_held = false",
        "is_held = false",
        ("step", "is_held"),
    ),
    "a step of an unknown meeting": (
        ELECTED,
        ELECTED + '\nmeeting = "elders"\nstep = "polling-day"',
        'meeting = "elders"',
        ("meeting",),
    ),
    "no ground for a change that is not named": (
        ELECTED,
        ELECTED + "\nis_ground = false",
        "is_ground = false",
        ("change", "is_ground"),
    ),
    "broken quotes": ('name = "村民委员会"', 'name = "村民委员会', "name = ", ()),
    "no value": ("days = 20", "days =", "days =\n", ()),
    "a table twice": ("[tie]", "[majority]", '[majority]\nsource = "rules-2013"', ()),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_of_the_shape_is_refused_with_its_line_its_place_and_a_remedy(
    name: str, tmp_path: Path
) -> None:
    was, becomes, mark, words = BREAKS[name]
    text = spoilt(was, becomes)
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, mark), str(fault)
    assert all(word in f"{fault.at} {fault.says}" for word in words), str(fault)
    assert fault.remedy, str(fault)


def test_a_file_that_ends_too_soon_is_refused_at_its_last_line(tmp_path: Path) -> None:
    text = SOUND.rstrip("\n") + '\n[electorate]\nstandings = ["full",'
    assert refusal_of(text, tmp_path).line == text.count("\n") + 1


def test_the_keys_that_a_remedy_offers_may_be_written(tmp_path: Path) -> None:
    """A rule in a file names its source; law and rank are written for it."""
    fault = refusal_of(spoilt(HALF, HALF.replace("more_than", "more_then")), tmp_path)
    assert "source" in fault.remedy
    assert "rank" not in fault.remedy


@pytest.mark.parametrize("key", ["body", "name", "revision", "decided_by", "effective_from"])
def test_a_pack_without_one_of_its_own_lines_is_refused(key: str, tmp_path: Path) -> None:
    lines = SOUND.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
    fault = refusal_of("".join(lines[:first] + lines[first + 1 :]), tmp_path)
    assert key in fault.says
    assert key in fault.remedy


@pytest.mark.parametrize("line", ['name = "村民委员会"', 'decided_by = "province"'])
def test_an_overlay_does_not_say_what_only_the_nation_says(line: str, tmp_path: Path) -> None:
    fault = refusal_of(OVERLAY.replace("\n", f"\n{line}\n", 1), tmp_path)
    assert fault.line == 2
    assert fault.at == line.split(" ")[0]


def test_a_post_stands_once(tmp_path: Path) -> None:
    text = spoilt('post = "vice-chair"', 'post = "chair"')
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, 'post = "chair"\nname = "副主任"')
    assert fault.remedy


@pytest.mark.parametrize("spoil", [b"\xff\xfe", b"\xb4\xe5"])
def test_a_file_that_is_no_utf_8_is_refused_by_its_line(spoil: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(SOUND.encode().replace('民委员会"'.encode(), spoil + b'"', 1))
    with pytest.raises(BadInput) as refusal:
        load_file(file, today=TODAY)
    assert refusal.value.line == 2
    assert refusal.value.remedy


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        load_file(tmp_path / "nowhere.toml", today=TODAY)
    assert "nowhere.toml" in str(refusal.value)


# On the shelf


def test_a_file_not_named_by_its_day_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "villagers-committee"
    folder.mkdir()
    (folder / "newest.toml").write_text(SOUND, "utf-8")
    with pytest.raises(BadInput) as refusal:
        versions(tmp_path)
    assert refusal.value.file.endswith("newest.toml")
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("villagers-committee/2025-01-01.toml", SOUND),
        ("residents-committee/2026-01-01.toml", SOUND),
        ("villagers-committee/hainan/2026-01-01.toml", OVERLAY),
    ],
    ids=["another day", "another body", "another region"],
)
def test_a_file_in_another_files_place_is_refused(place: str, text: str, tmp_path: Path) -> None:
    """The name of a version is what an election remembers: the file must say the same."""
    sound = tmp_path / "villagers-committee" / "2026-01-01.toml"
    sound.parent.mkdir(parents=True)
    sound.write_text(SOUND, "utf-8")
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    body, region = place.split("/")[0], "hainan" if "hainan" in place else None
    day = date.fromisoformat(file.stem)
    with pytest.raises(BadInput):
        load(body, on=day, today=TODAY, region=region, root=tmp_path)


def test_a_sound_file_is_not_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for text in (SOUND, OVERLAY):
        file.write_text(text, "utf-8")
        check_document(read_document(file), file=file)
