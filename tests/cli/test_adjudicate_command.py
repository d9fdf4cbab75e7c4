"""`adjudicate`: what two people decided of doubtful ballots stands beside the records, or nothing
is written.
"""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.cli.ballots import ELECTION, examples, is_refused, write
from tests.cli.conftest import Run
from tests.exchange.agreement import validator

WHOLE = {"marks": {"A": "approve", "B": "none", "C": "none"}, "write_ins": []}
MARKED = {"kind": "marked", "contests": {"member": WHOLE}}
READ = {"marks": {"A": "approve", "B": "oppose"}, "write_ins": []}
"""What was read for sure of a paper on which C's box is in doubt."""


def lines(path: Path, rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def doubtful(path: Path, *pages: int) -> Path:
    rows = [{"file": "a.pdf", "page": n, "reason": "票面不完整", "boxes": []} for n in pages]
    return lines(path, rows)


def record(page: int) -> dict[str, Any]:
    paper = {"marks": {"B": "approve"}, "write_ins": []}
    source = [{"file": "a.pdf", "page": page}]
    return {"id": f"r{page}", "batch": "1", "source": source, "contests": {"member": paper}}


def ruling(by: str, *pages: int, **said: Any) -> dict[str, Any]:
    pictures = [{"file": "a.pdf", "page": n} for n in pages]
    return {"pictures": pictures, "by": by, "ruling": said or MARKED}


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Two records, and the pictures 5 and 6 in doubt."""
    write(tmp_path / "election.json", ELECTION)
    doubtful(tmp_path / "d.jsonl", 5, 6)
    lines(tmp_path / "cvr.jsonl", [record(1), record(2)])
    return tmp_path


def adjudicate(huanjie: Run, at: Path, *rulings: Mapping[str, Any]) -> Any:
    told = lines(at / "rulings.jsonl", rulings)
    words = ("adjudicate", at / "d.jsonl", "--election", at / "election.json")
    files = ("--records", at / "cvr.jsonl", "--rulings", told, "-o", at / "all.jsonl")
    return huanjie(*words, *files)


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
    assert written(at)[2]["contests"]["member"]["marks"] == {"A": "approve"}


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


SAME = [{"file": "a.pdf", "page": 1}]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (SAME, "a.pdf 第 1 页已经写在前面一条记录里"),
        ([{"file": "b.pdf", "page": 1}, *SAME], "a.pdf 第 1 页已经写在前面一条记录里"),
        ([{"file": "a.pdf", "page": 6}], "a.pdf 第 6 页也在疑票里，这张选票会算两次"),
        ([], "没有写是哪一幅图像的选票"),
    ],
    ids=["the same picture", "one of its pictures", "in doubt as well", "no picture"],
)
def test_no_record_is_lost_or_counted_twice_by_its_pictures(
    huanjie: Run, at: Path, source: list[dict[str, Any]], says: str
) -> None:
    lines(at / "cvr.jsonl", [record(1), {**record(2), "source": source}])
    done = adjudicate(huanjie, at, *both(5), *both(6))
    is_refused(done, "cvr.jsonl 第2行 /source", says)
    assert not (at / "all.jsonl").exists()


def test_a_picture_that_is_in_doubt_on_two_lines_is_refused_with_the_second(
    huanjie: Run, at: Path
) -> None:
    doubtful(at / "d.jsonl", 5, 6, 5)
    done = adjudicate(huanjie, at, *both(5), *both(6))
    is_refused(done, "d.jsonl 第3行", "a.pdf 第 5 页已经写在前面一行里")
    assert not (at / "all.jsonl").exists()


# What was read for sure


def in_doubt(at: Path, *pages: dict[str, Any]) -> None:
    """Pictures of papers on which C's box is in doubt and the rest was read."""
    box = {"contest": "member", "candidate": "C", "mark": "approve", "fill": 0.03}
    rows = [
        {"file": "a.pdf", "page": n, "reason": "标记不能确定", "boxes": [box], "sure": page}
        for n, page in enumerate(pages, start=5)
    ]
    for row in rows:
        validator("doubtful").validate(row)
    lines(at / "d.jsonl", rows)


def says(**marks: str) -> dict[str, Any]:
    return {"kind": "marked", "contests": {"member": {"marks": marks}}}


def both(*pages: int, **said: Any) -> list[dict[str, Any]]:
    rows = [ruling(by, *pages, **said) for by in ("甲", "乙")]
    for row in rows:
        validator("rulings").validate(row)
    return rows


@pytest.mark.parametrize(
    ("mark", "marks"),
    [
        ("approve", {"A": "approve", "B": "oppose", "C": "approve"}),
        ("none", {"A": "approve", "B": "oppose"}),
    ],
)
def test_whoever_rules_on_the_doubted_box_alone_loses_no_mark_that_was_read(
    huanjie: Run, at: Path, mark: str, marks: dict[str, str]
) -> None:
    in_doubt(at, {"member": READ})
    assert adjudicate(huanjie, at, *both(5, **says(C=mark))).status == 0
    assert written(at)[2]["contests"]["member"] == {"marks": marks, "write_ins": []}


def test_one_who_names_the_doubted_box_and_one_who_copies_the_paper_agree(
    huanjie: Run, at: Path
) -> None:
    in_doubt(at, {"member": READ})
    whole = says(A="approve", B="oppose", C="none")
    done = adjudicate(huanjie, at, ruling("甲", 5, **says(C="none")), ruling("乙", 5, **whole))
    assert done.status == 0
    assert "按认定" not in done.err


def test_a_ruling_that_leaves_the_doubted_candidate_out_is_refused_by_name(
    huanjie: Run, at: Path
) -> None:
    in_doubt(at, {"member": READ})
    done = adjudicate(huanjie, at, ruling("甲", 5, **says(A="approve", B="oppose")))
    is_refused(done, "/ruling/contests/member", "没有写明：孙三（C）", "none")
    assert "赵一" not in done.err
    assert not (at / "all.jsonl").exists()


def test_where_nothing_was_read_for_sure_everybody_is_named(huanjie: Run, at: Path) -> None:
    done = adjudicate(huanjie, at, ruling("甲", 5, **says(C="approve")))
    is_refused(done, "没有写明：赵一（A）、钱二（B）、另选他人")


def test_a_line_on_which_somebody_may_have_written_is_said_too(huanjie: Run, at: Path) -> None:
    in_doubt(at, {"member": {"marks": READ["marks"]}})
    is_refused(adjudicate(huanjie, at, ruling("甲", 5, **says(C="none"))), "没有写明：另选他人")
    named = {"marks": {"C": "none"}, "write_ins": ["陈九"]}
    said = {"kind": "marked", "contests": {"member": named}}
    assert adjudicate(huanjie, at, *both(5, **said)).status == 0
    assert written(at)[2]["contests"]["member"]["write_ins"] == ["陈九"]


def test_what_people_see_otherwise_than_it_was_read_stands_and_is_told(
    huanjie: Run, at: Path
) -> None:
    in_doubt(at, {"member": READ})
    done = adjudicate(huanjie, at, *both(5, **says(A="none", C="none")))
    assert done.status == 0
    assert written(at)[2]["contests"]["member"]["marks"] == {"B": "oppose"}
    assert "按认定：a.pdf 第 5 页：member 赵一（A）" in done.err
    assert "钱二" not in done.err


def test_two_pictures_of_a_paper_that_differ_are_sure_of_nothing_in_which_they_do(
    huanjie: Run, at: Path
) -> None:
    other = {**READ, "marks": {"A": "approve", "B": "abstain"}}
    in_doubt(at, {"member": READ}, {"member": other})
    is_refused(adjudicate(huanjie, at, ruling("甲", 5, 6, **says(C="none"))), "没有写明：钱二（B）")
    done = adjudicate(huanjie, at, *both(5, 6, **says(B="abstain", C="none")))
    assert done.status == 0
    assert written(at)[2]["contests"]["member"]["marks"] == {"A": "approve", "B": "abstain"}


@pytest.mark.parametrize(
    ("contests", "says"),
    [
        ({"chair": WHOLE}, "没有职务“chair”"),
        ({"member": {"marks": {"Z": "none"}}}, "没有候选人“Z”"),
        ({"member": {**WHOLE, "write_ins": ["赵一"]}}, "就是候选人"),
    ],
)
def test_what_the_paper_has_no_place_for_is_refused_with_its_line(
    huanjie: Run, at: Path, contests: dict[str, Any], says: str
) -> None:
    done = adjudicate(huanjie, at, ruling("甲", 5, kind="marked", contests=contests))
    is_refused(done, "第1行", "/ruling/contests", says)


@pytest.mark.parametrize("example", examples("adjudicate"))
def test_the_examples_run(
    example: str, huanjie: Run, at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(at)
    (at / "d.jsonl").rename("doubtful.jsonl")
    lines(at / "rulings.jsonl", [*both(5), *both(6, kind="illegible")])
    _, *words = shlex.split(example)
    assert huanjie(*words).status == 0
    assert len(written(at)) == 4


# From the sheets to the result


def of_the_truth(pages: list[dict[str, Any]], truth: Any) -> dict[str, Any]:
    """What people say who see what a paper says, and write no more than they have to."""
    pictures = [{"file": each["file"], "page": each["page"]} for each in pages]
    if truth is None:
        return {"pictures": pictures, "ruling": {"kind": "not-a-paper"}}
    own = truth["member"]
    sure = [each.get("sure", {}).get("member", {"marks": {}}) for each in pages]
    people = [each["id"] for each in ELECTION["contests"][0]["candidates"]]
    read = set.intersection(*(set(each["marks"]) for each in sure))
    marks = {who: own["marks"].get(who, "none") for who in people if who not in read}
    said = {"marks": marks, "write_ins": own["write_ins"]}
    return {"pictures": pictures, "ruling": {"kind": "marked", "contests": {"member": said}}}


def test_a_drill_comes_from_its_sheets_to_the_declared_result(huanjie: Run, tmp_path: Path) -> None:
    """Drawn, read, adjudicated, counted and declared: what the truth says is elected."""
    election = tmp_path / "election.json"
    drill = tmp_path / "drill"
    election.write_text(json.dumps(ELECTION, ensure_ascii=False), "utf-8")
    made = huanjie("ballots", str(election), "--drill", str(drill), "--count", "24", "--seed", "3")
    assert made.status == 0
    truth = [json.loads(line) for line in (drill / "truth.jsonl").read_text("utf-8").splitlines()]
    by_file = {each["file"]: each for each in truth}
    cvr, doubts = tmp_path / "cvr.jsonl", tmp_path / "doubtful.jsonl"
    words = ("--election", str(election), "--codes", str(drill / "codes.json"), "-o", str(cvr))
    huanjie("scan", str(drill / "pages"), *words)
    papers: dict[int, list[dict[str, Any]]] = {}
    for line in doubts.read_text("utf-8").splitlines():
        page = json.loads(line)
        validator("doubtful").validate(page)
        papers.setdefault(by_file[page["file"]]["paper"], []).append(page)
    rulings = [
        {**told, "by": by}
        for pages in papers.values()
        for told in [of_the_truth(pages, by_file[pages[0]["file"]]["contests"])]
        for by in ("甲", "乙")
    ]
    everything = tmp_path / "all.jsonl"
    told = lines(tmp_path / "rulings.jsonl", rulings)
    decided = huanjie(
        "adjudicate",
        str(doubts),
        "--election",
        str(election),
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
