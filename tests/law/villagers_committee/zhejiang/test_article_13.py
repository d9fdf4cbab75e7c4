"""浙江省村民委员会选举办法第十三条第二款：已在工作所在村登记的，也不得再参加其他地方的选举。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_is_registered_elsewhere_is_not_registered_again(elsewhere: bool) -> None:
    once = condition(LAW.registration, "once")
    assert holds(once, registered_elsewhere=elsewhere) is not elsewhere
    assert (once.unsaid, once.citation.article) == ("met", "第十三条第二款")
