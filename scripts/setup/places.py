"""地方 · Where things are in this tree, for the task runner. Standard library only."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "requirements"
PROJECT = ROOT / "pyproject.toml"
FRONT = ROOT / "front"
OFFICE = ROOT / "src" / "huanjie" / "office"
FONTS = ROOT / "src" / "huanjie" / "paper" / "fonts"
