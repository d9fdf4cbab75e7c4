"""Strict JSON (严格的 JSON): one way to read it, one canonical way to write it.

Duplicate keys, NaN, endless numbers and bottomless nesting are refused, for two readers could
understand them differently, and a dossier must mean one thing.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Final, NoReturn

from huanjie.door.fault import BadInput
from huanjie.door.files import reason

LARGEST_FILE: Final = 512 * 1024 * 1024
_LONGEST_NUMBER = 20


def loads(text: str, *, file: str = "") -> Any:
    """Parse one JSON text; a fault names the file and the line."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_constant=_no_constant,
            parse_int=_short_number,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        raise BadInput(
            f"不是完整的 JSON（第{error.colno}列）",
            file=file,
            line=error.lineno,
            remedy="检查括号、引号和逗号",
        ) from None
    except RecursionError:
        raise BadInput("JSON 嵌套过深", file=file) from None
    except BadInput as fault:
        raise fault.within(file=file) from None


def read(path: Path) -> Any:
    """Parse a JSON file in UTF-8; a byte order mark is taken as none."""
    return loads(read_text(path), file=str(path))


def read_text(path: Path) -> str:
    """A text file in UTF-8; refused where it is missing, a folder, too large or in another
    encoding.
    """
    return decode(read_bytes(path), file=str(path))


def read_bytes(path: Path) -> bytes:
    """A file's bytes; refused where it is missing, a folder or too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput("文件过大", file=str(path))
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"读不到文件（{reason(error)}）", file=str(path), remedy="检查文件名和权限"
        ) from None
    except ValueError:
        raise BadInput("文件名中有不能用的字符") from None


def decode(raw: bytes, *, file: str = "") -> str:
    """Bytes as UTF-8 text, or a fault that names the line where they stop being it."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(
            "不是 UTF-8 文字", file=file, line=line, remedy="另存为 UTF-8 编码"
        ) from None


def canonical(value: Any) -> bytes:
    """The one spelling that is hashed and signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def pretty(value: Any) -> str:
    """The spelling for files that people open: indented, in the writer's order, one final
    newline.
    """
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise BadInput(f"键“{twice[:40]}”出现两次", remedy="只留一个")
    return result


def _no_constant(word: str) -> NoReturn:
    raise BadInput(f"{word} 不是 JSON 的数")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadInput("数字过大")
    return number


def _short_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise BadInput("数字过长")
    return int(digits)
