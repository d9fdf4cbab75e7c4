"""The operator's commands (运维命令): a new site gets its places and its first accounts."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit

COUNTY = Path(__file__).parents[3] / "src" / "huanjie" / "office" / "units" / "data" / "taishun.csv"
ROLE = ("--role", "clerk", "--at")


def told(*words: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_new_site_gets_its_tree_once() -> None:
    assert told("load_units", str(COUNTY)).startswith("313 个新单位，0 个已有")
    assert told("load_units", str(COUNTY)).startswith("0 个新单位，313 个已有")


@pytest.mark.django_db
def test_a_file_with_one_wrong_row_plants_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "units.csv"
    wrong.write_text(
        "code,name,level,parent\n330000000000,浙江省,province,\n1,某村,unit,330000000000\n"
    )
    with pytest.raises(CommandError, match=r"units\.csv"):
        told("load_units", str(wrong))
    assert not Unit.objects.exists()


def test_a_new_account_signs_in_with_the_password_that_was_shown(village: Unit) -> None:
    said = told("add_account", "lan", "--name", "蓝文书", *ROLE, village.code)
    password = re.search(r"password: (\S+?)（", said)
    assert password
    client = Client()
    client.post("/sign-in/", {"username": "lan", "password": password[1]})
    new = {"password1": "mountain-42-x", "password2": "mountain-42-x"}
    client.post("/account/password/", {"oldpassword": password[1], **new})
    assert "三联村" in client.get("/", follow=True).content.decode()
    assert [e.deed for e in journal.check(village.log_name).entries] == ["assign-role"]


def test_a_known_account_gets_another_role_and_keeps_its_password(village: Unit) -> None:
    told("add_account", "lan", "--name", "蓝文书", *ROLE, village.code)
    before = User.objects.get(username="lan").password
    said = told("add_account", "lan", "--role", "teller", "--at", village.code)
    assert "password" not in said
    assert User.objects.get(username="lan").password == before
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("lan", "--name", "蓝", *ROLE, "999"), "没有代码是 999"),
        (("lan", *ROLE, "330329100257"), "要写姓名"),
    ],
)
def test_a_wrong_account_is_refused_and_nothing_is_made(
    village: Unit, words: tuple[str, ...], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        told("add_account", *words)
    assert not User.objects.exists()


def test_the_same_role_is_not_given_twice(village: Unit) -> None:
    told("add_account", "lan", "--name", "蓝文书", *ROLE, village.code)
    with pytest.raises(CommandError, match="已经有"):
        told("add_account", "lan", *ROLE, village.code)
