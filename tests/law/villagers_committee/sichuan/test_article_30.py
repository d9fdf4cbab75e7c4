"""四川省村民委员会选举条例第三十条第三款：受委托的不得再委托他人。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


def test_a_proxy_is_not_passed_on() -> None:
    assert provision(LAW, "proxy-not-passed-on").citation.article == "第三十条第三款"
