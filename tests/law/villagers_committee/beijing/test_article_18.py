"""北京市村民委员会选举办法第十八条第二款：经会议决定，不提名为候选人。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of

LAW = law_of("beijing")


def test_what_the_meeting_decided_is_asked_and_not_why() -> None:
    own = next(each for each in LAW.eligibility if each.key == "meeting")
    assert (own.when, own.unsaid) == ("not barred_by_meeting", "met")
    assert own.citation.article == "第十八条第二款"
    assert list(LAW.eligibility[:-1]) == list(NATIONAL.eligibility)
