"""Law is appended (法律只增不改): a dossier stays whole when a later version is shelved."""

from __future__ import annotations

import pytest
from tests.dossier.conftest import Sealing

from huanjie.dossier import check_result
from huanjie.dossier.verify import verify


def test_a_version_that_is_shelved_later_is_told_and_breaks_nothing(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = "villagers-committee@2026-01-01+sichuan@2026-02-01"
    monkeypatch.setattr(check_result, "in_force", lambda *_: later)
    verdict = verify(sealing.public)
    assert verdict.whole
    assert any(later in step.says for step in verdict.steps)
