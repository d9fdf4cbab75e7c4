"""The county log (县级日志): every root is taken in, what is signed is public, witnesses cosign,
and whatever was changed afterwards is found.
"""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from tests.office.conftest import Cast, _unit, act, plan

from huanjie.door import jsontext
from huanjie.office import clock, ticking
from huanjie.office.countylog.checking import check_all
from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint, CollectedRoot, Cosignature
from huanjie.office.countylog.signing import sign_due
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.keys import log_ring
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import Signer, verify_signature
from huanjie.record.checkpoint import open_checkpoint
from huanjie.record.cosignature import WitnessKey, cosign
from huanjie.record.entry import Opening, opens, read_entry
from huanjie.record.merkle import verify_consistency, verify_inclusion
from huanjie.record.note import Note, read_note

COUNTY = "330329000000"
COUNTY_LOG = f"huanjie.local/{COUNTY}"
NOON = datetime.datetime(2026, 5, 18, 12, tzinfo=clock.CHINA)


def at(minutes: int) -> object:
    return clock.acting_at(NOON + datetime.timedelta(minutes=minutes))


def get(name: str, **asked: str | int) -> dict[str, object]:
    answer = Client().get(f"/log/{COUNTY}/{name}.json", asked)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)  # type: ignore[no-any-return]


def raw(text: object) -> bytes:
    return base64.b64decode(str(text))


@pytest.fixture
def signed(cast: Cast, election: Election) -> Checkpoint:
    """An election was opened, its root taken in, and the county log signed."""
    with at(0):  # type: ignore[attr-defined]
        collect()
        sign_due()
    return Checkpoint.objects.get()


# ---- collecting 汇入


def test_every_log_below_is_taken_in_once_until_it_grows(cast: Cast, election: Election) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    assert collect() == 2  # the village's log and the election's
    assert collect() == 0
    entry = Entry.objects.get(log_id=COUNTY_LOG)
    roots = jsontext.loads(entry.payload or "")["roots"]
    assert [name for name, _size, _root in roots] == [
        election.unit.log_name,
        election.log_name,
    ]
    assert roots[1] == [election.log_name, 1, journal.check(election.log_name).root.hex()]
    assert read_entry(bytes(entry.leaf)).role == "系统"
    open_election(acting_user=act(cast.clerk), unit=election.unit, plan=plan())
    assert collect() == 1


def test_a_county_takes_in_nothing_of_the_next_and_the_top_place_takes_the_rest(
    cast: Cast, election: Election
) -> None:
    city = Unit.objects.get(pk="330300000000")
    other = _unit("330328000000", "文成县", "county", city)
    town = _unit("330328100000", "大峃镇", "town", other)
    for unit in (city, town):
        journal.append(unit.log_name, region=unit.pk, deed="x", role="x", payload={})
    assert collect() == 3
    took = {
        each.log_id: each.entry.log_id for each in CollectedRoot.objects.select_related("entry")
    }
    assert took == {
        city.log_name: "huanjie.local/330000000000",
        town.log_name: other.log_name,
        election.unit.log_name: COUNTY_LOG,
    }


# ---- signing 签发


def test_a_checkpoint_is_signed_by_a_key_that_the_database_does_not_hold(
    signed: Checkpoint,
) -> None:
    text = Client().get(f"/log/{COUNTY}/checkpoint")
    assert text["Content-Type"].startswith("text/plain")
    key = log_ring().verifier_key(COUNTY_LOG)
    state = open_checkpoint(text.content, key, verify_signature)
    assert (state.origin, state.size) == (COUNTY_LOG, 1)
    assert state.root == journal.check(COUNTY_LOG).root
    assert (Path(settings.HUANJIE_KEYS) / "log" / "signing.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("minutes", "signed_again"), [(59, 0), (60, 1)])
def test_a_checkpoint_is_signed_an_hour_after_the_last_at_the_earliest(
    signed: Checkpoint, cast: Cast, election: Election, minutes: int, signed_again: int
) -> None:
    with at(minutes):  # type: ignore[attr-defined]
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
        assert sign_due() == signed_again


def test_a_log_that_has_not_grown_is_not_signed_again(signed: Checkpoint) -> None:
    with at(600):  # type: ignore[attr-defined]
        assert (collect(), sign_due()) == (0, 0)


# ---- proofs 证明


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
    with at(70):  # type: ignore[attr-defined]
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
    with at(5):  # type: ignore[attr-defined]
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
    assert Log.objects.get(pk=COUNTY_LOG).size == 2
    assert Client().get(f"/log/{COUNTY}/inclusion.json?index=1").status_code == 422


@pytest.mark.parametrize("code", ["330329100257", "330300000000", "1"])
def test_only_a_log_that_collects_others_is_public(signed: Checkpoint, code: str) -> None:
    assert Client().get(f"/log/{code}/").status_code == 404
    assert Client().get(f"/log/{code}/checkpoint").status_code == 404


# ---- witnesses 见证


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Signer]:
    """A witness whose key the site knows."""
    signer = open_or_create(tmp_path / "witness").signer("witness.example/w1")
    file = Path(settings.HUANJIE_KEYS) / "witnesses.txt"
    file.write_text(f"# 见证人\n{WitnessKey(signer.name, signer.public_key).text}\n", "utf-8")
    yield signer
    file.unlink()


def send(note: str, *lines: str) -> tuple[int, str]:
    body = note + "".join(f"{line}\n" for line in lines)
    answer = Client(enforce_csrf_checks=True).post(
        f"/log/{COUNTY}/cosignatures/", body, content_type="text/plain"
    )
    return answer.status_code, answer.content.decode()


def cosigned(signer: Signer, note: str, time: int = 1_782_612_345) -> str:
    return cosign(read_note(note.encode()).text, signer, time=time).text


def test_a_witness_cosigns_and_the_published_checkpoint_carries_it(
    signed: Checkpoint, witness: Signer
) -> None:
    line = cosigned(witness, signed.note)
    assert send(signed.note, line) == (200, f"{signed.note}{line}\n")
    assert Client().get(f"/log/{COUNTY}/checkpoint").content.decode() == f"{signed.note}{line}\n"
    assert send(signed.note, cosigned(witness, signed.note, time=1_782_699_999))[0] == 200
    assert Cosignature.objects.get().line == line  # the first stays
    assert not list(check_all())
    assert "witness.example/w1" in Client().get("/log/").content.decode()


def test_a_stranger_cosigns_nothing(signed: Checkpoint, witness: Signer, tmp_path: Path) -> None:
    stranger = open_or_create(tmp_path / "stranger").signer("witness.example/w1")
    status, says = send(signed.note, cosigned(stranger, signed.note))
    assert (status, Cosignature.objects.count()) == (422, 0)
    assert "没有一行是本站认识的见证人的有效签名" in says


def test_a_checkpoint_that_was_never_signed_here_is_not_cosigned(
    signed: Checkpoint, witness: Signer
) -> None:
    note = read_note(signed.note.encode())
    other = Note(note.text.replace("\n1\n", "\n2\n"), note.signatures).raw.decode()
    status, says = send(other, cosigned(witness, other))
    assert (status, "不是本日志签发过的检查点" in says) == (422, True)


@pytest.mark.parametrize("body", ["", "x", "\x00", "— a b\n", "汉" * 9000])
def test_whatever_is_sent_in_place_of_a_cosignature_is_refused(
    signed: Checkpoint, body: str
) -> None:
    assert send(body)[0] in (413, 422)


# ---- the tick 定时任务


def test_the_tick_does_every_job_once(
    election: Election, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("tick")
    out = capsys.readouterr().out
    assert "roots: 1" in out
    assert "checkpoints: 1" in out
    call_command("tick", "roots")
    assert capsys.readouterr().out == "roots: 0\n"


def test_two_ticks_at_once_do_not_double(
    election: Election, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huanjie.office.ticking.alone", _taken)
    call_command("tick")
    assert "另一次定时任务还在进行" in capsys.readouterr().out
    assert not Checkpoint.objects.exists()


def _taken() -> object:
    from contextlib import nullcontext

    return nullcontext(False)


def test_the_lock_is_held_by_one_until_it_is_done(db: None) -> None:
    with ticking.alone() as first, ticking.alone() as second:
        assert (first, second) == (True, False)
    with ticking.alone() as third:
        assert third


def test_a_job_that_fails_stops_no_other(
    election: Election, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise RuntimeError("broken")

    jobs = {"first": ticking.Job("first", fail), "roots": ticking.Job("roots", collect)}
    monkeypatch.setattr(ticking, "_jobs", jobs)
    with pytest.raises(CommandError, match="没有做完：first"):
        call_command("tick")
    assert "roots: 1" in capsys.readouterr().out


def test_an_unknown_job_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="没有这项任务：x"):
        call_command("tick", "x")


# ---- checking 复核


def test_whole_logs_are_told_whole(signed: Checkpoint, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_logs")
    assert "2 个日志、1 个检查点，全部对得上" in capsys.readouterr().out


def _rewritten(election: Election) -> None:
    """Rewrite the village's log from its beginning, with a frontier that fits."""
    name = election.unit.log_name
    CollectedRoot.objects.filter(log_id=name).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM deeds_deed")
    Entry.objects.filter(log_id=name).delete()
    Log.objects.filter(pk=name).update(size=0, peaks=b"")
    journal.append(name, region=election.region, deed="open-election", role="x", payload={})


def _gone(election: Election) -> None:
    _rewritten(election)
    Entry.objects.filter(log_id=election.unit.log_name).delete()
    Log.objects.filter(pk=election.unit.log_name).delete()


def _shorter(election: Election) -> None:
    _rewritten(election)
    Entry.objects.filter(log_id=election.unit.log_name).delete()
    Log.objects.filter(pk=election.unit.log_name).update(size=0, peaks=b"")


def _forged(_election: Election) -> None:
    note = Checkpoint.objects.get().note
    Checkpoint.objects.update(note=note.replace("\n1\n", "\n1 \n"))


def _silenced(_election: Election) -> None:
    Entry.objects.filter(log_id=COUNTY_LOG).update(payload=None, salt=None)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (_rewritten, "前 1 条被改过：和huanjie.local/330329000000 序号 0 的根值对不上"),
        (_gone, "日志不见了"),
        (_shorter, "日志短了"),
        (_forged, "检查点 1 不成立"),
        (_silenced, "内容被删掉了"),
        (lambda _: Entry.objects.update(payload="{}"), "与承诺不符"),
    ],
)
def test_what_was_changed_after_it_was_taken_in_is_found(
    signed: Checkpoint,
    election: Election,
    tamper: Callable[[Election], object],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tamper(election)
    with pytest.raises(SystemExit) as end:
        call_command("check_logs")
    assert end.value.code == 1
    assert says in capsys.readouterr().err


def test_a_county_log_that_was_rewritten_disagrees_with_what_was_signed(
    signed: Checkpoint, election: Election
) -> None:
    CollectedRoot.objects.all().delete()
    Entry.objects.filter(log_id=COUNTY_LOG).delete()
    Log.objects.filter(pk=COUNTY_LOG).update(size=0, peaks=b"")
    journal.append(COUNTY_LOG, region=COUNTY, deed="x", role="x", payload={})
    assert "和检查点 1 的根值对不上" in str(next(iter(check_all())))


def test_the_pages_say_what_the_log_is_before_anything_was_signed(election: Election) -> None:
    assert "还没有签发" in Client().get("/log/").content.decode()
    collect()
    assert Client().get(f"/log/{COUNTY}/checkpoint").status_code == 404
    assert "还没有签发检查点" in Client().get(f"/log/{COUNTY}/").content.decode()
