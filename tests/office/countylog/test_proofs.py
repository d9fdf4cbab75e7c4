"""Proofs of the county log (证明): a stranger proves what is in it, and that it only grew."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.countylog.conftest import COUNTY, COUNTY_LOG, at, get, raw

from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.countylog.signing import sign_due
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Log
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.record.entry import Opening, opens, read_entry
from huanjie.record.merkle import verify_consistency, verify_inclusion
from huanjie.record.note import read_note


def test_a_stranger_proves_that_an_election_is_in_the_county_log(
    signed: Checkpoint, election: Election
) -> None:
    name = election.unit.log_name
    told = get("root", log=name)
    proof = [raw(each) for each in told["proof"]]  # type: ignore[attr-defined]
    root = read_note(signed.note.encode()).text.split("\n")[2]
    leaf = raw(told["leaf"])
    assert verify_inclusion(leaf, told["index"], told["size"], proof, raw(root))  # type: ignore[arg-type]
    opening: dict[str, object] = told["opening"]  # type: ignore[assignment]
    assert opens(read_entry(leaf), Opening(raw(opening["salt"]), opening["payload"]))
    assert opening["payload"] == {"roots": [[name, 1, journal.check(name).root.hex()]]}


def test_a_stranger_proves_that_the_county_log_only_grew(
    signed: Checkpoint, cast: Cast, election: Election
) -> None:
    old = journal.check(COUNTY_LOG).root
    with at(70):
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
        sign_due()
    told = get("consistency", old=1)
    proof = [raw(each) for each in told["proof"]]  # type: ignore[attr-defined]
    new = journal.check(COUNTY_LOG).root
    assert verify_consistency(1, 2, proof, old, new)
    assert (raw(told["old_root"]), raw(told["new_root"])) == (old, new)
    assert b"\n1\n" in Client().get(f"/log/{COUNTY}/checkpoint?size=1").content


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("inclusion.json", "没有写 index"),
        ("inclusion.json?index=9", "不在大小为"),
        ("inclusion.json?index=0&size=9", "最近的检查点只到"),
        ("inclusion.json?index=-1", "没有写 index"),
        ("consistency.json?old=9", "没有大小"),
        ("root.json?log=huanjie.local/1", "还没有汇入"),
    ],
)
def test_what_cannot_be_proved_is_said(signed: Checkpoint, address: str, says: str) -> None:
    answer = Client().get(f"/log/{COUNTY}/{address}")
    assert answer.status_code == 422
    assert says in json.loads(answer.content)["says"]


def test_what_no_checkpoint_holds_yet_is_not_given_out(
    signed: Checkpoint, cast: Cast, election: Election
) -> None:
    with at(5):
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
    assert Log.objects.get(pk=COUNTY_LOG).size == 2
    assert Client().get(f"/log/{COUNTY}/inclusion.json?index=1").status_code == 422


@pytest.mark.parametrize("code", ["330329100257", "330300000000", "1"])
def test_only_a_log_that_collects_others_is_public(signed: Checkpoint, code: str) -> None:
    assert Client().get(f"/log/{code}/").status_code == 404
    assert Client().get(f"/log/{code}/checkpoint").status_code == 404
