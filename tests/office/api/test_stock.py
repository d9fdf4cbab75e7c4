"""The ballot ledger by programs (用接口登记选票台账), as on the pages; whoever watched comes in
person.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import Evening

from huanjie.domain.permission import Action
from huanjie.office.polling.models import StockEntry
from huanjie.office.tokens.scopes import BY_TOKEN

evening, ready, polling_day = polling.evening, polling.ready, polling.polling_day
PRINTED: dict[str, Any] = {"what": "printed", "papers": 950, "reason": "planned"}


@pytest.fixture
def stock(evening: Evening) -> str:
    """The address of the village's ledger on its polling day."""
    return f"/elections/{evening.election.pk}/rounds/1/stock"


def test_a_ledger_is_kept_line_by_line_and_read_with_its_sums(clerk: Program, stock: str) -> None:
    assert clerk.get(stock).json()["in_hand"] is None
    first, again = (clerk.post(stock, PRINTED | {"first_code": "A-1"}, key="p") for _ in range(2))
    assert (first.status_code, first.json()["line"]) == (200, 1)
    assert again.json()["line"] == 1
    out = {"papers": 60, "reason": "box", "spot": "box", "spot_number": 3}
    assert clerk.post(f"{stock}/hand-out", out).status_code == 200
    back = {"what": "returned", "papers": 10, "reason": "box", "spot": "box", "spot_number": 3}
    assert clerk.post(stock, back).json()["line"] == 3
    told = clerk.get(stock).json()
    assert (told["printed"], told["issued"], told["in_hand"]) == (950, 50, 900)
    assert [(each["what"], each["papers"]) for each in told["lines"]] == [
        ("printed", 950),
        ("issued", 60),
        ("returned", 10),
    ]
    assert [each["level"] for each in told["findings"]] == ["ok"]
    assert told["lines"][0]["first_code"] == "A-1"


def test_a_total_and_a_line_are_one_ledger(clerk: Program, stock: str) -> None:
    clerk.post(stock.removesuffix("stock") + "issue", {"issued": 700})
    told = clerk.get(stock).json()
    assert [(each["what"], each["reason"]) for each in told["lines"]] == [("issued", "total")]
    assert [each["level"] for each in told["findings"]] == ["warn"]


def test_a_correction_names_the_line_that_it_takes_back(clerk: Program, stock: str) -> None:
    clerk.post(stock, PRINTED)
    done = clerk.post(f"{stock}/1/take-back", {"because": "count", "right": 900})
    assert done.json()["line"] == 2
    lines = clerk.get(stock).json()["lines"]
    assert [(each["takes_back"], each["taken_back_by"]) for each in lines] == [
        (None, 2),
        (1, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"what": "issued"}, 422),
        ({"papers": 0}, 422),
        ({"papers": True}, 422),
        ({"reason": "because"}, 422),
        ({"spot": "box"}, 422),
        ({"first_code": "第一张"}, 422),
        ({"note": "x"}, 422),
    ],
)
def test_what_is_no_line_is_refused_and_nothing_is_written(
    clerk: Program, stock: str, changed: dict[str, Any], status: int
) -> None:
    assert clerk.post(stock, PRINTED | changed).status_code == status
    assert not StockEntry.objects.exists()


def test_no_program_says_that_it_watched() -> None:
    assert Action.WITNESS_DESTRUCTION not in BY_TOKEN
