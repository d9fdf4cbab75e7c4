"""The classes of kin (亲属的归类), both sides of every boundary: the Civil Code's near relatives
and the wider four.
"""

from __future__ import annotations

import pytest

from huanjie.domain.kinchinese import chinese_terms
from huanjie.domain.kinship import judge
from huanjie.domain.kinterms import read_term
from huanjie.law.kinship import load_kinship

LAW = load_kinship()

INSIDE = {
    "spouse": ("spouse", "husband", "wife", "配偶", "丈夫", "妻子"),
    "lineal": (
        *("father", "mother", "son", "daughter", "grandfather", "grandmother", "grandson"),
        *("maternal_grandmother", "paternal_grandfather", "daughters_son", "sons_daughter"),
        *("父母", "子女", "祖父母", "外祖父母", "爷爷", "外婆", "孙子", "外孙女"),
    ),
    "collateral": (
        *("brother", "sister", "half_sister", "adoptive_brother"),
        *("fathers_sister", "mothers_sister", "fathers_brother", "mothers_brother", "uncle"),
        *("aunt", "cousin", "nephew", "niece", "brothers_son", "sisters_daughter"),
        *("哥哥", "妹妹", "同父异母的弟弟", "同母异父的姐姐"),
        *("伯父", "叔叔", "姑姑", "舅舅", "姨妈", "二叔", "小姨"),
        *("堂兄", "堂妹", "表哥", "表妹", "侄子", "侄女", "外甥", "外甥女"),
    ),
    "in-law": (
        *("father_in_law", "mother_in_law", "spouses_sibling", "brother_in_law"),
        *("wifes_brothers_wife", "husbands_brothers_wife", "son_in_law", "daughter_in_law"),
        *("daughter_in_laws_father", "childs_spouses_mother", "brothers_wife"),
        *("fathers_brothers_wife", "mothers_sisters_husband", "cousins_wife", "nephews_wife"),
        *("岳父", "岳母", "公公", "婆婆", "大伯子", "小叔子", "大姑子", "小姑子"),
        *("内兄", "内弟", "妻姐", "妻妹", "大舅子", "小舅子", "大姨子", "小姨子"),
        *("连襟", "妯娌", "妻嫂", "女婿", "儿媳", "亲家公", "亲家母", "儿子的岳父"),
        *("嫂子", "弟媳", "姐夫", "妹夫", "伯母", "婶婶", "姑父", "舅母", "姨父"),
        *("堂嫂", "堂妹夫", "表嫂", "表姐夫", "侄媳", "侄女婿", "外甥媳", "外甥女婿"),
        "妻子的哥哥的妻子",
    ),
}
OUTSIDE = (
    # grandparents' siblings
    *("grandfathers_brother", "great_uncle", "grandparents_sister", "舅公", "姨婆", "伯祖父"),
    # cousins' children
    *("cousins_child", "second_cousin", "堂侄", "表侄", "表侄女"),
    # the spouse's cousins, and her grandparents
    *("spouses_cousin", "wifes_cousin", "妻子的表哥", "spouses_grandparent", "丈夫的爷爷"),
    # the child's spouse's siblings
    *("childs_spouses_sibling", "son_in_laws_brother", "儿媳的哥哥"),
    # further up and down, and further aside
    *("great_grandfather", "曾祖父", "曾孙", "great_grandson", "侄孙", "grandsons_wife", "孙媳"),
    # nobody raised anybody
    *("mothers_husband", "wifes_son", "母亲的丈夫"),
)
NEAR = (
    *("spouse", "father", "mother", "son", "daughter", "brother", "half_sister", "sibling"),
    *("grandfather", "maternal_grandmother", "grandson", "daughters_daughter"),
    *("配偶", "父亲", "女儿", "弟弟", "同母异父的姐姐", "祖父", "外祖母", "孙女", "外孙"),
    *("adoptive_son", "养父", "继父", "stepdaughter", "继子"),
)
FURTHER = (
    *("mothers_sister", "uncle", "cousin", "nephew", "father_in_law", "son_in_law"),
    *("brothers_wife", "great_grandfather", "great_grandson"),
    *("伯父", "外甥", "岳父", "儿媳", "姐夫", "曾祖父", "曾孙"),
)


@pytest.mark.parametrize(
    ("term", "word"), [(term, word) for word, terms in INSIDE.items() for term in terms]
)
def test_kin_that_the_list_names_is_of_its_class(term: str, word: str) -> None:
    assert judge(read_term(term), LAW).word == word


@pytest.mark.parametrize("term", OUTSIDE)
def test_kin_that_the_list_does_not_name_is_outside_all_four_classes(term: str) -> None:
    verdict = judge(read_term(term), LAW)
    assert (verdict.word, verdict.near) == ("none", False)
    assert {each.citation for each in LAW.classes} <= set(verdict.grounds)


@pytest.mark.parametrize("term", NEAR)
def test_near_relatives_are_those_of_the_civil_code(term: str) -> None:
    verdict = judge(read_term(term), LAW)
    assert verdict.near
    assert verdict.grounds[0].article == "第一千零四十五条第二款"


@pytest.mark.parametrize("term", FURTHER)
def test_whoever_is_further_away_is_no_near_relative(term: str) -> None:
    assert not judge(read_term(term), LAW).near


@pytest.mark.parametrize("term", sorted(chinese_terms()))
def test_every_near_relative_is_spouse_lineal_or_a_sibling(term: str) -> None:
    verdict = judge(read_term(term), LAW)
    assert not verdict.near or verdict.word in ("spouse", "lineal", "collateral")


@pytest.mark.parametrize(
    "term",
    ["ex_wife", "前夫", "ex_father_in_law", "前岳父", "ex_wifes_brother", "前妻的弟弟", "前姐夫"],
)
def test_divorce_ends_the_marriage_and_the_in_laws_built_on_it(term: str) -> None:
    verdict = judge(read_term(term), LAW)
    assert (verdict.word, verdict.near) == ("none", False)
    assert [each.article for each in verdict.grounds] == ["第一千零八十条"]


@pytest.mark.parametrize(
    ("term", "article"),
    [
        ("half_sister", "第一千一百二十七条第五款"),
        ("养子", "第一千一百一十一条第一款"),
        ("继父", "第一千零七十二条第二款"),
    ],
)
def test_what_made_the_kinship_is_cited(term: str, article: str) -> None:
    assert article in [each.article for each in judge(read_term(term), LAW).grounds]


@pytest.mark.parametrize("term", ["brother", "儿子", "父亲"])
def test_what_nobody_had_to_make_is_not_cited(term: str) -> None:
    articles = [each.article for each in judge(read_term(term), LAW).grounds]
    assert articles == ["第一千零四十五条第二款", "第二章"]


def test_only_who_raised_a_stepchild_is_a_parent() -> None:
    assert judge(read_term("stepfather"), LAW).word == "lineal"
    assert judge(read_term("mothers_husband"), LAW).word == "none"
