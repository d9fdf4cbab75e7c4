"""What stands in deploy/ can be used: units that parse, commands and settings that exist."""

from __future__ import annotations

import configparser
import importlib.util
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands
from tests.test_house import ROOT
from tests.test_settings_page import PAGE

from huanjie.cli.main import parser

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
HARDENED = {
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "huanjie",
}


def unit(path: Path) -> configparser.RawConfigParser:
    """A unit as its sections; of a key that stands twice, the last."""
    read = configparser.RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment]
    read.read_string(path.read_text("utf-8"))
    return read


def commands() -> list[list[str]]:
    """Every command that a unit or the container runs."""
    found = [shlex.split(unit(path)["Service"]["ExecStart"]) for path in SERVICES]
    (in_container,) = re.findall(r"^CMD \[(.+)\]$", CONTAINER, re.MULTILINE)
    return [*found, [word.strip().strip('"') for word in in_container.split(",")]]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_exists(words: list[str]) -> None:
    assert Path(words[0]).name == "huanjie"
    chosen = parser().parse_args(words[1:])
    if chosen.command == "manage":
        name = chosen.words[0]
        if name == "tick" and not importlib.util.find_spec("huanjie.office.ticking"):
            pytest.skip("定时任务还没有装 · the tick is not here yet")
        assert name in get_commands()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_is_hardened(path: Path) -> None:
    service = unit(path)["Service"]
    assert {key: service[key] for key in HARDENED} == HARDENED
    assert service["EnvironmentFile"] == "/etc/huanjie/huanjie.env"


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name
)
def test_every_timer_has_its_service_and_a_time(path: Path) -> None:
    assert path.with_suffix(".service").exists()
    assert {"OnCalendar", "OnUnitActiveSec"} & set(unit(path)["Timer"])
    assert unit(path)["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="没有 systemd · no systemd")
def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    for path in UNITS:
        here = path.read_text("utf-8").replace("/opt/huanjie/.venv/bin/huanjie", "/bin/true")
        (tmp_path / path.name).write_text(here, "utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())], capture_output=True, text=True
    )
    assert [line for line in told.stderr.splitlines() if str(tmp_path) in line] == []


def test_every_setting_that_is_set_is_one() -> None:
    known = set(re.findall(r"^\| `(HUANJIE_[A-Z_]+)` \|", PAGE, re.MULTILINE))
    text = (DEPLOY / "huanjie.env").read_text("utf-8") + CONTAINER
    assert set(re.findall(r"HUANJIE_[A-Z_]+(?==)", text)) <= known


def test_the_container_is_built_of_what_is_here() -> None:
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
    assert "--require-hashes" in CONTAINER
    assert re.search(r"^USER huanjie$", CONTAINER, re.MULTILINE)


def test_the_proxy_passes_on_no_header_that_a_client_brought() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for header in ("Host $host", "X-Forwarded-Proto https", "X-Forwarded-For $remote_addr"):
        assert f"proxy_set_header {header};" in text
    assert "$proxy_add_x_forwarded_for" not in text
