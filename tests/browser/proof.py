"""What a stranger does with the papers of an election (复核): read them, recompute them."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from docx import Document
from tests.browser.deeds import Sealed
from tests.browser.looks import assert_looks_well
from tests.browser.steps import Visitor

from huanjie.dossier import container

WHOLE = "卷宗完整，结果重算相符"
CHANGED = "count.json"
STEPS = 11
NONE_HERE = "封存部分"
"""the one step that is not done: papers counted by hand have no sealed part"""


def elected_in(notice: Path) -> list[str]:
    """The names in a Word notice's list of those elected, with their posts."""
    table = Document(str(notice)).tables[0]
    return [f"{row.cells[0].text} {row.cells[1].text}" for row in table.rows[1:]]


def program(visitor: Visitor, folder: Path) -> Path:
    """The verifier, from the public page."""
    visitor.opens("/verify/")
    return visitor.downloads("下载 verify.pyz", folder)


def verify_alone(verifier: Path, sealed: Sealed, *, status: int) -> str:
    """What the verifier says in a Python that knows of nothing else, and that it ends so."""
    words = (str(verifier), str(sealed.dossier), "--key", sealed.fingerprint)
    command = [sys.executable, "-I", *words]
    answer = subprocess.run(command, env={}, capture_output=True, check=False)
    said = answer.stdout.decode()
    assert answer.returncode == status, said + answer.stderr.decode()
    return said


def upload(visitor: Visitor, sealed: Sealed) -> None:
    """Give a dossier to the public page, with the fingerprint that the notice prints."""
    visitor.opens("/verify/")
    visitor.main.locator('input[type="file"]').set_input_files(sealed.dossier)
    visitor.types({"公告上的公钥指纹 （可不填）": sealed.fingerprint})
    visitor.presses("复核")


def verdicts(visitor: Visitor) -> dict[str, str]:
    """The word at every step, by the name of the step."""
    steps = visitor.main.locator(".steps li").all()
    return {
        step.locator("b").inner_text(): step.locator(".tag").inner_text().split()[-1]
        for step in steps
    }


def changed_by_one_byte(dossier: Path, name: str) -> Path:
    """A copy in which one digit of one file is another."""
    files = container.read(dossier.read_bytes())
    place = [found.start() for found in re.finditer(rb"\d", files[name])][-1]
    digit = b"1" if files[name][place : place + 1] != b"1" else b"2"
    files[name] = files[name][:place] + digit + files[name][place + 1 :]
    copy = dossier.with_name(f"changed-{dossier.name}")
    copy.write_bytes(container.write(files))
    return copy


def anyone_verifies(visitor: Visitor, sealed: Sealed, *, verifier: Path) -> None:
    """Without an account, with the single file and on the public page, every step agrees; a copy
    with one byte changed is refused by both, and the file in which it was changed is named.
    """
    assert "卷宗完整，签署人已核对。" in verify_alone(verifier, sealed, status=0)
    upload(visitor, sealed)
    visitor.sees(WHOLE)
    done = {name: word for name, word in verdicts(visitor).items() if name != NONE_HERE}
    assert len(done) == STEPS
    assert set(done.values()) == {"相符"}
    changed = replace(sealed, dossier=changed_by_one_byte(sealed.dossier, CHANGED))
    assert CHANGED in verify_alone(verifier, changed, status=1)
    upload(visitor, changed)
    visitor.sees("卷宗不完整", CHANGED)
    assert_looks_well(visitor.page)
    assert "不符" in verdicts(visitor).values()
