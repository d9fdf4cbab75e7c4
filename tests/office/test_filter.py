"""The box that filters a table (边打边筛): where there are rows enough to look through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client
from tests.domain.numbers import number
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, on
from tests.office.roll.conftest import HEADINGS, POSTED, load, publish, raise_one

from huanjie.office.planning.models import Election

Browse = Callable[[object], Client]


@pytest.mark.parametrize(("rows", "boxes"), [(0, 0), (9, 0), (10, 1)])
def test_a_table_of_ten_rows_has_a_box_to_find_one_in(rows: int, boxes: int) -> None:
    shown = render_to_string("_filter.html", {"table": "raised", "many": rows, "asks": "姓名"})
    assert shown.count('data-filter="#raised"') == boxes
    assert shown.count('data-filter-empty="#raised"') == boxes
    assert shown.count('placeholder="姓名"') == boxes


def test_a_row_is_found_by_the_pinyin_of_whom_it_is_about(
    cast: Cast, election: Election, browse: Browse
) -> None:
    names = ("赵一", "欧阳二")
    rows = [(name, number(sequence=f"{n:03}")) for n, name in enumerate(names, 101)]
    load(cast, election, csv_file(HEADINGS[:2], *rows))
    with on(POSTED):
        publish(cast, election)
    raise_one(cast, election, number=2)
    page = browse(cast.chair).get(f"/elections/{election.pk}/roll/objections/").content.decode()
    assert '<tr data-pinyin="oye">' in page
    assert '<table class="table table-stack" id="raised" data-sortable>' in page
