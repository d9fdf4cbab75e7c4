"""verify.pyz (单文件复核程序): the verifier in one file that a bare Python 3.11 runs.

    python -m huanjie.dossier.pyz -o dist/verify.pyz

It holds the modules that verifying imports and no other, and the shipped law as one JSON file. The
same sources make the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import huanjie
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.door.jsontext import canonical
from huanjie.dossier import container, shipped

ENTRY: Final = "huanjie.dossier.standalone"
_MAIN: Final = f"from {ENTRY} import main\n\nraise SystemExit(main())\n"
_ROOT: Final = Path(huanjie.__file__).parent.parent


def build() -> bytes:
    """The zip application."""
    files = {_place(path): path.read_bytes() for path in _closure()}
    files["__main__.py"] = _MAIN.encode()
    files[f"huanjie/dossier/{shipped.PACKED}"] = canonical(shipped.as_json())
    return container.write(files)


def _closure() -> list[Path]:
    """Every source file that the verifier imports, whether at once or only when it is needed."""
    found: set[Path] = set()
    waiting = [ENTRY]
    while waiting:
        path = _source(waiting.pop())
        if path is not None and path not in found:
            found.add(path)
            waiting += _imports(path)
    return sorted(found)


def _imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file names, and the packages above it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _source(module: str) -> Path | None:
    """The file of a module of ours; None for another's, or for a name inside a module."""
    if module.partition(".")[0] != huanjie.__name__:
        return None
    place = _ROOT.joinpath(*module.split("."))
    candidates = (place / "__init__.py", place.with_suffix(".py"))
    return next((path for path in candidates if path.is_file()), None)


def _place(path: Path) -> str:
    return path.relative_to(_ROOT).as_posix()


def main(words: Sequence[str] | None = None) -> int:
    """Write verify.pyz; the exit status."""
    parser = argparse.ArgumentParser(description="生成单文件复核程序 · make verify.pyz")
    parser.add_argument("-o", "--output", type=Path, default=Path("verify.pyz"), metavar="FILE")
    output: Path = parser.parse_args(words).output
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole({output: build()})
    except (BadInput, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.write(f"{output}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
