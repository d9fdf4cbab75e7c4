"""auto-multiple-choice (AMC), the peer of W1: its own analysis step, and its detector alone.

Debian carries it, and with it 1.9 GB of LaTeX that the analysis of scans never asks for. Without:

    apt-get install libopencv-imgcodecs406 libdbd-sqlite3-perl libxml-simple-perl \\
        libxml-writer-perl liblocale-gettext-perl libglib-perl
    apt-get download auto-multiple-choice auto-multiple-choice-common
    for package in *.deb; do dpkg -x "$package" amc; done
    BENCH_AMC=amc ./run bench W1

It is GPL: run as a program of its own, never shipped. It gets one process, one core, its own
defaults, and files that it has just read; where ImageMagick is there, it turns those that stand on
their head, in the untimed round.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.amcsheet import Place, detector_options, detector_words, places, write_layout
from bench.memory import KEPT
from huanjie.domain.ballotform import BallotForm

ROOT: Final = Path(os.environ.get("BENCH_AMC", "/")).resolve()
_PARTS: Final = ROOT / "usr/libexec/AMC"
_DETECT: Final = _PARTS / "exec/AMC-detect"
_ANALYSE: Final = _PARTS / "perl/AMC-analyse.pl"
_MODULES: Final = ROOT / "usr/share/perl5"
_TICKED: Final = 0.15
"""The share of a box's inside from which it is ticked: `defaut_seuil` of its configuration."""
_VERSION: Final = re.compile(r"AutoMultipleChoice, version ([0-9.]+)")
_NEW_DATABASES: Final = 'my $d = AMC::Data->new(shift); $d->module($_) for ("layout", "capture")'
_READ: Final = """
    SELECT page.src, zone.id_a, zone.id_b, zone.black >= zone.total * ?
    FROM capture_page AS page JOIN capture_zone AS zone USING (student, page, copy)
    WHERE zone.type = 4"""

Ticks = Mapping[str, frozenset[Place]]
"""The boxes that are ticked, by picture; a picture that it could not read is not among them."""


def version() -> str | None:
    """Its version; None where its programs are not there, with all that they need."""
    if not _DETECT.exists() or not shutil.which("perl"):
        return None
    with TemporaryDirectory(prefix="huanjie-amc-") as home:
        tried = [
            subprocess.run(
                command, env=_environment(Path(home)), input=b"", capture_output=True
            ).returncode
            for command in (("perl", _ANALYSE), (_DETECT, "-x", "1"))
        ]
    told = _VERSION.search((_MODULES / "AMC/Basic.pm").read_text("utf-8"))
    return told[1] if told and not any(tried) else None


@dataclass(frozen=True, slots=True)
class Project:
    """A folder of one form's pictures, with AMC's databases."""

    folder: Path
    form: BallotForm
    pictures: Sequence[Path]

    def begin(self) -> None:
        """Make the databases by its own modules, put the layout in, and name the detector as the
        analysis calls it.
        """
        for name in ("empty", "bin", "reports"):
            (self.folder / name).mkdir(parents=True)
        make = ("perl", "-MAMC::Data", "-e", _NEW_DATABASES, self.folder / "empty")
        subprocess.run(make, env=_environment(self.folder), check=True)
        write_layout(self.folder / "empty/layout.sqlite", self.form)
        launcher = self.folder / "bin/auto-multiple-choice"
        launcher.write_text(f'#!/bin/sh\nshift\nexec "{_DETECT}" "$@"\n', "utf-8")
        launcher.chmod(0o755)

    def analyse(self) -> None:
        """Its analysis of all pictures, into new databases; every ballot is a copy of one page."""
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.folder / "empty", data)
        options = ("--data", data, "--cr", self.folder / "reports", "--n-procs", "1", "--multiple")
        subprocess.run(
            ("perl", _ANALYSE, *options, *self.pictures),
            env=_environment(self.folder),
            check=True,
            capture_output=True,
        )

    def ticks(self) -> Ticks:
        """What the analysis found."""
        meant = places(self.form)
        found: dict[str, set[Place]] = {}
        with closing(sqlite3.connect(self.folder / "data/capture.sqlite")) as base:
            for file, question, answer, ticked in base.execute(_READ, (_TICKED,)):
                boxes = found.setdefault(Path(file).name, set())
                if ticked:
                    boxes.add(meant[question, answer])
        return {name: frozenset(boxes) for name, boxes in found.items()}

    def detect(self) -> int:
        """Its detector alone, one process for all pictures, without the report's picture, the
        databases and the second look at a page whose number it does not know. How many boxes it
        measured.
        """
        asked = "".join(detector_words(self.form))
        script = "".join(f"load {picture}\n{asked}" for picture in self.pictures)
        told = subprocess.run(
            (_DETECT, *detector_options(self.form)),
            env=_environment(self.folder),
            input=f"{script}quit\n",
            check=True,
            capture_output=True,
            text=True,
        )
        return told.stdout.count("PIX ")


def _environment(home: Path) -> dict[str, str]:
    """One core, no buffer given back to the kernel between two pages, as on our side, and nothing
    left in anybody's own folder.
    """
    return (
        os.environ
        | KEPT
        | {
            "HOME": str(home),
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
            "PERL5LIB": str(_MODULES),
            "OPENCV_FOR_THREADS_NUM": "1",
            "LC_ALL": "C.UTF-8",
        }
    )
