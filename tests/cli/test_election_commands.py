"""`count`, `declare`, `dossier` and `verify`: from cast vote records to a result that others
recompute.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Run

from huanjie.exchange.schema import schema


def changed(path: Path, target: Path, **changes: Any) -> Path:
    """A JSON file with some of its keys changed."""
    target.write_text(json.dumps({**json.loads(path.read_text()), **changes}, ensure_ascii=False))
    return target


def count_first(huanjie: Run, village: Path, target: Path) -> Path:
    files = (village / "first.json", village / "first.jsonl")
    assert huanjie("count", *files, "-o", target).status == 0
    return target


def test_a_count_has_the_shape_that_its_schema_says(village: Path) -> None:
    document = json.loads((village / "count.json").read_text())
    jsonschema.validate(document, schema("count"))
    assert [each["kind"] for each in document["rounds"]] == ["first", "runoff"]


def test_the_votes_of_the_batches_add_up_and_none_is_small(village: Path) -> None:
    first = json.loads((village / "count.json").read_text())["rounds"][0]
    chair = first["facts"]["contests"][0]
    for person in chair["candidates"]:
        batches = [each["contests"]["chair"]["votes"] for each in first["batches"]]
        assert sum(votes.get(person["id"], 0) for votes in batches) == person["votes"]
    papers = [each["contests"]["chair"] for each in first["batches"]]
    assert all(each["valid"] + each["invalid"] >= 10 for each in papers)


def test_the_declaration_holds_every_round_and_who_sits_in_the_end(
    huanjie: Run, made: Path
) -> None:
    ran = huanjie("declare", made / "village" / "count.json", "--json")
    document = json.loads(ran.out)
    assert ran.status == 0
    assert document["final"] == {"chair": ["A"], "member": ["C", "D"], "妇女委员": ["F"]}
    assert [each["kind"] for each in document["rounds"]] == ["first", "runoff"]
    branch = json.loads(huanjie("declare", made / "branch" / "count.json", "--json").out)
    assert branch["final"]["secretary"] == ["A"]
    assert branch["final"]["deputy-secretary"] == ["B"]


def test_people_read_the_revote_the_line_and_the_articles(huanjie: Run, village: Path) -> None:
    shown = huanjie("declare", village / "count.json").out
    assert "当选：张三 420票" in shown
    assert "再次投票" in shown
    assert "310" in shown
    assert "《中华人民共和国村民委员会组织法》第十八条第二款" in shown


def test_every_vote_says_how_many_papers_were_valid(huanjie: Run, made: Path) -> None:
    shown = huanjie("declare", made / "village" / "count.json").out
    assert "发出选票 640 张，收回选票 631 张" in shown
    _, _, chair = shown.partition("主任（")
    assert chair.splitlines()[1] == "    有效票 625 张，无效票 6 张"
    _, _, revote = shown.partition("再次投票")
    assert revote.splitlines()[1] == "      有效票 598 张，无效票 0 张"
    _, _, runoff = shown.partition("【另行选举】")
    assert runoff.splitlines()[2] == "    有效票 604 张，无效票 0 张"
    branch = huanjie("declare", made / "branch" / "count.json").out
    _, _, secretary = branch.partition("书记：郑一")
    assert secretary.splitlines()[1] == "    有效票 3 张，无效票 0 张"


def test_a_runoff_counted_by_hand_says_it_by_its_sheets(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    document = json.loads((village / "count.json").read_text())
    runoff = document["rounds"][1]
    (post,) = runoff["batches"][0]["contests"]
    votes = runoff["facts"]["votes"]
    numbers = {
        "oppose": {person: 600 - own for person, own in votes.items()},
        "abstain": dict.fromkeys(votes, 0),
    }
    pile = {"valid": 600, "invalid": 4, "votes": votes, **numbers, "write_ins": {}}
    sheet = {"contests": {post: pile}}
    runoff |= {"batches": [], "cvr_sha256": None, "sheets": {"first": sheet, "second": sheet}}
    count = tmp_path / "count.json"
    count.write_text(json.dumps(document, ensure_ascii=False))
    ran = huanjie("declare", count)
    assert ran.status == 0, ran.err
    assert "    有效票 600 张，无效票 4 张" in ran.out


def test_a_count_that_knows_no_valid_papers_says_none(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    document = json.loads((village / "count.json").read_text())
    first, *_ = document["rounds"]
    for contest in first["facts"]["contests"]:
        del contest["valid"], contest["invalid"]
    del first["revotes"]
    document["rounds"] = [{**first, "batches": [], "cvr_sha256": None}]
    count = tmp_path / "count.json"
    count.write_text(json.dumps(document, ensure_ascii=False))
    ran = huanjie("declare", count)
    assert ran.status == 0, ran.err
    assert "收回选票 631 张" in ran.out
    assert "有效票" not in ran.out


def test_a_void_election_is_a_plain_no(huanjie: Run, village: Path, tmp_path: Path) -> None:
    turnout = json.loads((village / "first.json").read_text())["turnout"]
    many = changed(
        village / "first.json", tmp_path / "many.json", turnout={**turnout, "registered": 1262}
    )
    count = tmp_path / "count.json"
    assert huanjie("count", many, village / "first.jsonl", "-o", count).status == 0
    ran = huanjie("declare", count)
    assert ran.status == 1
    assert "选举无效" in ran.out
    assert "有效票 625 张，无效票 6 张" in ran.out


@pytest.mark.parametrize("lines", [1, -1])
def test_records_that_are_not_as_many_as_the_papers_are_refused(
    huanjie: Run, village: Path, tmp_path: Path, lines: int
) -> None:
    records = (village / "first.jsonl").read_text().splitlines(keepends=True)
    extra = records[0].replace(json.loads(records[0])["id"], "another")
    own = tmp_path / "own.jsonl"
    own.write_text("".join([*records, extra] if lines > 0 else records[:-1]))
    target = tmp_path / "count.json"
    ran = huanjie("count", village / "first.json", own, "-o", target)
    assert ran.status == 2
    assert "631" in ran.err
    assert not target.exists()


def test_a_count_is_never_written_over_what_it_was_made_from(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    records = tmp_path / "cvr.jsonl"
    records.write_bytes((village / "first.jsonl").read_bytes())
    before = records.read_bytes()
    ran = huanjie("count", village / "first.json", records, "-o", records)
    assert ran.status == 2
    assert records.read_bytes() == before


def test_the_dossier_verifies_and_says_who_signed(huanjie: Run, village: Path) -> None:
    ran = huanjie("verify", village / "dossier.zip", "--json")
    assert json.loads(ran.out) == {"whole": True, "fails": None, "signer": "not checked"}
    key = village / "keys" / "signing.pub"
    ran = huanjie("verify", village / "dossier.zip", "--key", key, "--json")
    assert json.loads(ran.out)["signer"] == "checked"
    other = "-".join(["0000"] * 8)
    ran = huanjie("verify", village / "dossier.zip", "--key", other, "--json")
    assert ran.status == 1
    assert json.loads(ran.out) == {"whole": True, "fails": None, "signer": "other"}


@pytest.mark.parametrize("key", ["", "4f1d", "/nowhere/signing.pub", "not a key"])
def test_what_is_no_key_is_a_slip_and_no_accusation(huanjie: Run, village: Path, key: str) -> None:
    ran = huanjie("verify", village / "dossier.zip", "--key", key)
    assert ran.status == 2
    assert "指纹" in ran.err


def test_the_sealed_part_is_opened_by_the_archive_key_and_counted_again(
    huanjie: Run, village: Path
) -> None:
    sealed = ("--sealed", village / "sealed.zip")
    archive = ("--archive-key", village / "keys" / "archive.pem")
    assert huanjie("verify", village / "dossier.zip", *sealed, *archive).status == 0


def test_no_ballot_is_in_the_public_dossier(village: Path) -> None:
    record = json.loads((village / "first.jsonl").read_text().splitlines()[0])
    with zipfile.ZipFile(village / "dossier.zip") as archive:
        assert not any("cvr" in name or "record" in name for name in archive.namelist())
        assert not any(record["id"].encode() in archive.read(n) for n in archive.namelist())


def test_a_changed_vote_is_named_with_its_place(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    bent = tmp_path / "bent.zip"
    with zipfile.ZipFile(village / "dossier.zip") as old, zipfile.ZipFile(bent, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'"votes": 420', b'"votes": 419'))
    ran = huanjie("verify", bent, "--json")
    fails = json.loads(ran.out)["fails"]
    assert ran.status == 1
    assert fails["file"] == "count.json"
    assert fails["pointer"] == "/rounds/0/facts/contests/0/candidates/0/votes"


def test_a_correction_names_the_dossier_that_it_replaces(
    huanjie: Run, village: Path, tmp_path: Path
) -> None:
    words = ("--reason", "计票表抄错", "--approved-by", "镇选举工作指导机构")
    keys = ("--keys", village / "keys")
    old, new = village / "dossier.zip", tmp_path / "new.zip"
    ran = huanjie(
        "dossier", village / "count.json", *keys, "--corrects", old, *words, "-o", new, "--json"
    )
    assert ran.status == 0
    assert "没有用 --cvr" in ran.err
    with zipfile.ZipFile(new) as archive:
        correction = json.loads(archive.read("correction.json"))
    assert correction["reason"] == "计票表抄错"
    shown = huanjie("verify", new).out
    assert correction["replaces"] in shown


def test_a_dossier_corrects_no_other_election_and_never_itself(
    huanjie: Run, made: Path, tmp_path: Path
) -> None:
    words = ("--reason", "抄错", "--approved-by", "镇选举工作指导机构", "--keys", tmp_path / "k")
    branch = made / "branch" / "dossier.zip"
    count = made / "village" / "count.json"
    ran = huanjie("dossier", count, "--corrects", branch, *words, "-o", tmp_path / "new.zip")
    assert ran.status == 2
    assert "另一次选举" in ran.err
    own = made / "village" / "dossier.zip"
    assert huanjie("dossier", count, "--corrects", own, *words, "-o", own).status == 2
    assert list(tmp_path.iterdir()) == []


def test_bad_input_makes_no_keys(huanjie: Run, village: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text("{}\n")
    target = ("-o", tmp_path / "d.zip", "--keys", tmp_path / "keys")
    ran = huanjie("dossier", village / "count.json", "--cvr", other, *target)
    assert ran.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["other.jsonl"]


def test_what_is_no_dossier_is_bad_input(huanjie: Run, village: Path) -> None:
    ran = huanjie("verify", village / "first.json")
    assert ran.status == 2
    assert "first.json" in ran.err
