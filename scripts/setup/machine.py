"""机器 · What the tests need of the machine itself: Chromium, fonts with hanzi, PostgreSQL.

Installed only where this is root on Debian or Ubuntu, as in a fresh container; elsewhere nothing is
touched, the tests that need a browser skip and say why, and PostgreSQL is that of a wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.setup.terminal import attempt, say

PACKAGES = ("chromium", "fonts-noto-cjk", "postgresql")
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y")

NO_APT = """\
没有它们，照常往下做：浏览器测试可能跳过。
Going on without them: browser tests may skip."""


def add_what_tests_need() -> None:
    """Install what is missing where that is ours to do; go on in any case."""
    missing = [package for package in PACKAGES if not is_installed(package)]
    if not missing:
        return
    names = " ".join(missing)
    if not may_install():
        say(f"这里没有 {names}，有的测试可能跳过 · Without {names} some tests may skip")
        return
    if attempt("更新软件源 · apt-get update", (*APT, "update"), NO_APT):
        command = (*APT, "install", "--no-install-recommends", *missing)
        attempt(f"装 {names} · Installing {names}", command, NO_APT)


def is_installed(package: str) -> bool:
    """Whether the package, or a program of its name from elsewhere, is there."""
    if shutil.which(package):
        return True
    if not shutil.which("dpkg-query"):
        return False
    ask = ("dpkg-query", "-W", "-f=${db:Status-Status}", package)
    told = subprocess.run(ask, capture_output=True, text=True)
    return told.stdout == "installed"


def may_install() -> bool:
    """Whether this is root on a system of Debian's family."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
