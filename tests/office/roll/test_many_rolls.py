"""One file for the rolls of many units (成批导入): loaded + rejected = rows, in every election."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import HEADINGS, invented, line, load, publish, roll_csv

from huanjie.bulk.rollscan import BadRow
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.manycheck import Source, check_many
from huanjie.office.roll.manyrolls import Outcome, load_many
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.writing import put_on_roll
from huanjie.office.units.models import Unit

BODY = "villagers-committee"
HEADS = ("单位", *HEADINGS)
ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))


@pytest.fixture
def next_election(cast: Cast, election: Election, next_village: Unit) -> Election:
    """The same election of the village next door."""
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    return Election.objects.get(pk=pk)


def of(unit: str, *people: Any) -> list[tuple[str, ...]]:
    return [(unit, *line(person)) for person in people]


def row(unit: str, name: str, identity: str, *more: str) -> tuple[str, ...]:
    cells = (unit, name, identity, *more)
    return (*cells, *[""] * (len(HEADS) - len(cells)))


def take(
    cast: Cast,
    rows: list[tuple[str, ...]],
    *,
    way: Any = "replace",
    user: Any = None,
    body: str = BODY,
    heads: tuple[str, ...] = HEADS,
) -> tuple[Outcome, list[BadRow]]:
    """A file below the county, by the county office."""
    raw = csv_file(heads, *rows)
    told: list[BadRow] = []
    source = Source(name="名册.csv", open=lambda: io.BytesIO(raw), sha256=sha256(raw).hexdigest())
    county = Unit.objects.get(level="county")
    checked = check_many(county, body, source, way=way, tell=told.append)
    outcome = load_many(checked, acting_for=lambda _: act(user or cast.county), tell=told.append)
    assert outcome.rows == outcome.loaded + outcome.rejected == len(rows)
    assert outcome.rejected == len(told)
    return outcome, told


def kinds(told: list[BadRow]) -> list[tuple[int, str]]:
    return sorted((each.row, each.reasons[0][1]) for each in told)


def names(election: Election) -> list[str]:
    return [entry.name for entry in election.roll.all()]


def test_everybody_comes_on_the_roll_of_their_unit_in_the_order_of_the_file(
    cast: Cast, election: Election, next_election: Election
) -> None:
    a, b, c, d = invented(4)
    outcome, _ = take(
        cast, [*of("三联村委会", a), *of("溪坪村", b), *of("三联村", c), *of("溪坪村", d)]
    )
    assert names(election) == [a.name, c.name]
    assert names(next_election) == [b.name, d.name]
    assert outcome.elections == {election.pk: 2, next_election.pk: 2}


def test_what_is_loaded_is_what_one_upload_loads(
    cast: Cast, election: Election, next_election: Election
) -> None:
    people = invented(30)
    take(cast, of("溪坪村", *people))
    load(cast, election, roll_csv(people))
    held = [
        "number", "name", "sex", "birth_date", "id_number", "id_index",
        "phone", "household", "group", "standing", "source",
    ]  # fmt: skip
    both = [list(each.roll.values_list(*held)) for each in (election, next_election)]
    assert [[*map(str, row)] for row in both[0]] == [[*map(str, row)] for row in both[1]]


@pytest.mark.parametrize(
    "word", ["330329100257", "三联村委会", "三联村", "罗阳镇三联村", " 三联 村 "]
)
def test_a_unit_is_known_by_its_code_or_its_names(
    cast: Cast, election: Election, word: str
) -> None:
    outcome, _ = take(cast, of(word, *invented(2)))
    assert outcome.loaded == 2


def test_code_and_name_in_one_file_are_one_unit(cast: Cast, election: Election) -> None:
    a, b = invented(2)
    take(cast, [*of("三联村", a), *of("330329100257", b)])
    assert names(election) == [a.name, b.name]


def test_rows_of_a_unit_that_nobody_knows_go_back(cast: Cast, election: Election) -> None:
    a, b = invented(2)
    outcome, told = take(cast, [*of("三联村", a), *of("无名村", b), row("", "赵一", ZHAO)])
    assert kinds(told) == [(3, "unit-unknown"), (4, "row-shape")]
    assert "泰顺县没有这个单位" in told[-1].reasons[0][2]
    assert told[-1].cells["id_number"] == b.identity_number
    assert outcome.loaded == 1


def test_rows_of_two_units_of_one_name_go_back(
    cast: Cast, election: Election, next_village: Unit
) -> None:
    Unit.objects.filter(pk=next_village.pk).update(name="三联村委会")
    _, told = take(cast, of("三联村", *invented(1)))
    assert "同名" in told[0].reasons[0][2]
    assert not election.roll.exists()


def test_rows_of_a_unit_whose_roll_is_published_go_back(cast: Cast, election: Election) -> None:
    people = invented(3)
    load(cast, election, roll_csv(people[:2]))
    publish(cast, election)
    _, told = take(cast, of("三联村", *people))
    assert {each.reasons[0][1] for each in told} == {"unit-unknown"}
    assert election.roll.count() == 2


def test_of_rows_that_say_the_same_the_first_is_loaded_and_else_none(
    cast: Cast, election: Election, next_election: Election
) -> None:
    rows = [
        row("三联村", "赵一", ZHAO, "男"),
        row("三联村", "赵一", ZHAO, "男"),
        row("三联村", "钱二", QIAN),
        row("三联村", "钱二", QIAN, "", "3"),
        row("溪坪村", "赵一", ZHAO, "男"),
    ]
    _, told = take(cast, rows)
    assert kinds(told) == [(3, "same-row"), (4, "same-number"), (5, "same-number")]
    assert names(election) == ["赵一"]
    assert names(next_election) == ["赵一"]


def test_a_good_row_goes_back_where_a_bad_row_claims_its_number(
    cast: Cast, election: Election
) -> None:
    _, told = take(cast, [row("三联村", "赵一", ZHAO), row("三联村", "", ZHAO)])
    assert kinds(told) == [(2, "same-number"), (3, "name-missing")]


def test_a_birth_date_after_the_polling_day_is_bad_and_on_the_day_is_not(
    cast: Cast, election: Election
) -> None:
    rows = [row("三联村", "赵一", number("20260628")), row("三联村", "钱二", number("20260629"))]
    _, told = take(cast, rows)
    assert kinds(told) == [(2, "too-young"), (3, "id-date")]


@pytest.mark.parametrize(("length", "bad"), [(40, []), (41, [(2, "too-long")])])
def test_a_group_longer_than_the_roll_holds_goes_back(
    cast: Cast, election: Election, length: int, bad: list[tuple[int, str]]
) -> None:
    _, told = take(cast, [row("三联村", "赵一", ZHAO, "", "", "组" * length)])
    assert kinds(told) == bad


def test_adding_keeps_who_is_there_and_sends_back_who_comes_again(
    cast: Cast, election: Election
) -> None:
    people = invented(4)
    load(cast, election, roll_csv(people[:2]))
    _, told = take(cast, of("三联村", *people[1:]), way="add")
    assert kinds(told) == [(2, "on-roll")]
    assert names(election) == [each.name for each in people]


def test_every_election_has_one_entry_and_one_deed(
    cast: Cast, election: Election, next_election: Election
) -> None:
    take(cast, [*of("三联村", *invented(2)), row("三联村", "赵一", spoiled(ZHAO))])
    assert Deed.objects.filter(action=Action.IMPORT_ROLLS).count() == 1
    entry = Entry.objects.filter(log_id=election.log_name).order_by("sequence").last()
    assert entry
    assert '"loaded":2' in (entry.payload or "")
    assert ZHAO[:17] not in (entry.payload or "")


def test_numbers_are_found_by_their_index_and_stand_nowhere_in_the_clear(
    cast: Cast, election: Election
) -> None:
    take(cast, [row("三联村", "赵一", ZHAO, "", "", "", "13800001234")])
    entry = RollEntry.objects.get(id_index=index_of(ZHAO))
    assert (entry.id_number, entry.phone) == (ZHAO, "13800001234")


def test_a_clerk_may_not_import_in_bulk(cast: Cast, election: Election) -> None:
    with pytest.raises(PermissionDenied):
        take(cast, of("三联村", *invented(1)), user=cast.clerk)
    assert not election.roll.exists()
    assert election.stage == Stage.OPENED


def test_one_election_that_fails_leaves_the_others_whole(
    cast: Cast, election: Election, next_election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = sorted((election, next_election), key=lambda each: each.pk)

    def breaks(of: Election, *rest: Any, **more: Any) -> int:
        done = put_on_roll(of, *rest, **more)
        if of.pk == last.pk:
            raise OSError("the disk is full")
        return done

    monkeypatch.setattr("huanjie.office.roll.services.put_on_roll", breaks)
    with pytest.raises(OSError, match="full"):
        take(cast, [*of("三联村", *invented(2)), *of("溪坪村", *invented(2, seed=2))])
    assert (first.roll.count(), last.roll.count()) == (2, 0)


def run(path: Path, *more: str, user: str = "county") -> None:
    call_command("import_rolls", str(path), "--body", BODY, "--user", user, *more)


def test_the_command_loads_and_writes_the_bad_rows_to_a_file(
    cast: Cast, election: Election, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, bad = tmp_path / "全县.csv", tmp_path / "bad.xlsx"
    path.write_bytes(
        csv_file(HEADS, *of("三联村", *invented(3)), row("三联村", "赵", spoiled(ZHAO)))
    )
    with pytest.raises(SystemExit) as ended:
        run(path, "--bad", str(bad))
    assert ended.value.code == 1
    assert "4 行：导入 3 人，退回 1 行" in capsys.readouterr().out
    found = openpyxl.load_workbook(bad)["退回的行"]
    assert found["M2"].value == "5"
    assert "校验码" in str(found["N2"].value)


def test_the_command_says_done_where_nothing_goes_back(
    cast: Cast, election: Election, tmp_path: Path
) -> None:
    path = tmp_path / "全县.csv"
    path.write_bytes(csv_file(HEADS, *of("三联村", *invented(3))))
    run(path)
    assert election.roll.count() == 3


@pytest.mark.parametrize(
    ("user", "more", "says"),
    [
        ("nobody", (), "没有账号 nobody"),
        ("clerk", (), "可以成批导入的单位有 0 个"),
        ("clerk", ("--place", "330329100257"), "没有办理这件事的权限"),
        ("county", ("--place", "1"), "没有代码为 1 的单位"),
    ],
)
def test_the_command_refuses_whoever_may_not(
    cast: Cast, election: Election, tmp_path: Path, user: str, more: tuple[str, ...], says: str
) -> None:
    path = tmp_path / "全县.csv"
    path.write_bytes(csv_file(HEADS, *of("三联村", *invented(3))))
    with pytest.raises(CommandError, match=says):
        run(path, *more, user=user)
    assert not election.roll.exists()


def test_a_file_without_a_column_of_units_is_refused(
    cast: Cast, election: Election, tmp_path: Path
) -> None:
    path = tmp_path / "全县.csv"
    path.write_bytes(roll_csv(invented(2)))
    with pytest.raises(CommandError, match="缺少：单位"):
        run(path)
    with pytest.raises(CommandError, match="文件读不了"):
        run(tmp_path / "没有.csv")
