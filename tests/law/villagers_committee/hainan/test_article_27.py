"""海南省村民委员会选举办法第二十七条：委托名单在选举日的三日前确认并公布。"""

from __future__ import annotations

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, days_before, law_of

LAW = law_of("hainan")


def test_nobody_entrusts_a_vote_after_the_list_is_confirmed() -> None:
    ended, posted = (dated(LAW, event) for event in ("proxies-end", "proxies-published"))
    assert ended.window.latest == posted.window.latest == days_before(3)
    assert articles(ended.grounds) == ["第二十七条第二款"]
    assert ended.grounds[0].confidence == "C"  # the text dates the list, not the papers


@pytest.mark.parametrize("region", ["zhejiang", "shanghai", "sichuan", "hebei", None])
def test_so_it_is_wherever_the_list_is_dated(region: str | None) -> None:
    law = law_of(region)
    ended, posted = (
        dated(law, event).window.latest for event in ("proxies-end", "proxies-published")
    )
    assert ended
    assert posted
    assert ended <= posted
