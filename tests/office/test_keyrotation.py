"""Rotating field keys (更换字段钥匙): everything comes under the newer key, an interruption loses
nothing, and no key is put away that something still needs.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from tests.office.conftest import Cast
from tests.office.roll.conftest import invented, load, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office import keyrotation
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.security.models import Kind, SecurityEvent

PEOPLE = invented(6)


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: LazySettings) -> None:
    """Keys of this test alone."""
    settings.HUANJIE_KEYS = tmp_path / "keys"


@pytest.fixture
def full(cast: Cast, election: Election) -> Election:
    """An election with six people, an upload and entries in its log."""
    load(cast, election, roll_csv(PEOPLE))
    return election


def numbers() -> list[str | None]:
    return list(RollEntry.objects.order_by("number").values_list("id_number", flat=True))


def keys_in_use() -> set[str]:
    """The ids of the keys that two of the columns stand under."""
    question = "SELECT id_number FROM roll_rollentry UNION ALL SELECT payload FROM deeds_entry"
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = [bytes(raw) for (raw,) in cursor.fetchall() if raw is not None]
    return {field_keys().key_of(raw) for raw in found}


def test_every_column_comes_under_the_newer_key_and_reads_as_before(
    full: Election, capsys: pytest.CaptureFixture[str]
) -> None:
    old = field_keys().newest
    call_command("rotate_keys")
    new = field_keys().newest
    assert new != old
    assert keys_in_use() == {new}
    assert numbers() == [person.identity_number for person in PEOPLE]
    assert not keyrotation.remaining()
    journal.check(full.log_name)
    assert f"新钥匙 {new}" in capsys.readouterr().out
    assert SecurityEvent.objects.get(kind=Kind.KEYS_ROTATED).detail == f"新钥匙 {new}"
    assert Entry.objects.filter(log_id="huanjie.local/330000000000").count() == 1


def test_secrets_of_second_factors_come_under_the_newer_key_too(full: Election, cast: Cast) -> None:
    TOTP.activate(cast.clerk, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(cast.clerk).get_unused_codes()
    keyrotation.begin()
    assert sum(keyrotation.remaining().values()) >= 2
    keyrotation.encrypt_again()
    keyrotation.retire()
    kept = {each.type: each.wrap() for each in Authenticator.objects.all()}
    assert kept["recovery_codes"].get_unused_codes() == codes
    assert decrypt(kept["totp"].instance.data["secret"]) == "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_every_encrypted_column_of_the_site_is_known() -> None:
    assert {column.bound_to for column in keyrotation.columns()} >= {
        "deeds_entry.payload",
        "polling_sheet.content",
        "roll_rollentry.id_number",
        "roll_rollentry.phone",
        "roll_upload.content",
    }


def test_an_interruption_loses_nothing_and_the_next_run_goes_on(
    full: Election, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keyrotation, "AT_ONCE", 2)
    steps: list[int] = []

    def tell(done: int, total: int) -> None:
        steps.append(done)
        if len(steps) == 2:
            raise KeyboardInterrupt

    assert keyrotation.begin()
    with pytest.raises(KeyboardInterrupt):
        keyrotation.encrypt_again(tell)
    newest = field_keys().newest
    left = sum(keyrotation.remaining().values())
    assert left
    assert numbers() == [person.identity_number for person in PEOPLE]  # half under each key
    call_command("rotate_keys")
    assert field_keys().newest == newest  # no third key
    out = capsys.readouterr().out
    assert "接着上次没有换完的" in out
    assert f"重新加密 {left} 项" in out
    assert not keyrotation.remaining()
    assert numbers() == [person.identity_number for person in PEOPLE]


def test_a_value_that_somebody_changed_meanwhile_is_not_put_back(
    full: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyrotation.begin()
    rows = keyrotation._next
    changed = False

    def read_then_change(column: keyrotation.Column, last: object) -> list[tuple[object, bytes]]:
        nonlocal changed
        found = rows(column, last)
        if column.name == "phone" and not changed:
            changed = True
            RollEntry.objects.filter(number=1).update(phone="13900000000")
        return found

    monkeypatch.setattr(keyrotation, "_next", read_then_change)
    keyrotation.encrypt_again()
    assert RollEntry.objects.get(number=1).phone == "13900000000"
    assert not keyrotation.remaining()


def test_a_site_that_is_running_finds_the_newer_key(full: Election) -> None:
    before = field_keys()
    raw = before.rotate().encrypt("x", bound_to="t.c")
    assert field_keys() is not before
    assert field_keys().decrypt(raw, bound_to="t.c") == "x"


def test_a_value_that_no_key_opens_is_named_and_nothing_of_its_batch_is_written(
    full: Election,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, phone FROM roll_rollentry WHERE number = 1")
        pk, raw = cursor.fetchone()
        spoiled = bytes(raw)[:-1] + bytes([bytes(raw)[-1] ^ 1])
        cursor.execute("UPDATE roll_rollentry SET phone = %s WHERE id = %s", [spoiled, pk])
    keyrotation.begin()
    with pytest.raises(BadInput, match=rf"roll_rollentry\.phone 第 {pk} 行"):
        keyrotation.encrypt_again()


def test_an_old_key_is_put_away_once_nothing_uses_it(
    full: Election, capsys: pytest.CaptureFixture[str]
) -> None:
    old = field_keys().newest
    call_command("rotate_keys")
    call_command("rotate_keys", "--retire")
    assert f"已停用：{old}" in capsys.readouterr().out
    assert field_keys().ids == (field_keys().newest,)
    assert (field_keys().folder / "retired" / "field-1.key").exists()
    assert numbers() == [person.identity_number for person in PEOPLE]
    call_command("rotate_keys", "--retire")
    assert "没有要停用的旧钥匙" in capsys.readouterr().out
    call_command("rotate_keys")  # and a third key after a retired one
    assert numbers() == [person.identity_number for person in PEOPLE]


def test_a_key_that_one_value_still_needs_is_not_put_away(full: Election) -> None:
    old = field_keys().newest
    keyrotation.begin()
    with pytest.raises(CommandError, match=f"旧钥匙还在用：{old} 还有"):
        call_command("rotate_keys", "--retire")
    assert old in field_keys().ids
