"""河北省村民委员会选举办法第二十六条第三款：受委托人不超过两人；只限近亲属的规定按国家法律。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of

LAW = law_of("hebei")
NUMBER = next(each for each in LAW.proxy if each.key == "number")


def test_a_proxy_who_holds_one_may_take_a_second_and_no_third() -> None:
    assert NUMBER.when == "held_before < 2"
    assert NUMBER.citation.article == "第二十六条第三款"


def test_the_other_conditions_of_a_proxy_are_the_national_ones() -> None:
    """国家法律第十八条第四款：近亲属或者其他村民都可以受委托。"""
    own = ("number", "absent", "confirmed")
    others = [each for each in NATIONAL.proxy if each.key not in own]
    assert [each for each in LAW.proxy if each.key not in own] == others
