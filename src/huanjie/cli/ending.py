"""How a command ends (命令怎样结束): its exit status, and the one sentence that a fault is.

0 done · 1 a plain no, or findings were made · 2 bad input, nothing written · 3 the pack holds no
such rule
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.law.citation import DECIDERS

BAD_INPUT: Final = 2
NO_RULE: Final = 3
INTERRUPTED: Final = 130


def ended(command: Callable[[], int]) -> int:
    """The exit status of a command; every fault is one sentence on standard error."""
    try:
        return int(command())
    except BadInput as fault:
        print(f"huanjie: {fault}", file=sys.stderr)
        return BAD_INPUT
    except NoSuchRule as missing:
        decider = DECIDERS[missing.decided_by]
        print(f"huanjie: {missing}；由{decider}决定", file=sys.stderr)
        return NO_RULE
