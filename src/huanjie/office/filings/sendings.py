"""The sendings of a document (一次报送和它的答复): which of them counts now. What was settled goes
on to count where a later one is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from huanjie.domain.filing import Deed
from huanjie.office.filings.models import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A document as it was sent once, and how it was answered (一次报送)."""

    sent: Turn
    answer: Turn | None = None


def sending_of(turns: Iterable[Turn]) -> Sending | None:
    """The one that counts: the last, and where that is withdrawn what stands besides, if anything;
    None where it never was sent.
    """
    return _walked(turns)[0]


def standing_of(turns: Iterable[Turn]) -> Sending | None:
    """The last one that was approved or is on file (批复同意、已经备案), not refused since."""
    return _walked(turns)[1]


def _walked(turns: Iterable[Turn]) -> tuple[Sending | None, Sending | None]:
    """The one that counts, and the one that stands."""
    last: Sending | None = None
    stands: Sending | None = None
    for turn in turns:
        deed = Deed(turn.deed)
        if deed is Deed.SEND:
            last = Sending(sent=turn)
        elif deed is Deed.WITHDRAW:
            last = stands or last
        elif last:
            last = replace(last, answer=turn)
            stands = _stands_after(deed, last, stands)
    return last, stands


def _stands_after(deed: Deed, last: Sending, stands: Sending | None) -> Sending | None:
    if deed in (Deed.APPROVE, Deed.RECEIVE):
        return last
    return None if deed is Deed.REFUSE else stands
