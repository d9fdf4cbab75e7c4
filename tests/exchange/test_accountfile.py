"""A file of accounts (账号表): what a row states, and what is wrong with it by itself."""

from __future__ import annotations

import pytest

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.door.fault import BadInput
from huanjie.exchange.accountfile import AccountLine, headings, read_accounts

HEAD = "姓名,单位,角色,账号"


def lines(*rows: str, head: str = HEAD) -> tuple[AccountLine, ...]:
    return read_accounts("账号.csv", "\n".join((head, *rows)).encode())


def test_a_row_states_a_person_a_place_a_role_and_an_account() -> None:
    (line,) = lines("蓝 文书,330329100257,选举工作人员,lan")
    assert (line.row, line.name, line.unit) == (2, "蓝 文书", "330329100257")
    assert (line.role, line.username, line.problems) == (Role.CLERK, "lan", ())


def test_role_and_account_may_be_left_out() -> None:
    (line,) = lines("蓝文书,三联村", head="姓名,单位")
    assert (line.role, line.username, line.problems) == (None, "", ())


@pytest.mark.parametrize("role", [*ROLE_NAMES.values(), *(each.value for each in Role)])
def test_every_role_is_read_by_its_name_and_by_its_word(role: str) -> None:
    (line,) = lines(f"蓝文书,三联村,{role},")
    assert line.role is not None
    assert line.problems == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",三联村,,lan", "没有填姓名"),
        ("蓝文书,,,lan", "没有填单位"),
        ("蓝文书,三联村,村长,", "没有“村长”这个角色"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_remedy(row: str, says: str) -> None:
    (line,) = lines(row)
    assert says in line.problems[0]


def test_an_unknown_role_is_told_which_there_are() -> None:
    (line,) = lines("蓝文书,三联村,村长,")
    assert all(name in line.problems[0] for name in ROLE_NAMES.values())


def test_a_file_without_the_headings_is_refused() -> None:
    with pytest.raises(BadInput, match="表头") as caught:
        lines("蓝文书,三联村", head="谁,哪里")
    assert "姓名、单位" in caught.value.remedy


def test_a_template_has_the_headings_that_are_read() -> None:
    assert ",".join(headings()) == HEAD
