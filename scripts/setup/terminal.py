"""终端 · What a person sees of a set-up, and how a task hands the terminal on.

Every quiet command stands behind one line that counts its seconds; a failure shows the end of the
command's own words and what to do about it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.setup.places import ROOT

LOG_LINES_SHOWN = 12


SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def say(line: str, *, end: str = "\n") -> None:
    """A line on standard error: standard output belongs to the task itself."""
    print(line, end=end, file=sys.stderr, flush=True)


def stop(reason: str, status: int = 1) -> SystemExit:
    """The end of the task, with its reason and what to do about it."""
    say(reason)
    return SystemExit(status)


def step(title: str, command: Sequence[str | Path], remedy: str) -> None:
    """Run one step of a set-up behind a line that counts the seconds; a failure shows its words."""
    if not attempt(title, command, remedy):
        raise SystemExit(1)


def attempt(title: str, command: Sequence[str | Path], remedy: str) -> bool:
    """Whether the step went well; if not, the end of its own words and the remedy are shown."""
    with tempfile.TemporaryFile() as log:
        status = counted(title, command, log.fileno())
        if status == 0:
            return True
        log.seek(0)
        words = log.read().decode("utf-8", "replace").splitlines()
    say("\n".join(["没有做成 · failed:", *words[-LOG_LINES_SHOWN:], remedy]))
    return False


def counted(title: str, command: Sequence[str | Path], log: int) -> int:
    """The exit status of a quiet command, while its line counts the seconds."""
    began = time.monotonic()
    live = sys.stderr.isatty()
    if not live:
        say(f"{title} … ", end="")
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=surroundings())
    try:
        while process.poll() is None:
            if live:
                say(f"\r{title} … {time.monotonic() - began:.0f} s", end="")
            wait_a_moment(process)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    begin = f"\r{title} … " if live else ""
    say(f"{begin}{time.monotonic() - began:.0f} s")
    return process.returncode


def wait_a_moment(process: subprocess.Popen[bytes]) -> None:
    """Until the process ends, but no longer than the next tick of the line."""
    try:
        process.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        return


def surroundings() -> dict[str, str]:
    """The environment of every child: UTF-8 in any locale, a pip that installs nowhere else, and a
    Node that trusts what this machine trusts."""
    ours = {
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "NODE_USE_SYSTEM_CA": "1",
    }
    if SYSTEM_CERTIFICATES.is_file() and "NODE_EXTRA_CA_CERTS" not in os.environ:
        ours["NODE_EXTRA_CA_CERTS"] = str(SYSTEM_CERTIFICATES)  # a Node below 22 asks nobody else
    unwanted = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME")
    return {key: text for key, text in os.environ.items() if key not in unwanted} | ours


def become(*command: str | Path) -> int:
    """Hand the terminal, the signals and the exit status to the command."""
    if os.name == "nt":
        return follow(*command)
    os.chdir(ROOT)
    os.execve(command[0], [str(word) for word in command], surroundings())


def follow(*command: str | Path, **more: str) -> int:
    """The exit status of a command whose words go straight to the terminal; `more` is added to its
    environment."""
    return subprocess.run(command, cwd=ROOT, env=surroundings() | more).returncode
