"""Many transfers out of a table (成批转出): each by its letter, all or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exchange.workbooks import csv_file
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.roll.conftest import invented, load, party_csv, publish

from huanjie.domain.rollchange import Paper
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.manydone import RowsRefused
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import Going, transfer_many

Browse = Callable[[User], Client]
HEADS = ("编号", "姓名", "介绍信编号", "介绍信日期")
DAY = OPENED_ON.isoformat()


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> Election:
    """Four full members on a roll that is published."""
    load(cast, party_election, party_csv(invented(4), *["正式党员"] * 4))
    publish(cast, party_election)
    party_election.refresh_from_db()
    return party_election


def going(number: int, document: str = "介绍信第12号") -> Going:
    return Going(number=number, paper=Paper(document=document, on=OPENED_ON))


def transfer(user: User, election: Election, *each: Going) -> int:
    return transfer_many(acting_user=act(user), election=election, going=each)


def address(election: Election) -> str:
    return f"/elections/{election.pk}/roll/changes/transferred-out/many/"


def test_everybody_of_a_list_leaves_in_one_deed_with_a_change_of_their_own(
    cast: Cast, branch: Election
) -> None:
    before = Deed.objects.count()
    assert transfer(cast.chair, branch, going(1), going(3, "介绍信第13号")) == 2
    branch.refresh_from_db()
    assert branch.registered == 2
    changes = [(c.entry.number, c.was, c.registered, c.document) for c in branch.roll_changes.all()]
    assert sorted(changes) == [(1, 4, 3, "介绍信第12号"), (3, 3, 2, "介绍信第13号")]
    assert Deed.objects.count() == before + 1
    assert '"document":"介绍信第13号"' in (Entry.objects.latest("pk").payload or "")


def test_without_a_letter_or_twice_or_off_the_roll_nobody_leaves(
    cast: Cast, branch: Election
) -> None:
    with pytest.raises(RowsRefused) as found:
        transfer(cast.chair, branch, going(1), going(1), going(9), Going(number=2, paper=None))
    assert [at for at, _ in found.value.faults] == [1, 2, 3]
    assert not branch.roll_changes.exists()
    branch.refresh_from_db()
    assert branch.registered == 4


def test_whoever_does_not_preside_transfers_nobody(cast: Cast, branch: Election) -> None:
    with pytest.raises(PermissionDenied):
        transfer(cast.clerk, branch, going(1))


def test_the_table_is_checked_shown_and_done(cast: Cast, branch: Election, browse: Browse) -> None:
    client = browse(cast.chair)
    assert (
        "成批登记组织关系转出"
        in client.get(f"/elections/{branch.pk}/roll/changes/").content.decode()
    )
    assert client.get(address(branch)).status_code == 200
    bad = send(client, branch, ("1", "", "介绍信第12号", DAY), ("2", "", "", DAY))
    assert bad.status_code == 422
    assert "介绍信编号：请填写这一项" in bad.content.decode()
    checked = send(client, branch, ("1", "", "介绍信第12号", DAY), key="g")
    assert not branch.roll_changes.exists()
    form = {"key": "c", "text": checked.context["text"], "confirm": "1"}
    assert "已登记 1 行。" in client.post(address(branch), form, follow=True).content.decode()
    assert branch.roll_changes.get().entry.number == 1


@pytest.mark.parametrize("document", ["-甲字12号", "+甲字12号", "@甲,“12”号", '甲"12"号'])
def test_the_number_of_a_letter_is_kept_as_it_stands_in_the_table(
    cast: Cast, branch: Election, browse: Browse, document: str
) -> None:
    client = browse(cast.chair)
    checked = send(client, branch, ("1", "", document, DAY))
    form = {"key": "c", "text": checked.context["text"], "confirm": "1"}
    client.post(address(branch), form)
    assert branch.roll_changes.get().document == document


@pytest.mark.parametrize(
    "carried", ["x", ",2,1", ",2,1,,甲12号,2026-01-01,more", ",二,1,,甲12号,2026-01-01", '"', ",\n"]
)
def test_a_text_that_no_check_page_carried_is_refused(
    cast: Cast, branch: Election, browse: Browse, carried: str
) -> None:
    form = {"key": "c", "text": carried, "confirm": "1"}
    answer = browse(cast.chair).post(address(branch), form)
    assert answer.status_code == 422
    assert "核对过的内容不完整" in answer.content.decode()


def send(client: Client, election: Election, *rows: tuple[str, ...], key: str = "k") -> Any:
    file = SimpleUploadedFile("转出.csv", csv_file(HEADS, *rows))
    return client.post(address(election), {"key": key, "file": file})


def test_the_template_has_the_columns_and_a_village_has_no_such_page(
    cast: Cast, branch: Election, election: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    template = address(branch).removesuffix("/") + ".xlsx"
    assert client.get(template).status_code == 200
    assert client.get(address(election)).status_code == 404
