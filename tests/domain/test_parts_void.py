"""部分作废：四川、河北、天津，选票上无法辨认的只是那一部分无效，其余照计。

《四川省村民委员会选举条例》第三十二条第二款，《河北省村民委员会选举办法》第二十八条第三款，
《天津市村民委员会选举办法》第三十二条第二款。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.contradictions import contradictions
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.handcount import tally_of
from huanjie.domain.sheets import Place, Sheet, SheetContest, differences, settle
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.sheets import read_sheet, sheet_as_json
from huanjie.law.shelf import load

DAY: Final = date(2026, 12, 20)
ZHAO, QIAN = PersonId("A"), PersonId("B")
CHAIR: Final = Post("chair")
FILE: Final = Election(
    pack="villagers-committee@2026-01-01",
    region="sichuan",
    unit=Unit(code="510100000000", name="丙村"),
    polling_day=DAY,
    single_ballot=True,
    contests=(
        Contest(
            post=CHAIR,
            seats=1,
            candidates=(Candidate(id=ZHAO, name="赵一"), Candidate(id=QIAN, name="钱二")),
        ),
    ),
    turnout=Turnout(collected=100, registered=150, voters=100, issued=100),
)


def part(spoilt: Mapping[PersonId, int] | None) -> SheetContest:
    """Of 98 valid papers 60 approve Zhao and 38 Qian; 3 places of Zhao nobody can read."""
    return SheetContest(
        valid=98,
        invalid=2,
        votes={ZHAO: 60, QIAN: 38},
        oppose={ZHAO: 30, QIAN: 50},
        abstain={ZHAO: 5, QIAN: 10},
        spoilt=spoilt,
    )


def sheet(spoilt: Mapping[PersonId, int] | None) -> Sheet:
    return Sheet(contests={CHAIR: part(spoilt)})


def faults(own: Sheet, file: Election = FILE) -> list[str]:
    return [each.says for each in contradictions(own, file, collected=100)]


@pytest.mark.parametrize(
    ("body", "region", "article"),
    [
        ("villagers-committee", "sichuan", "第三十二条第二款"),
        ("villagers-committee", "hebei", "第二十八条第三款"),
        ("villagers-committee", "tianjin", "第三十二条第二款"),
        ("residents-committee", "sichuan", "第三十条第二款"),
    ],
)
def test_these_void_only_the_part_that_nobody_can_read(
    body: str, region: str, article: str
) -> None:
    rule = load(body, on=DAY, today=DAY, region=region).illegible_part
    assert rule
    assert (rule.citation.article, rule.citation.rank) == (article, "local-statute")


@pytest.mark.parametrize("region", [None, "zhejiang", "beijing", "shanghai", "hainan"])
def test_elsewhere_no_law_voids_a_part(region: str | None) -> None:
    pack = load("villagers-committee", on=DAY, today=DAY, region=region)
    assert pack.illegible_part is None


def test_a_void_place_takes_the_rest_of_the_paper_with_it_nowhere() -> None:
    own = sheet({ZHAO: 3, QIAN: 0})
    assert not faults(own)
    counted = tally_of(own, FILE).contests[CHAIR]
    assert (counted.valid, counted.invalid) == (98, 2)
    assert counted.votes == {ZHAO: 60, QIAN: 38}
    assert counted.oppose == {ZHAO: 30, QIAN: 50}


@pytest.mark.parametrize(("void", "papers"), [(2, 97), (4, 99)])
def test_the_void_places_are_part_of_the_sum_that_must_agree(void: int, papers: int) -> None:
    says = f"部分作废 {void} 票，一共 {papers} 票，有效票是 98 张"
    assert says in faults(sheet({ZHAO: void, QIAN: 0}))[0]


def test_without_the_column_the_three_marks_alone_must_come_to_the_valid_papers() -> None:
    found = faults(sheet(None))
    assert len(found) == 1
    assert "弃权 5 票，一共 95 票，有效票是 98 张" in found[0]
    assert "作废" not in found[0]


def test_a_paper_of_plain_choices_has_no_such_column() -> None:
    own = replace(part({ZHAO: 0, QIAN: 0}), oppose=None, abstain=None)
    plain = replace(FILE, style="choice")
    assert not faults(Sheet(contests={CHAIR: replace(own, spoilt=None)}), plain)
    assert faults(Sheet(contests={CHAIR: own}), plain)


def test_the_column_names_everybody_who_is_printed() -> None:
    assert faults(sheet({ZHAO: 3}))


def test_two_tellers_differ_in_a_void_place_and_a_scrutineer_settles_it() -> None:
    first, second = sheet({ZHAO: 3, QIAN: 0}), sheet({ZHAO: 4, QIAN: 0})
    place = Place(post=CHAIR, what="spoilt", whom=ZHAO)
    assert [each.place for each in differences(first, second)] == [place]
    assert settle(first, second, {place: 3}) == first


def test_a_sheet_without_the_column_says_none_of_them_is_void() -> None:
    first, second = sheet(None), sheet({ZHAO: 3, QIAN: 0})
    place = Place(post=CHAIR, what="spoilt", whom=ZHAO)
    assert [(each.place, each.first, each.second) for each in differences(first, second)] == [
        (place, 0, 3)
    ]
    assert settle(first, second, {place: 3}).contests[CHAIR].spoilt == {ZHAO: 3, QIAN: 0}
    assert settle(second, first, {place: 3}).contests[CHAIR].spoilt == {ZHAO: 3, QIAN: 0}


@pytest.mark.parametrize("spoilt", [None, {ZHAO: 3, QIAN: 0}])
def test_a_sheet_is_written_and_read_back(spoilt: Mapping[PersonId, int] | None) -> None:
    own = sheet(spoilt)
    assert read_sheet(Cursor(sheet_as_json(own))) == own


def test_a_file_with_the_column_beside_plain_votes_is_refused_at_its_place() -> None:
    table = sheet_as_json(sheet({ZHAO: 3, QIAN: 0}))
    del table["contests"]["chair"]["oppose"], table["contests"]["chair"]["abstain"]
    with pytest.raises(BadInput) as refused:
        read_sheet(Cursor(table))
    assert refused.value.at == "/contests/chair/spoilt"
