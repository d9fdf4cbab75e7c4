"""The enclosed law (卷宗里的法律) against the law that this program ships."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.tamper import Files, fails, with_log

from huanjie.door.jsontext import pretty
from huanjie.dossier import pinpoint
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.shipped import Packed, as_json
from huanjie.dossier.verify import verify
from huanjie.law.applied import Law
from huanjie.law.packreader import read_pack
from huanjie.protect.keys import KeyRing


def test_a_pack_of_another_day_is_refused_even_when_signed(
    sealing: Sealing, law: Law, files: Files, other_keys: KeyRing
) -> None:
    """The national pack alone would leave out the province's rules."""
    files["law/pack.json"] = pretty(dict(cast.villagers(None).document)).encode()
    failure = fails(with_log(files, signed_by=other_keys))
    assert failure.file == "count.json"
    assert "villagers-committee@2026-01-01+sichuan@2026-01-01" in failure.says


def test_a_pack_of_our_own_is_recomputed_with_a_word_about_it(sealing: Sealing) -> None:
    """A unit's pack that the program does not ship: nothing to hold it against."""
    document = {**cast.villagers().document, "id": "own@2026-01-01", "body": "own"}
    count = cast.by_hand(sealing.count)
    count = replace(count, election=replace(count.election, pack="own", region="sichuan"))
    law = Law(pack=read_pack(document), calendar=cast.calendar())
    chance = Chance(now=cast.NOW, random=cast.chance())
    verdict = verify(seal_dossier(count, law, sealing.keys, chance).public)
    assert verdict.whole
    assert any("本程序没有 own@2026-01-01" in step.says for step in verdict.steps)


def test_an_older_revision_of_a_pack_stays_whole_with_a_word_about_it(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = json.loads(json.dumps(as_json()))  # a copy: packs are made once, for everybody
    newer = shipped["packs"]["villagers-committee@2026-01-01+sichuan@2026-01-01"]
    newer["revision"] += 1
    newer["majority"]["says"] = "后来改正的一句话。"
    monkeypatch.setattr(pinpoint, "library", lambda: Packed(json.dumps(shipped)))
    verdict = verify(sealing.public)
    assert verdict.whole
    assert any("另一次修订" in step.says for step in verdict.steps)


def test_a_calendar_published_later_does_not_break_an_older_dossier(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = as_json()
    year = next(y for y in shipped["calendar"]["years"] if y["year"] == 2026)
    year["notice"] = "后来的通知"
    year["holidays"] = year["holidays"][:-1]
    monkeypatch.setattr(pinpoint, "library", lambda: Packed(json.dumps(shipped)))
    assert verify(sealing.public).whole
