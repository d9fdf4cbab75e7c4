"""verify.pyz (单文件复核程序): on a bare Python, with nothing installed."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.tamper import changed, packed, unpacked

from huanjie.dossier import container, pyz
from huanjie.dossier.shipped import Packed, Shelf, as_json, in_force
from huanjie.dossier.standalone import main


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pyz") / "dist" / "verify.pyz"
    assert pyz.main(["-o", str(path)]) == 0
    return path


def run(program: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it isolated and without site-packages: no cryptography, nothing of ours but the file."""
    command = [sys.executable, "-I", "-S", program, *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=program.parent)


@pytest.fixture
def dossier(sealing: Sealing, tmp_path: Path) -> Path:
    path = tmp_path / "dossier.zip"
    path.write_bytes(sealing.public)
    return path


def test_it_is_the_same_bytes_every_time(program: Path) -> None:
    assert program.read_bytes() == pyz.build()


def test_it_holds_what_verifying_needs_and_no_other_room(program: Path) -> None:
    with zipfile.ZipFile(program) as file:
        names = file.namelist()
    assert "__main__.py" in names
    rooms = {name.split("/")[1] for name in names if name.count("/") > 1}
    assert rooms == {"door", "law", "domain", "protect", "exchange", "record", "dossier"}
    assert not [name for name in names if name.endswith((".toml", "build.py", "pyz.py"))]


def test_it_verifies_on_a_bare_python_and_says_that_the_signature_is_not_checked(
    program: Path, dossier: Path
) -> None:
    done = run(program, dossier)
    assert (done.returncode, done.stderr) == (0, "")
    assert "签名未核对（缺少 cryptography）" in done.stdout
    assert "与随程序发布的一致" in done.stdout
    assert "委员：孙桂兰、李建国、周文斌" in done.stdout


def test_it_answers_programs_in_json(program: Path, dossier: Path) -> None:
    done = run(program, dossier, "--json")
    assert json.loads(done.stdout) == {"whole": True, "fails": None, "signer": "not checked"}


def test_it_names_a_changed_vote_and_a_changed_figure(
    program: Path, sealing: Sealing, tmp_path: Path
) -> None:
    path = tmp_path / "forged.zip"
    for name, pointer, value in (
        ("count.json", "/rounds/0/facts/contests/1/candidates/0/votes", 41),
        ("law/pack.json", "/majority/more_than", "1/3"),
    ):
        path.write_bytes(packed(changed(unpacked(sealing.public), name, pointer, value)))
        done = run(program, path, "--json")
        assert done.returncode == 1
        fails = json.loads(done.stdout)["fails"]
        assert (fails["file"], fails["pointer"]) == (name, pointer)


def test_another_key_is_status_1_and_no_dossier_is_status_2(
    program: Path, dossier: Path, sealing: Sealing, tmp_path: Path
) -> None:
    assert run(program, dossier, "--key", sealing.keys.fingerprint).returncode == 0
    assert run(program, dossier, "--key", "-".join(["0000"] * 8)).returncode == 1
    assert run(program, dossier, "--key", "0000-0000").returncode == 2
    assert run(program, program).returncode == 2
    done = run(program, tmp_path / "nowhere.zip")
    assert done.returncode == 2
    assert "nowhere.zip" in done.stderr


def test_the_sealed_part_is_checked_as_far_as_it_can_be(
    program: Path, dossier: Path, sealing: Sealing, tmp_path: Path
) -> None:
    sealed = tmp_path / "sealed.zip"
    sealed.write_bytes(sealing.sealed)
    key = sealing.keys.folder / "archive.pem"
    done = run(program, dossier, "--sealed", sealed, "--archive-key", key)
    assert done.returncode == 0
    assert "也无法开启" in done.stdout


def test_with_everything_installed_it_checks_the_signature_and_the_records(
    dossier: Path, sealing: Sealing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = tmp_path / "sealed.zip"
    sealed.write_bytes(sealing.sealed)
    keys = sealing.keys.folder
    words = [
        "--key",
        keys / "signing.pub",
        "--sealed",
        sealed,
        "--archive-key",
        keys / "archive.pem",
    ]
    assert main([str(dossier), *map(str, words)]) == 0
    printed = capsys.readouterr().out
    assert "卷宗完整，签署人已核对。" in printed
    assert "第 1、2 轮都一致" in printed


def test_a_wrong_archive_key_file_is_named_itself(
    dossier: Path, sealing: Sealing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = tmp_path / "sealed.zip"
    sealed.write_bytes(sealing.sealed)
    assert main([str(dossier), "--sealed", str(sealed), "--archive-key", str(sealed)]) == 2
    assert "sealed.zip" in capsys.readouterr().err


def test_the_law_that_it_carries_is_the_shelf() -> None:
    one, other = Shelf(), Packed(json.dumps(as_json()))
    assert sorted(one.editions()) == sorted(other.editions())
    assert one.calendar() == other.calendar()
    pack = cast.villagers()
    assert one.document(pack.id) == other.document(pack.id) == pack.document
    assert one.document("nothing@2026-01-01") is other.document("nothing@2026-01-01") is None


@pytest.mark.parametrize("region", [None, "sichuan", "hainan"])
def test_what_is_in_force_is_what_the_shelf_loads(region: str | None) -> None:
    found = in_force("villagers-committee", region, cast.POLLING_DAY)
    assert found == cast.villagers(region).id


def test_it_reads_back_as_the_canonical_container(program: Path) -> None:
    raw = program.read_bytes()
    assert container.is_canonical(raw, container.read(raw))
