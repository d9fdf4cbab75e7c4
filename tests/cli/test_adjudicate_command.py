"""`adjudicate`: what two people decided of doubtful ballots stands beside the records, or nothing
is written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.cli.test_ballots_command import ELECTION, is_refused

MARKED = {"kind": "marked", "contests": {"member": {"marks": {"a": "approve"}, "write_ins": []}}}


def lines(path: Path, rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def doubtful(path: Path, *pages: int) -> Path:
    rows = [{"file": "a.pdf", "page": n, "reason": "票面不完整", "boxes": []} for n in pages]
    return lines(path, rows)


def record(page: int) -> dict[str, Any]:
    paper = {"marks": {"b": "approve"}, "write_ins": []}
    source = [{"file": "a.pdf", "page": page}]
    return {"id": f"r{page}", "batch": "1", "source": source, "contests": {"member": paper}}


def ruling(by: str, *pages: int, **said: Any) -> dict[str, Any]:
    pictures = [{"file": "a.pdf", "page": n} for n in pages]
    return {"pictures": pictures, "by": by, "ruling": said or MARKED}


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Two records, and the pictures 5 and 6 in doubt."""
    doubtful(tmp_path / "d.jsonl", 5, 6)
    lines(tmp_path / "cvr.jsonl", [record(1), record(2)])
    return tmp_path


def adjudicate(huanjie: Run, at: Path, *rulings: Mapping[str, Any]) -> Any:
    told = lines(at / "rulings.jsonl", rulings)
    words = ("adjudicate", at / "d.jsonl", "--records", at / "cvr.jsonl", "--rulings", told)
    return huanjie(*map(str, words), "-o", str(at / "all.jsonl"))


def written(at: Path) -> list[Any]:
    return [json.loads(line) for line in (at / "all.jsonl").read_text("utf-8").splitlines()]


def test_what_two_people_decide_alike_becomes_a_record(huanjie: Run, at: Path) -> None:
    none = {"kind": "not-a-paper"}
    done = adjudicate(
        huanjie,
        at,
        ruling("甲", 5),
        ruling("乙", 5),
        ruling("甲", 6, **none),
        ruling("乙", 6, **none),
    )
    assert done.status == 0
    assert [each["source"][0]["page"] for each in written(at)] == [1, 2, 5]
    assert written(at)[2]["contests"]["member"]["marks"] == {"a": "approve"}


def test_one_person_decides_nothing_and_nothing_is_written(huanjie: Run, at: Path) -> None:
    done = adjudicate(huanjie, at, ruling("甲", 5))
    assert done.status == 1
    assert not (at / "all.jsonl").exists()
    assert "还有 2 张没有认定" in done.err
    assert "第 5 页：票面不完整，已有 1 个人认定" in done.err


def test_two_who_differ_wait_for_a_third(huanjie: Run, at: Path) -> None:
    void = {"kind": "illegible"}
    six = [ruling(by, 6, **void) for by in ("甲", "乙")]
    apart = adjudicate(huanjie, at, *six, ruling("甲", 5), ruling("乙", 5, **void))
    assert apart.status == 1
    assert "两个人不一致，由第三个人裁定" in apart.err
    done = adjudicate(
        huanjie, at, *six, ruling("甲", 5), ruling("乙", 5, **void), ruling("丙", 5, **void)
    )
    assert done.status == 0
    assert [each.get("void") for each in written(at)] == [None, None, True, True]


def test_the_same_paper_joins_the_pictures_of_its_record(huanjie: Run, at: Path) -> None:
    same = {"kind": "same-paper", "file": "a.pdf", "page": 1}
    done = adjudicate(
        huanjie,
        at,
        *(ruling(by, 5, **same) for by in ("甲", "乙")),
        *(ruling(by, 6) for by in ("甲", "乙")),
    )
    assert done.status == 0
    assert [place["page"] for place in written(at)[0]["source"]] == [1, 5]
    assert written(at)[0]["id"] == "r1"


@pytest.mark.parametrize(
    ("rulings", "says"),
    [
        ([ruling("甲", 5), ruling("甲", 5)], "已经认定过"),
        ([ruling("甲", 7)], "a.pdf 第 7 页不在疑票里"),
        ([ruling("甲", 5, 6), ruling("乙", 5)], "已经和别的图像一起认定"),
        ([ruling("甲", 5, 5)], "各一次"),
        ([ruling("甲", 5, kind="guess")], "kind"),
        ([{"pictures": [], "by": "甲", "ruling": MARKED}], "每一幅图像"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_with_its_line(
    huanjie: Run, at: Path, rulings: list[dict[str, Any]], says: str
) -> None:
    done = adjudicate(huanjie, at, *rulings)
    is_refused(done, says)
    assert f"第{len(rulings)}行" in done.err
    assert not (at / "all.jsonl").exists()


def test_a_drill_comes_from_its_sheets_to_the_declared_result(huanjie: Run, tmp_path: Path) -> None:
    """Drawn, read, adjudicated, counted and declared: what the truth says is elected."""
    election = tmp_path / "election.json"
    drill = tmp_path / "drill"
    election.write_text(json.dumps(ELECTION, ensure_ascii=False), "utf-8")
    made = huanjie("ballots", str(election), "--drill", str(drill), "--count", "24", "--seed", "3")
    assert made.status == 0
    truth = [json.loads(line) for line in (drill / "truth.jsonl").read_text("utf-8").splitlines()]
    by_file = {str(drill / each["file"]): each for each in truth}
    cvr, doubts = tmp_path / "cvr.jsonl", tmp_path / "doubtful.jsonl"
    words = ("--election", str(election), "--codes", str(drill / "codes.json"), "-o", str(cvr))
    huanjie("scan", str(drill / "pages"), *words)
    papers: dict[int, list[dict[str, Any]]] = {}
    for line in doubts.read_text("utf-8").splitlines():
        page = json.loads(line)
        papers.setdefault(by_file[page["file"]]["paper"], []).append(page)
    rulings = []
    for pages in papers.values():
        own = by_file[pages[0]["file"]]["contests"]
        said = {"kind": "marked", "contests": own} if own else {"kind": "not-a-paper"}
        pictures = [{"file": each["file"], "page": each["page"]} for each in pages]
        rulings += [{"pictures": pictures, "by": by, "ruling": said} for by in ("甲", "乙")]
    everything = tmp_path / "all.jsonl"
    told = lines(tmp_path / "rulings.jsonl", rulings)
    decided = huanjie(
        "adjudicate",
        str(doubts),
        "--records",
        str(cvr),
        "--rulings",
        str(told),
        "-o",
        str(everything),
    )
    assert decided.status == 0, decided.err
    records = [json.loads(line) for line in everything.read_text("utf-8").splitlines()]

    def marks(contests: Any) -> str:
        shown = {post: (own["marks"], own["write_ins"]) for post, own in contests.items()}
        return json.dumps(shown, sort_keys=True, ensure_ascii=False)

    one_each = {each["paper"]: each["contests"] for each in truth if each["contests"]}
    assert Counter(marks(each["contests"]) for each in records) == Counter(
        marks(contests) for contests in one_each.values()
    )
