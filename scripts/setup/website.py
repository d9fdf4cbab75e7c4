"""网站 · All that the site stands on: its packages, its front end, its English catalogue."""

from __future__ import annotations

from scripts.setup import fonts, front_end, packages
from scripts.setup.places import OFFICE, PYTHON
from scripts.setup.terminal import attempt, say

NO_CATALOGUE = """\
英文界面的 .po 文件有错：按上面的话改正后重来。
A .po file of the English interface is wrong: mend what is said above, then run this again."""


def set_up() -> None:
    """The whole site, or the end of the task."""
    packages.set_up("site")
    if not (front_end.set_up() and compile_catalogue()):
        raise SystemExit(1)
    put_fonts_in_place()


def set_up_for_tests() -> None:
    """The site beside what the tests need; without a front end the tests go on."""
    packages.set_up("dev")
    if not front_end.set_up():
        say("没有前端，浏览器测试将跳过 · Going on without the front end: browser tests will skip")
    if not compile_catalogue():
        raise SystemExit(1)
    put_fonts_in_place()


def put_fonts_in_place() -> None:
    """The fonts of printed papers; without them ballots take the machine's own."""
    if not fonts.put_in_place():
        say("没有选票的字体，用这台机器的 · Without fonts of its own, ballots use the machine's")


def compile_catalogue() -> bool:
    """Whether the English sentences are compiled (.po to .mo) as they stand now."""
    sources = sorted(OFFICE.rglob("*.po"))
    text = front_end.digest(sources, "")
    compiled = all(path.with_suffix(".mo").is_file() for path in sources)
    if compiled and packages.is_ready("catalogue", text):
        return True
    command = (PYTHON, "-m", "huanjie.office.catalogue")
    done = attempt("备英文 · Compiling the English catalogue", command, NO_CATALOGUE)
    if done:
        packages.mark_ready("catalogue", text)
    return done
