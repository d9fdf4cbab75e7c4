"""Field keys: what they encrypt opens only with them, whole, and in its own place."""

from __future__ import annotations

import shutil
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.fieldkeys import FieldKeys
from huanjie.protect.keys import open_or_create

PHONE, NUMBER = "people_person.phone", "people_person.number"
OVERHEAD = 33
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def keys(tmp_path: Path) -> FieldKeys:
    """Keys made just now."""
    return FieldKeys.open_or_create(tmp_path / "fields")


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> FieldKeys:
    """Keys that nobody changes."""
    return FieldKeys.open_or_create(tmp_path_factory.mktemp("site") / "fields")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Encrypting


@given(text=TEXTS, place=TEXTS)
def test_what_is_encrypted_for_a_place_is_decrypted_there(
    ring: FieldKeys, text: str, place: str
) -> None:
    raw = ring.encrypt(text, bound_to=place)
    assert ring.decrypt(raw, bound_to=place) == text
    assert len(raw) == len(text.encode()) + OVERHEAD


def test_equal_texts_are_encrypted_differently_and_show_nothing(ring: FieldKeys) -> None:
    texts = {ring.encrypt("13800000000", bound_to=PHONE) for _ in range(100)}
    assert len(texts) == 100
    assert not any(b"138" in raw for raw in texts)


def test_any_changed_byte_is_refused(ring: FieldKeys) -> None:
    raw = ring.encrypt("13800000000", bound_to=PHONE)
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(BadInput):
            ring.decrypt(changed, bound_to=PHONE)


def test_anything_cut_off_or_added_is_refused(ring: FieldKeys) -> None:
    raw = ring.encrypt("", bound_to=PHONE)
    for cut in range(len(raw)):
        with pytest.raises(BadInput, match="不完整"):
            ring.decrypt(raw[:cut], bound_to=PHONE)
    with pytest.raises(BadInput, match="已被改动"):
        ring.decrypt(raw + b"\0", bound_to=PHONE)


@pytest.mark.parametrize("place", ["", NUMBER, PHONE + " ", PHONE.upper()])
def test_a_field_moved_to_another_place_is_refused(ring: FieldKeys, place: str) -> None:
    raw = ring.encrypt("13800000000", bound_to=PHONE)
    with pytest.raises(BadInput, match="从别处移来") as refused:
        ring.decrypt(raw, bound_to=place)
    assert "备份" in refused.value.remedy


def test_the_keys_of_another_site_do_not_open_it_and_the_missing_key_is_named(
    ring: FieldKeys, keys: FieldKeys
) -> None:
    raw = ring.encrypt("13800000000", bound_to=PHONE)
    with pytest.raises(BadInput, match=ring.newest) as refused:
        keys.decrypt(raw, bound_to=PHONE)
    assert "没有这把钥匙" in refused.value.says


def test_text_that_no_file_can_hold_is_refused_in_words(ring: FieldKeys) -> None:
    with pytest.raises(BadInput, match="残缺"):
        ring.encrypt("\ud800", bound_to=PHONE)
    with pytest.raises(BadInput, match="残缺"):
        ring.blind_index("\ud800", bound_to=PHONE)


# The blind index


@given(one=TEXTS, other=TEXTS)
def test_a_blind_index_is_equal_for_equal_texts_alone(
    ring: FieldKeys, one: str, other: str
) -> None:
    first, second = (ring.blind_index(text, bound_to=NUMBER) for text in (one, other))
    assert (first == second) == (one == other)
    assert len(first) == 32


@given(texts=st.lists(TEXTS, max_size=5))
def test_many_texts_at_once_are_encrypted_and_indexed_as_each_is(
    ring: FieldKeys, texts: list[str]
) -> None:
    sealed = ring.encrypt_all(texts, bound_to=PHONE)
    assert [ring.decrypt(each, bound_to=PHONE) for each in sealed] == texts
    assert len({each[5:17] for each in sealed}) == len(texts)
    indexes = ring.blind_index_all(texts, bound_to=PHONE)
    assert indexes == [ring.blind_index(text, bound_to=PHONE) for text in texts]


@given(one=st.tuples(TEXTS, TEXTS), other=st.tuples(TEXTS, TEXTS))
def test_a_blind_index_belongs_to_one_place(
    ring: FieldKeys, one: tuple[str, str], other: tuple[str, str]
) -> None:
    first, second = (ring.blind_index(text, bound_to=place) for place, text in (one, other))
    assert (first == second) == (one == other)


def test_the_border_of_place_and_text_cannot_be_moved(ring: FieldKeys) -> None:
    assert ring.blind_index("bc", bound_to="a") != ring.blind_index("c", bound_to="ab")


def test_another_site_has_another_index(ring: FieldKeys, keys: FieldKeys) -> None:
    assert ring.blind_index("x", bound_to=NUMBER) != keys.blind_index("x", bound_to=NUMBER)


# Rotation


def test_after_a_rotation_the_new_key_encrypts_and_the_old_one_still_decrypts(
    keys: FieldKeys,
) -> None:
    before = keys.encrypt("13800000000", bound_to=PHONE)
    index = keys.blind_index("13800000000", bound_to=PHONE)
    rotated = keys.rotate()
    after = rotated.encrypt("13800000000", bound_to=PHONE)
    assert rotated.ids == (keys.newest, rotated.newest)
    assert (rotated.key_of(before), rotated.key_of(after)) == (keys.newest, rotated.newest)
    assert {rotated.decrypt(raw, bound_to=PHONE) for raw in (before, after)} == {"13800000000"}
    assert rotated.blind_index("13800000000", bound_to=PHONE) == index


def test_keys_opened_before_a_rotation_name_the_new_key_that_they_lack(keys: FieldKeys) -> None:
    rotated = keys.rotate()
    with pytest.raises(BadInput, match=rotated.newest):
        keys.decrypt(rotated.encrypt("x", bound_to=PHONE), bound_to=PHONE)


def test_the_tenth_key_is_newer_than_the_ninth(keys: FieldKeys) -> None:
    ring = keys
    for _ in range(9):
        ring = ring.rotate()
    assert len(ring.ids) == 10
    assert FieldKeys.open_or_create(keys.folder).newest == ring.newest
    assert (keys.folder / "field-10.key").exists()


# The folder


def test_the_first_use_makes_the_keys_and_the_second_finds_them(tmp_path: Path) -> None:
    first = FieldKeys.open_or_create(tmp_path / "keys" / "fields")
    second = FieldKeys.open_or_create(first.folder)
    assert (first.created, second.created) == (True, False)
    assert sorted(files(first.folder)) == ["field-1.key", "index.key"]
    raw = first.encrypt("x", bound_to=PHONE)
    assert second.decrypt(raw, bound_to=PHONE) == "x"
    assert first.blind_index("x", bound_to=PHONE) == second.blind_index("x", bound_to=PHONE)


def test_field_keys_and_signing_keys_can_share_a_folder(tmp_path: Path) -> None:
    open_or_create(tmp_path)
    assert FieldKeys.open_or_create(tmp_path).created
    assert not open_or_create(tmp_path).created


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
@pytest.mark.parametrize("there", [True, False])
def test_only_the_owner_may_read_the_keys(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "fields"
    if there:
        folder.mkdir()
    FieldKeys.open_or_create(folder).rotate()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(("field-1.key", "field-2.key", "index.key"), 0o600)


def test_keys_do_not_show_themselves(keys: FieldKeys) -> None:
    for name, raw in files(keys.folder).items():
        secret = raw.decode().split("+", 2)[2].strip()
        assert secret
        assert secret not in repr(keys), name


@pytest.mark.parametrize("name", ["field-1.key", "field-2.key", "index.key"])
def test_a_folder_that_lacks_a_file_is_refused_and_not_filled_up(
    keys: FieldKeys, name: str
) -> None:
    keys.rotate().rotate()
    (keys.folder / name).unlink()
    before = files(keys.folder)
    with pytest.raises(BadInput, match="缺少") as refused:
        FieldKeys.open_or_create(keys.folder)
    assert refused.value.file == str(keys.folder / name)
    assert "备份" in refused.value.remedy
    assert files(keys.folder) == before


@pytest.mark.parametrize("name", ["field-1.key", "index.key"])
@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "不是字段钥匙文件"),
        (b"-----BEGIN PRIVATE KEY-----\n", "不是字段钥匙文件"),
        (b"huanjie-field-key/2+field+AAAA+00000000\n", "更新的版本"),
        (b"huanjie-field-key/1+signing+AAAA+00000000\n", "另一种"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_another_file_in_a_keys_place_is_refused_by_its_name(
    keys: FieldKeys, name: str, raw: bytes, says: str
) -> None:
    (keys.folder / name).write_bytes(raw)
    with pytest.raises(BadInput, match=says) as refused:
        FieldKeys.open_or_create(keys.folder)
    assert refused.value.file == str(keys.folder / name)


@pytest.mark.parametrize("name", ["field-1.key", "index.key"])
def test_one_changed_sign_of_a_key_file_is_found(keys: FieldKeys, name: str) -> None:
    path = keys.folder / name
    line = path.read_text()
    start = line.rindex("+", 0, line.rindex("+")) + 1
    for at in range(start, len(line) - 1):
        path.write_text(line[:at] + ("B" if line[at] == "A" else "A") + line[at + 1 :])
        with pytest.raises(BadInput, match="已损坏") as refused:
            FieldKeys.open_or_create(keys.folder)
        assert refused.value.file == str(path)


def test_keys_in_each_others_place_are_refused(keys: FieldKeys) -> None:
    shutil.copy(keys.folder / "index.key", keys.folder / "field-1.key")
    with pytest.raises(BadInput, match="另一种") as refused:
        FieldKeys.open_or_create(keys.folder)
    assert refused.value.file == str(keys.folder / "field-1.key")


def test_one_key_under_two_numbers_is_refused(keys: FieldKeys) -> None:
    shutil.copy(keys.folder / "field-1.key", keys.folder / "field-2.key")
    with pytest.raises(BadInput, match="相同"):
        FieldKeys.open_or_create(keys.folder)


def test_a_folder_that_is_a_file_is_a_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "fields").write_bytes(b"")
    with pytest.raises(BadInput) as refused:
        FieldKeys.open_or_create(tmp_path / "fields")
    assert refused.value.file == str(tmp_path / "fields")


def test_two_programs_at_once_end_with_the_same_keys(tmp_path: Path) -> None:
    def make(_: int) -> FieldKeys:
        return FieldKeys.open_or_create(tmp_path / "fields")

    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(make, range(8)))
    assert len({ring.newest for ring in rings}) == 1
    assert [ring.created for ring in rings].count(True) == 1


# Retiring


def test_a_retired_key_decrypts_no_more_and_is_kept_for_old_backups(keys: FieldKeys) -> None:
    old, raw = keys.newest, keys.encrypt("13800000000", bound_to=PHONE)
    left = keys.rotate().retire(old)
    assert old not in left.ids
    with pytest.raises(BadInput, match=old):
        left.decrypt(raw, bound_to=PHONE)
    assert (keys.folder / "retired" / "field-1.key").exists()
    assert FieldKeys.open_or_create(keys.folder).ids == left.ids


def test_the_key_in_use_and_a_stranger_are_not_retired(keys: FieldKeys) -> None:
    for key in (keys.newest, "00000000"):
        with pytest.raises(BadInput, match="不能停用"):
            keys.retire(key)


def test_a_key_that_is_gone_without_being_retired_is_still_missed(keys: FieldKeys) -> None:
    second = keys.rotate()
    second.rotate().retire(second.newest)
    (keys.folder / "field-1.key").unlink()
    with pytest.raises(BadInput, match="缺少"):
        FieldKeys.open_or_create(keys.folder)
