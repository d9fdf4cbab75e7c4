"""The verdict (复核结论): is the dossier whole, what does not hold first, and who signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from huanjie.dossier.correction import Correction

SignerFound = Literal["checked", "not checked", "other"]


@dataclass(frozen=True, slots=True)
class Failure:
    """The first thing that does not hold (第一处不符): file, JSON pointer, and a sentence."""

    file: str
    pointer: str
    says: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the check (复核步骤); `ok` is None where it was not done."""

    name: str
    ok: bool | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """复核结论; its JSON form is a stable interface."""

    whole: bool
    fails: Failure | None
    signer: SignerFound
    steps: tuple[Step, ...] = ()
    fingerprint: str | None = None
    """of the key that travels in the dossier, to be held against the posted notice"""
    corrects: Correction | None = None
    result: tuple[str, ...] = ()
    """what was decided, in lines to print; empty unless the declaration was recomputed"""

    @property
    def good(self) -> bool:
        """Whether a caller may exit 0: whole, and not signed by somebody else."""
        return self.whole and self.signer != "other"

    def as_json(self) -> dict[str, Any]:
        """What `huanjie verify --json` prints."""
        fails = self.fails and {
            "file": self.fails.file,
            "pointer": self.fails.pointer,
            "says": self.fails.says,
        }
        return {"whole": self.whole, "fails": fails, "signer": self.signer}
