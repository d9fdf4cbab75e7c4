"""`cvr`: cast vote records for other programs, out of a file or out of the sealed part."""

from __future__ import annotations

import json
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.exchange import nist


def counted(village: Path) -> dict[str, Counter[str]]:
    """Each post's votes, by name, as `count` wrote them."""
    count = json.loads((village / "count.json").read_text())
    contests = count["election"]["contests"]
    names = {each["id"]: each["name"] for contest in contests for each in contest["candidates"]}
    posts = {"chair": "主任", "member": "委员"}
    return {
        posts.get(contest["post"], contest["post"]): Counter(
            {
                names.get(each["id"], each["id"]): each["votes"]
                for each in (*contest["candidates"], *contest.get("write_ins", ()))
                if each["votes"]
            }
        )
        for contest in count["rounds"][0]["facts"]["contests"]
    }


def exported(huanjie: Run, *words: object, target: Path) -> Any:
    ran = huanjie("cvr", *words, "-o", target)
    assert (ran.status, ran.out) == (0, "")
    assert "不要公开" in ran.err
    return json.loads(target.read_text())


def test_the_report_sums_to_what_count_counted(huanjie: Run, village: Path, tmp_path: Path) -> None:
    files = (village / "first.json", village / "first.jsonl", "--format", "nist")
    report = exported(huanjie, *files, target=tmp_path / "nist.json")
    assert nist.votes(report) == counted(village)
    assert len(report["CVR"]) == 631


def test_its_owner_alone_may_read_it(huanjie: Run, village: Path, tmp_path: Path) -> None:
    target = tmp_path / "nist.json"
    exported(huanjie, village / "first.json", village / "first.jsonl", target=target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_sealed_part_gives_the_same_votes_in_another_order(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    plain = exported(
        huanjie, village / "first.json", village / "first.jsonl", target=tmp_path / "plain.json"
    )
    sealed = ("--sealed", village / "sealed.zip", "--archive-key", village / "keys" / "archive.pem")
    part = ("--part", "cvr-1.jsonl.sealed")
    opened = exported(huanjie, village / "first.json", *sealed, *part, target=tmp_path / "o.json")
    assert nist.votes(opened) == nist.votes(plain)
    ids = [[cvr["UniqueId"] for cvr in each["CVR"]] for each in (plain, opened)]
    assert sorted(ids[0]) == sorted(ids[1])
    assert ids[0] != ids[1]


def test_a_runoff_comes_out_of_the_sealed_part_with_its_own_election(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    sealed = ("--sealed", village / "sealed.zip", "--archive-key", village / "keys" / "archive.pem")
    part = ("--part", "cvr-2.jsonl.sealed")
    report = exported(huanjie, village / "runoff.json", *sealed, *part, target=tmp_path / "n.json")
    facts = json.loads((village / "count.json").read_text())["rounds"][1]["facts"]
    (own,) = nist.votes(report).values()
    assert sorted(own.values()) == sorted(n for n in facts["votes"].values() if n)


# What is refused, and leaves no file

SEALED = ("--sealed", "sealed.zip", "--archive-key", "keys/archive.pem")
WRONG = {
    "no records at all": ("first.json",),
    "two sources": ("first.json", "first.jsonl", *SEALED),
    "no key": ("first.json", "--sealed", "sealed.zip"),
    "a key for nothing": ("first.json", "first.jsonl", "--archive-key", "keys/archive.pem"),
    "a part of nothing": ("first.json", "first.jsonl", "--part", "cvr-1.jsonl.sealed"),
    "several parts and none named": ("first.json", *SEALED),
    "no such part": ("first.json", *SEALED, "--part", "cvr-9.jsonl.sealed"),
    "the sealed part of another vote": ("runoff.json", *SEALED, "--part", "cvr-1.jsonl.sealed"),
    "the public key": (
        *("first.json", "--sealed", "sealed.zip", "--part", "cvr-1.jsonl.sealed"),
        *("--archive-key", "keys/signing.pub"),
    ),
    "no sealed part": ("first.json", "--sealed", "count.json", *SEALED[2:]),
    "no election": ("count.json", "first.jsonl"),
    "a form that we do not know": ("first.json", "first.jsonl", "--format", "csv"),
}


@pytest.mark.parametrize("why", WRONG)
def test_what_cannot_be_exported_is_bad_input_and_writes_nothing(
    why: str, huanjie: Run, village: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(village)
    ran = huanjie("cvr", *WRONG[why], "-o", tmp_path / "nist.json")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_several_parts_are_named_with_their_rounds(
    huanjie: Run, village: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(village)
    ran = huanjie("cvr", "first.json", *SEALED, "-o", tmp_path / "nist.json")
    assert "cvr-1.jsonl.sealed（第 1 轮）" in ran.err
    assert "cvr-2.jsonl.sealed（第 2 轮）" in ran.err


def test_the_sealed_part_of_another_body_is_refused_before_it_is_opened(
    huanjie: Run, made: Path, tmp_path: Path
) -> None:
    village, branch = made / "village", made / "branch"
    sealed = ("--sealed", branch / "sealed.zip", "--archive-key", branch / "keys" / "archive.pem")
    ran = huanjie("cvr", village / "first.json", *sealed, "-o", tmp_path / "nist.json")
    assert ran.status == 2
    assert "另一次选举" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["cvr", "count"])
@pytest.mark.parametrize(
    ("change", "at"),
    [
        (('"approve"', '"maybe"'), "/contests/"),
        (('"marks":{"', '"marks":{"nobody":"approve","'), "/marks/nobody"),
    ],
    ids=["no such mark", "an unknown person"],
)
def test_a_bad_record_is_named_by_file_line_and_pointer(
    command: str, change: tuple[str, str], at: str, huanjie: Run, village: Path, tmp_path: Path
) -> None:
    lines = (village / "first.jsonl").read_text().splitlines(keepends=True)
    bad = next(n for n, line in enumerate(lines) if n > 4 and change[0] in line)
    lines[bad] = lines[bad].replace(*change, 1)
    own, target = tmp_path / "own.jsonl", tmp_path / "out.json"
    own.write_text("".join(lines))
    ran = huanjie(command, village / "first.json", own, "-o", target)
    assert ran.status == 2
    assert f"{own} 第{bad + 1}行 " in ran.err
    assert at in ran.err
    assert not target.exists()


@pytest.mark.parametrize("command", ["cvr", "count"])
def test_too_few_records_are_the_fault_of_no_line(
    command: str, huanjie: Run, village: Path, tmp_path: Path
) -> None:
    lines = (village / "first.jsonl").read_text().splitlines(keepends=True)
    own, target = tmp_path / "own.jsonl", tmp_path / "out.json"
    own.write_text("".join(lines[:-1]))
    ran = huanjie(command, village / "first.json", own, "-o", target)
    assert ran.status == 2
    assert f"{own}：" in ran.err
    assert not target.exists()


@pytest.mark.parametrize("over", ["first.json", "first.jsonl", "keys/archive.pem", "sealed.zip"])
def test_nothing_that_is_read_is_written_over(
    over: str, huanjie: Run, village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(village)
    before = Path(over).read_bytes()
    sources = ("first.jsonl",) if over.endswith("l") else (*SEALED, "--part", "cvr-1.jsonl.sealed")
    assert huanjie("cvr", "first.json", *sources, "-o", over).status == 2
    assert Path(over).read_bytes() == before


def test_where_nothing_can_be_written_the_output_is_named_and_no_line(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    target = tmp_path / "nowhere" / "nist.json"
    ran = huanjie("cvr", village / "first.json", village / "first.jsonl", "-o", target)
    assert ran.status == 2
    assert f"{target}：" in ran.err
