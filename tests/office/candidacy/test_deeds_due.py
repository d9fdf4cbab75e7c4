"""What is not due for a nominee (资格审查现在办不了的事): its page says why, instead of a form that
would be refused.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.domain.cycle import Stage
from huanjie.office.candidacy.barring import bar_nominee, file_appeal
from huanjie.office.candidacy.models import Barring
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def form_of(client: Client, address: str) -> str:
    return text_of(client, address).partition('<form method="post" novalidate')[2]


def test_whom_nothing_bars_has_no_form_to_be_barred_by(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    assert form_of(clerk, at(punished, "findings/p1/bar/"))
    text = text_of(clerk, at(punished, "findings/p2/bar/"))
    assert "审查结论不是“不符合条件”，不能认定" in text
    assert '<form method="post" novalidate' not in text
    answer = clerk.post(at(punished, "findings/p2/bar/"), {"key": "k", "appeal_until": OPENED_ON})
    assert answer.status_code == 422


def test_whoever_is_barred_has_no_form_to_be_barred_again(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    assert "已经认定这个人不符合条件" in text_of(browse(cast.clerk), at(barred, "findings/p1/bar/"))


@pytest.mark.parametrize(
    ("rest", "who", "says"),
    [
        ("p2/appeal/", "clerk", "没有认定这个人不符合条件，不用申诉"),
        ("p1/decision/", "chair", "没有等待决定的申诉"),
        ("p1/exemption/", "town", "这个人没有需要批准放宽的条件"),
    ],
)
def test_a_deed_that_is_not_due_has_no_form(
    cast: Cast, barred: Election, browse: Browse, rest: str, who: str, says: str
) -> None:
    text = text_of(browse(getattr(cast, who)), at(barred, f"findings/{rest}"))
    assert says in text
    assert '<form method="post" novalidate' not in text


def test_an_appeal_has_one_form_to_enter_it_and_one_to_decide_it(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    clerk, chair = browse(cast.clerk), browse(cast.chair)
    assert form_of(clerk, at(barred, "findings/p1/appeal/"))
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    assert not form_of(clerk, at(barred, "findings/p1/appeal/"))
    assert form_of(chair, at(barred, "findings/p1/decision/"))


def test_whoever_found_has_no_form_to_decide_on_their_own_finding(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    bar_nominee(acting_user=act(cast.clerk), election=punished, person="p1", appeal_until=OPENED_ON)
    file_appeal(acting_user=act(cast.clerk), election=punished, person="p1", filed_on=OPENED_ON)
    Barring.objects.update(found_by=cast.chair)
    text = text_of(browse(cast.chair), at(punished, "findings/p1/decision/"))
    assert "不符合条件是您认定的，申诉要由别人决定" in text
    assert '<form method="post" novalidate' not in text


def test_an_appeal_against_being_struck_off_a_published_list_is_not_said_to_be_closed(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    Election.objects.filter(pk=barred.pk).update(stage=Stage.READY)
    clerk = browse(cast.clerk)
    closed = "现在办不了"
    assert closed not in text_of(clerk, at(barred, "findings/p1/appeal/"))
    assert closed in text_of(clerk, at(barred, "findings/p1/facts/"))
