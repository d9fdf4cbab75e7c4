"""What is written down of somebody who is not on the roll (名册以外的登记): once, each fault at its
place; it is corrected or taken away until they are nominated.
"""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import BORN, ROLL_DAY, take_back
from tests.office.candidacy.offroll import (
    BORN_BY_NUMBER,
    NUMBER,
    REPRESENTATIVES,
    correct,
    note,
    remove,
    stand,
    watching,
)
from tests.office.conftest import Cast

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.law.expression import Fact
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.evidence import evidence_of
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import RollEntry

__all__ = ["watching"]  # a fixture


def test_nobody_is_written_down_twice_nor_who_is_on_the_roll(
    cast: Cast, watching: Election
) -> None:
    note(cast, watching)
    for name, says in (("冯村民", "已经登记"), ("盘一代", "在名册上，编号 1")):
        with pytest.raises(BadInput, match=says) as refused:
            note(cast, watching, name)
        assert refused.value.at == "name"


@pytest.mark.parametrize(
    ("cells", "at", "says"),
    [
        ({"name": ""}, "name", "没有姓名"),
        ({"sex": ""}, "sex", "没有填性别"),
        ({"birth_date": "2099-01-01"}, "birth_date", "出生日期不能用"),
        ({"id_number": "1"}, "id_number", "身份证号"),
        ({"id_number": NUMBER, "sex": "m"}, "sex", "身份证号是女"),
    ],
)
def test_what_is_wrong_is_said_at_its_own_place(
    cast: Cast, watching: Election, cells: dict[str, str], at: str, says: str
) -> None:
    said = {"name": "冯村民", "birth_date": BORN_BY_NUMBER, **cells}
    with pytest.raises(BadInput, match=says) as refused:
        note(cast, watching, **said)
    assert refused.value.at == at
    assert not RollEntry.ever.filter(off_roll=True).exists()


def test_a_number_that_is_added_later_finds_the_person(cast: Cast, watching: Election) -> None:
    number = note(cast, watching, birth_date=BORN_BY_NUMBER)
    correct(cast, watching, number, id_number=NUMBER)
    entry = RollEntry.ever.get(election=watching, number=number)
    assert (entry.id_number, entry.id_index, entry.off_roll) == (NUMBER, index_of(NUMBER), True)
    with pytest.raises(BadInput, match="已经登记"):
        note(cast, watching, "冯改名", birth_date=BORN_BY_NUMBER, id_number=NUMBER)


def test_a_correction_says_something_else_and_nobody_twice(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    with pytest.raises(BadInput, match="没有要更正的"):
        correct(cast, watching, number, name="冯村民")
    with pytest.raises(BadInput, match="盘一代在名册上，编号 1"):
        correct(cast, watching, number, name="盘一代")
    with pytest.raises(BadInput, match="没有登记编号 1 的名册以外的人"):
        correct(cast, watching, 1, name="冯小田")
    correct(cast, watching, number, name="冯小田")
    assert RollEntry.ever.get(election=watching, number=number).name == "冯小田"
    assert [each.name for each in watching.roll.all()] == list(REPRESENTATIVES)


def test_while_somebody_is_nominated_what_is_noted_stays(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    entry = RollEntry.ever.get(election=watching, number=number)
    stand(cast, watching, Nomination(entry=entry.pk))
    says = "委员的人选，名册以外的登记不能先改.*先在候选人页取消提名"
    with pytest.raises(BadInput, match=says):
        correct(cast, watching, number, name="冯小田")
    with pytest.raises(BadInput, match=says):
        remove(cast, watching, number)
    take_back(cast, watching, "冯村民")
    with pytest.raises(BadInput, match="冯村民提名过"):
        remove(cast, watching, number)
    correct(cast, watching, number, name="冯小田")
    stand(cast, watching, Nomination(entry=entry.pk))
    assert [each.name for each in slate_of(watching).people] == ["冯小田"]


def test_whoever_was_never_nominated_is_taken_away(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    remove(cast, watching, number)
    assert not RollEntry.ever.filter(election=watching, number=number).exists()
    with pytest.raises(BadInput, match="没有登记编号 3"):
        remove(cast, watching, number)


def test_once_the_list_is_published_what_is_noted_stays(cast: Cast, watching: Election) -> None:
    number = note(cast, watching)
    Election.objects.filter(pk=watching.pk).update(stage=Stage.READY)
    with pytest.raises(BadInput, match="登记提名"):
        correct(cast, watching, number, name="冯小田")
    with pytest.raises(BadInput, match="登记提名"):
        remove(cast, watching, number)


def test_no_roll_is_the_source_of_what_was_written_down_beside_it(
    cast: Cast, watching: Election
) -> None:
    note(cast, watching)
    born = Fact(fact="birth_date", name="出生日期", kind="date", choices=())
    shown = [
        evidence_of([born], {}, {"birth_date": BORN}, entry, watching)[0]
        for entry in RollEntry.ever.filter(election=watching, number__gte=2)
    ]
    assert [(x.source, x.reference, x.stated_on) for x in shown] == [
        ("名册", "编号 2", ROLL_DAY),
        ("名册以外的人", "登记时写的，编号 3", None),
    ]
