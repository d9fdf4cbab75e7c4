"""Where a demo keeps its data (演示的数据文件夹), and that it touches nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huanjie.cli import demo
from huanjie.cli.main import main
from huanjie.door.fault import BadInput

OURS = "demo-folder"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of the test's own, and no settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("HUANJIE_DATA", "HUANJIE_DATABASE"):
        monkeypatch.delenv(name, raising=False)


def a_site(folder: Path) -> Path:
    """A folder with somebody's site in it."""
    folder.mkdir()
    (folder / "huanjie.sqlite3").write_bytes(b"elections of a county")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_without_a_word_it_is_a_folder_of_its_own(tmp_path: Path) -> None:
    assert demo.folder_of(None) == tmp_path / "huanjie-demo"


@pytest.mark.parametrize("said", ["", "  "])
def test_an_empty_setting_is_none(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUANJIE_DATA", said)
    assert demo.folder_of(None) == tmp_path / "huanjie-demo"


def test_the_environment_says_where_and_the_command_line_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUANJIE_DATA", "here")
    assert demo.folder_of(None) == tmp_path / "here"
    assert demo.folder_of(Path("there")) == tmp_path / "there"


@pytest.mark.parametrize("fresh", [False, True])
def test_a_site_that_is_no_demo_is_refused_and_stays_as_it_is(tmp_path: Path, fresh: bool) -> None:
    folder = a_site(tmp_path / "county")
    before = held(folder)
    with pytest.raises(BadInput, match="不是演示，不能放演示") as refused:
        demo.prepare(folder, fresh=fresh)
    assert "HUANJIE_DATA" in refused.value.remedy
    assert held(folder) == before


def test_the_command_refuses_the_site_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_site(tmp_path / "county")
    before = held(folder)
    monkeypatch.setenv("HUANJIE_DATA", str(folder))
    assert main(["demo", "--fresh", "--no-open"]) == 2
    assert str(folder) in capsys.readouterr().err
    assert held(folder) == before
    assert not (tmp_path / "huanjie-demo").exists()


def test_the_command_refuses_a_database_of_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUANJIE_DATABASE", "postgresql://huanjie@db.example/huanjie")
    assert main(["demo", "--no-open"]) == 2
    assert "不写进 HUANJIE_DATABASE" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
def test_an_empty_folder_becomes_a_demos(tmp_path: Path, make: Callable[[Path], None]) -> None:
    folder = tmp_path / "demo"
    make(folder)
    demo.prepare(folder, fresh=False)
    assert set(held(folder)) == {OURS}


def test_a_whole_demo_stays_until_it_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.prepare(folder, fresh=False)
    (folder / "demo-ready").touch()
    (folder / "kept").touch()
    demo.prepare(folder, fresh=False)
    assert (folder / "kept").exists()
    demo.prepare(folder, fresh=True)
    assert set(held(folder)) == {OURS}


def test_one_that_was_not_made_whole_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.prepare(folder, fresh=False)
    (folder / "half").touch()
    demo.prepare(folder, fresh=False)
    assert set(held(folder)) == {OURS}
