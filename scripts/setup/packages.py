"""依赖 · What a task needs of Python: `.venv` beside the tree, at a lock's versions and hashes."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.setup.places import LOCKS, PROJECT, PYTHON, ROOT, SCRIPTS, VENV
from scripts.setup.terminal import attempt, say, step, stop

OLDEST, NEWEST = (3, 11), (3, 13)
"""The Pythons of `requires-python`; a test holds the two equal."""

NESTED = ("base", "site", "dev")
"""The locks: each holds the ones before it."""

NO_NETWORK = """\
检查网络后重来；网络只能用镜像时，先设好 pip 的镜像（pip config set global.index-url …）。
Check the network and run this again; behind a mirror, set pip's index-url first."""

NO_VENV = """\
看这里能否写入，删去 .venv 后重来；Debian、Ubuntu：sudo apt install python3-venv。
See that this folder can be written to, remove .venv and run this again; on Debian or Ubuntu
install python3-venv first."""

NO_PIP = """\
这个 Python 没有 pip。Debian、Ubuntu：sudo apt install python3-venv；然后重来。
This Python has no pip. On Debian or Ubuntu install python3-venv, then run this again."""


def fitting_python() -> None:
    """Go on under a Python that fits, or say which one to install."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            raise SystemExit(subprocess.call([found, str(ROOT / "run"), *sys.argv[1:]]))
    oldest, newest, here = (f"{v[0]}.{v[1]}" for v in (OLDEST, NEWEST, sys.version_info))
    raise stop(
        f"需要 Python {oldest} 至 {newest}，这里是 {here}：装好后再运行。\n"
        f"Python {oldest} to {newest} is needed, this is {here}: install one, then run this again."
    )


def fingerprint(lock: str, text: str) -> str:
    """What a finished set-up rests on: the lock, this Python and this place."""
    parts = (lock, text, sys.version, str(ROOT))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def lock_text(lock: str) -> str:
    """The lock file of that name."""
    return (LOCKS / f"{lock}.txt").read_text("utf-8")


def stamp(name: str) -> Path:
    """The file that a finished set-up of that name leaves behind."""
    return VENV / f"ready-{name}"


def is_ready(name: str, text: str) -> bool:
    """Whether this set-up was finished, here and for this very text."""
    try:
        return PYTHON.exists() and stamp(name).read_text("utf-8") == fingerprint(name, text)
    except OSError:
        return False


def mark_ready(name: str, text: str) -> None:
    """Leave the stamp of a finished set-up."""
    stamp(name).write_text(fingerprint(name, text), "utf-8")


def set_up(lock: str) -> None:
    """All that the lock names, and the tree itself, in `.venv`; a larger lock serves as well."""
    fitting_python()
    ready = {name for name in NESTED if is_ready(name, lock_text(name))}
    if ready & enough_for(lock):
        return
    if not ready:
        make_venv()
    for name in ready:
        stamp(name).unlink()
    locked = ("--require-hashes", "-r", LOCKS / f"{lock}.txt")
    step(f"装依赖（{lock}）· Installing ({lock})", install(*locked), NO_NETWORK)
    put_tree_on_path()
    mark_ready(lock, lock_text(lock))


def enough_for(lock: str) -> set[str]:
    """The locks that hold all of this one: itself and the larger ones."""
    return set(NESTED[NESTED.index(lock) :])


def make_venv() -> None:
    """A new `.venv`, whatever stood there before."""
    if not importlib.util.find_spec("ensurepip") and not importlib.util.find_spec("pip"):
        raise stop(NO_PIP)
    bare = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    drop_link()
    make = (base_python(), "-m", "venv", "--clear", *bare, str(VENV))
    step("准备环境 · Setting up", make, NO_VENV)


def drop_link() -> None:
    """Remove a `.venv` that is a link, and nothing behind it: `venv --clear` would follow the link
    and empty the environment of another tree, then refuse to work in it."""
    if VENV.is_symlink():
        VENV.unlink()


def install(*what: str | Path) -> list[str | Path]:
    """The pip command that installs wheels; nothing is built, so no build tool comes unlocked.

    Where Python came without a pip for `.venv`, the machine's own pip is told where to install.
    """
    own: list[str | Path] = [PYTHON, "-m", "pip"]
    machines: list[str | Path] = [base_python(), "-m", "pip", "--python", PYTHON]
    pip = own if importlib.util.find_spec("ensurepip") else machines
    return [*pip, "install", "--only-binary=:all:", *what]


def base_python() -> str:
    """The Python that stands outside any environment, even when `./run` was started in one."""
    return str(getattr(sys, "_base_executable", sys.executable))


def site_packages() -> Path:
    """The folder of `.venv` that its packages are in."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.check_output([PYTHON, "-c", ask], text=True, encoding="utf-8").strip())


def put_tree_on_path() -> None:
    """Make `import huanjie` and the command `huanjie` mean this tree: no build, no build tool."""
    site = site_packages()
    (site / "huanjie.pth").write_text(os.path.relpath(ROOT / "src", site) + "\n", "utf-8")
    if os.name == "nt":
        (SCRIPTS / "huanjie.cmd").write_text('@"%~dp0python.exe" -m huanjie %*\n', "utf-8")
        return
    launcher = SCRIPTS / "huanjie"
    launcher.write_text('#!/bin/sh\nexec "${0%/*}/python" -m huanjie "$@"\n', "utf-8")
    launcher.chmod(0o755)


def add_bench_packages() -> None:
    """The peers that the bench runs against, by name and never locked; it goes on without one."""
    packages = bench_packages()
    if is_ready("bench", "\n".join(packages)):
        return
    missing = [package for package in packages if not add(package)]
    for package in missing:
        say(f"没有 {package}，照常往下做 · Going on without {package}")
    if not missing:
        mark_ready("bench", "\n".join(packages))


def bench_packages() -> list[str]:
    """The `bench` extra, read from pyproject.toml."""
    import tomllib  # younger than the oldest Python that must be able to read this file

    extras = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    return list(extras["bench"])


def add(package: str) -> bool:
    """Whether one package could be installed beside the locked ones."""
    return attempt(f"装 {package} · Installing {package}", install(package), NO_NETWORK)
