"""天津市村民委员会选举办法第三十三条第三款：经会议同意不另行选举的规定，没有收录。"""

from __future__ import annotations

from tests.domain.people import CHAIR, QIAN, ZHAO, contest, poll, stands
from tests.law.lookup import law_of

from huanjie.domain.declaration import declare

LAW = law_of("tianjin")


def test_nobody_is_elected_by_a_third_of_the_first_vote() -> None:
    """经会议同意不另行选举的规定与国家法律第十八条第二款不一致，没有收录."""
    chairs = contest(CHAIR, stands(ZHAO, 350), stands(QIAN, 300))
    result = declare(poll(chairs, voters=700), LAW).contests[0]
    assert (result.elected, result.next) == ((), ("runoff",))
