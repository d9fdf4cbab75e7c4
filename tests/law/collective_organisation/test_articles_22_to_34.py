"""农村集体经济组织法第二十二条至第三十四条：登记、成员代表大会、理事会、监事。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.domain.people import MEMBER, SUN, ZHAO, articles, contest, result_of, stands
from tests.law.asking import NO_RULE, asked
from tests.law.lookup import condition, provision, unmet
from tests.law.plans import DECISION, laid

from huanjie.domain.contest import ContestCount, Count, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.domain.eligibility import judge_eligibility
from huanjie.domain.evaluation import Stated
from huanjie.domain.term import term_end
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.dossier.sentences import reasons_to_withdraw
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("collective-organisation", on=DAY, today=DAY)


def test_the_law_is_in_force_from_may_2025() -> None:
    assert load("collective-organisation", on=date(2025, 5, 1), today=DAY) == LAW
    with pytest.raises(BadInput):
        load("collective-organisation", on=date(2025, 4, 30), today=DAY)


@pytest.mark.parametrize(
    ("size", "lawful"),
    [(2, False), (3, True), (4, False), (5, True), (7, True), (8, False), (9, False)],
)
def test_article_29_the_council_is_three_to_seven_and_odd(size: int, lawful: bool) -> None:
    assert LAW.size
    assert LAW.size.allows(size) is lawful
    assert LAW.size.citation.article == "第二十九条第一款"


@pytest.mark.parametrize(("size", "lawful"), [(2, False), (4, False), (5, True), (8, False)])
def test_article_29_what_is_only_usual_is_called_so(size: int, lawful: bool) -> None:
    """The law says 一般: the reason repeats it, for there may be grounds for another number."""
    came = asked(LAW, "composition", bodies={"理事会": {"size": size}})
    assert (came.answer["lawful"] == ["理事会"]) is lawful
    assert came.articles == ["第二十九条第一款"]
    assert all("一般应为" in each for each in came.answer["reasons"].get("理事会", []))


def test_article_29_relatives_do_not_sit_in_one_council() -> None:
    people = contest(MEMBER, stands(ZHAO, 280), stands(SUN, 250))
    both = Count(
        contests=(people,), entitled=300, attended=300, collected=300, near_relatives=((ZHAO, SUN),)
    )
    assert result_of(declare(both, LAW), MEMBER).elected == (ZHAO,)
    assert LAW.near_relatives
    assert LAW.near_relatives.citation.article == "第二十九条第一款"


SUPERVISOR = Post("supervisor")


def related(*contests: ContestCount) -> Count:
    """Two near relatives elected, everybody present and voting."""
    return Count(
        contests=contests, entitled=300, attended=300, collected=300, near_relatives=((ZHAO, SUN),)
    )


def test_article_34_a_relative_of_a_council_member_is_no_supervisor() -> None:
    council = contest(MEMBER, stands(ZHAO, 250))
    board = contest(SUPERVISOR, stands(SUN, 280))
    found = declare(related(council, board), LAW)
    assert result_of(found, MEMBER).elected == (ZHAO,)
    assert result_of(found, SUPERVISOR).elected == ()
    quoted = articles(found.grounds)
    assert "第三十四条第二款" in quoted
    assert "第二十九条第一款" not in quoted


def test_article_29_and_34_are_each_quoted_for_their_own_posts() -> None:
    """Two relatives in the council: 29(1). One of the council and a supervisor: 34(2)."""
    council = declare(related(contest(MEMBER, stands(ZHAO, 250), stands(SUN, 240), seats=2)), LAW)
    assert result_of(council, MEMBER).elected == (ZHAO,)
    assert "第二十九条第一款" in articles(council.grounds)
    assert "第三十四条第二款" not in articles(council.grounds)
    for post, article in ((MEMBER, "第二十九条第一款"), (SUPERVISOR, "第三十四条第二款")):
        _, citations = reasons_to_withdraw(LAW, "near-relative", post)
        assert (citations[0].article, citations[0].confidence) == (article, "V")


HEAD_OF_BOARD = Post("监事会主席")


def decided(folder: Path, judged_as: str | None) -> RulePack:
    """The law with the unit's own post (本单位的决定) laid over it."""
    says = f'\njudged_as = "{judged_as}"' if judged_as else ""
    return laid(f'[seats."{HEAD_OF_BOARD}"]\nseats = 1{says}', folder, LAW, DECISION)


def test_article_34_a_supervisor_is_judged_as_one_whatever_the_post_is_called(
    tmp_path: Path,
) -> None:
    law = decided(tmp_path, "supervisor")
    facts: Stated = {"organisation_member": True, "birth_date": date(1970, 1, 1)}
    facts = {
        "polling_day": DAY,
        **facts,
        **{fact: False for fact, _ in BARS},
        "council_member": True,
    }
    found = judge_eligibility(law, facts, post=HEAD_OF_BOARD)
    assert (found.finding, articles(found.grounds)) == ("barred", ["第三十四条第二款"])
    assert judge_eligibility(law, facts, post=MEMBER).finding == "eligible"


def test_article_34_a_relative_of_a_council_member_does_not_head_the_board(tmp_path: Path) -> None:
    law = decided(tmp_path, "supervisor")
    council = contest(MEMBER, stands(ZHAO, 250))
    found = declare(related(council, contest(HEAD_OF_BOARD, stands(SUN, 280))), law)
    assert result_of(found, HEAD_OF_BOARD).elected == ()
    assert "第三十四条第二款" in articles(found.grounds)
    assert "第二十九条第一款" not in articles(found.grounds)


def test_article_34_no_law_keeps_the_head_of_the_board_and_a_supervisor_apart(
    tmp_path: Path,
) -> None:
    board = (contest(HEAD_OF_BOARD, stands(ZHAO, 280)), contest(SUPERVISOR, stands(SUN, 250)))
    found = declare(related(*board), decided(tmp_path, "supervisor"))
    assert result_of(found, HEAD_OF_BOARD).elected == (ZHAO,)
    assert result_of(found, SUPERVISOR).elected == (SUN,)


@pytest.mark.parametrize("head_first", [True, False])
@pytest.mark.parametrize("judged_as", ["supervisor", "member"])
def test_whoever_wins_the_head_of_the_board_and_a_seat_on_it_keeps_the_head(
    tmp_path: Path, judged_as: str, head_first: bool
) -> None:
    """Whichever stands first on the paper: the other seat goes to the next over the line."""
    seat = Post(judged_as)
    head = contest(HEAD_OF_BOARD, stands(ZHAO, 260))
    others = contest(seat, stands(ZHAO, 280), stands(SUN, 250))
    both = (head, others) if head_first else (others, head)
    count = replace(related(*both), near_relatives=())
    found = declare(count, decided(tmp_path, judged_as))
    assert result_of(found, HEAD_OF_BOARD).elected == (ZHAO,)
    assert result_of(found, seat).elected == (SUN,)


@pytest.mark.parametrize(("votes", "head"), [(150, ()), (260, (ZHAO,))])
def test_whoever_does_not_reach_the_line_for_the_head_keeps_the_seat(
    tmp_path: Path, votes: int, head: tuple[PersonId, ...]
) -> None:
    both = (contest(SUPERVISOR, stands(ZHAO, 280)), contest(HEAD_OF_BOARD, stands(ZHAO, votes)))
    count = replace(related(*both), near_relatives=())
    found = declare(count, decided(tmp_path, "supervisor"))
    assert result_of(found, HEAD_OF_BOARD).elected == head
    assert result_of(found, SUPERVISOR).elected == (() if head else (ZHAO,))


def test_of_two_posts_that_stand_alike_the_one_on_the_paper_first_is_kept() -> None:
    """No decision says that 妇女委员 heads the others."""
    village = load("villagers-committee", on=DAY, today=DAY)
    own = Post("妇女委员")
    assert village.place_of(own) == village.place_of(MEMBER)
    assert village.place_of(Post("chair")) < village.place_of(own)


def test_article_29_a_post_of_the_council_is_judged_as_one_whatever_it_is_called(
    tmp_path: Path,
) -> None:
    law = decided(tmp_path, "member")
    two = (contest(MEMBER, stands(ZHAO, 280)), contest(HEAD_OF_BOARD, stands(SUN, 250)))
    found = declare(related(*two), law)
    assert result_of(found, HEAD_OF_BOARD).elected == ()
    assert "第二十九条第一款" in articles(found.grounds)


def test_a_margin_for_supervisors_holds_for_the_head_of_their_board(tmp_path: Path) -> None:
    village = load("villagers-committee", on=DAY, today=DAY)
    others = village.candidates["member"]
    ours = replace(others, at_least=2)
    margins = {"supervisor": ours, "member": others}
    law = replace(decided(tmp_path, "supervisor"), candidates=margins)
    assert law.margin_for(HEAD_OF_BOARD) is ours
    assert law.margin_for(MEMBER) is others
    assert not decided(tmp_path, "supervisor").has_margin_for(HEAD_OF_BOARD)


@pytest.mark.parametrize(("judged_as", "size"), [("supervisor", 3), ("member", 4)])
def test_article_29_only_posts_of_the_council_count_towards_its_size(
    judged_as: str, size: int, tmp_path: Path
) -> None:
    law = decided(tmp_path, judged_as)
    assert law.body_size({"member": 3, HEAD_OF_BOARD: 1}.items()) == size


@pytest.mark.parametrize(
    ("post", "says", "refused"),
    [
        (HEAD_OF_BOARD, "", "没有写明职务“监事会主席”比照哪一项职务"),
        (HEAD_OF_BOARD, 'judged_as = "chair"', "没有“chair”这项职务"),
        (SUPERVISOR, 'judged_as = "member"', "“监事”是规则包里的职务"),
    ],
)
def test_article_34_nobody_is_freed_by_a_decision_that_leaves_it_open(
    post: str, says: str, refused: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=refused) as fault:
        laid(f'[seats."{post}"]\nseats = 1\n{says}', tmp_path, LAW, DECISION)
    assert fault.value.at == f"seats.{post}.judged_as"


def test_article_34_a_post_that_nobody_decided_on_is_not_taken_for_the_councils() -> None:
    with pytest.raises(BadInput, match="没有写明职务“监事会主席”比照哪一项职务"):
        judge_eligibility(LAW, {}, post=HEAD_OF_BOARD)


@pytest.mark.parametrize("votes", [(280, 250), (250, 250)])
def test_article_34_no_law_keeps_two_supervisors_apart(votes: tuple[int, int]) -> None:
    board = contest(SUPERVISOR, stands(ZHAO, votes[0]), stands(SUN, votes[1]), seats=2)
    found = declare(related(board), LAW)
    assert set(result_of(found, SUPERVISOR).elected) == {ZHAO, SUN}
    assert "第二十九条第一款" not in articles(found.grounds)


def test_article_34_whoever_stood_for_the_council_in_vain_may_supervise_beside_a_relative() -> None:
    council = contest(MEMBER, stands(ZHAO, 199))
    board = contest(SUPERVISOR, stands(ZHAO, 280), stands(SUN, 250), seats=2)
    found = declare(related(council, board), LAW)
    assert set(result_of(found, SUPERVISOR).elected) == {ZHAO, SUN}


def test_article_29_the_term_is_five_years() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert term.ends_on == date(2031, 12, 20)
    assert articles(term.grounds) == ["第二十九条第一款"]


def test_article_28_the_representatives_are_more_than_twenty() -> None:
    rule = LAW.representatives
    assert rule
    assert (rule.households_at_least, rule.households_at_most, rule.at_least) == (5, 15, 21)
    assert rule.citation.article == "第二十八条第二款"


@pytest.mark.parametrize(("in_favour", "passes"), [(33, False), (34, True)])
def test_article_28_two_thirds_of_all_representatives_decide(in_favour: int, passes: bool) -> None:
    share = LAW.assembly_majority["representatives"]
    assert share.met_by(in_favour, 51) is passes
    assert (share.of, share.citation.article) == ("entitled", "第二十八条第五款")


BARS = (
    ("council_member", "council"),
    ("finance_staff", "finance"),
    ("near_relative_of_council_member", "council-relatives"),
    ("near_relative_of_finance_staff", "finance-relatives"),
)


@pytest.mark.parametrize(("fact", "key"), BARS)
def test_article_34_council_finance_and_their_relatives_do_not_supervise(
    fact: str, key: str
) -> None:
    free: dict[str, Any] = {"organisation_member": True, "birth_date": date(1970, 1, 1)}
    free |= {"full_capacity": True, **{f: False for f, _ in BARS}}
    assert unmet(LAW.eligibility, **free) == []
    assert unmet(LAW.eligibility, **{**free, fact: True}) == [key]
    assert condition(LAW.eligibility, key).citation.article == "第三十四条第二款"


def test_article_34_bars_nobody_from_the_council() -> None:
    asked = {each.key for each in LAW.eligibility if not each.posts}
    assert asked == {"member", "capacity", "sixteen", "of-age"}


def test_article_26_only_members_of_full_capacity_vote() -> None:
    adult = date(1970, 1, 1)
    assert unmet(LAW.registration, birth_date=adult, full_capacity=False) == ["capacity"]
    assert condition(LAW.registration, "capacity").citation.article == "第二十六条第一款"


@pytest.mark.parametrize(
    ("method", "article"), [("voters", "第二十七条第一款"), ("representatives", "第二十八条第五款")]
)
@pytest.mark.parametrize(("voted", "valid"), [(399, False), (400, True)])
def test_article_26_a_recall_is_a_decision_of_a_meeting_of_two_thirds(
    method: str, article: str, voted: int, valid: bool
) -> None:
    found = asked(LAW, "recall", elected_by=method, registered=600, voted=voted)
    assert (found.answer, found.articles) == ({"valid": valid}, [article])


@pytest.mark.parametrize(("in_favour", "passed"), [(399, False), (400, True)])
def test_article_27_two_thirds_of_all_members_recall_and_not_of_those_who_came(
    in_favour: int, passed: bool
) -> None:
    found = asked(LAW, "recall", registered=600, voted=450, in_favour=in_favour)
    assert found.answer == {"valid": True, "passed": passed}
    assert found.articles == ["第二十七条第一款", "第二十七条第三款"]


def test_who_may_ask_for_a_recall_is_for_the_charter() -> None:
    found = asked(LAW, "recall", voters=600)
    assert (found.status, found.decided_by) == (NO_RULE, "charter")


def test_article_22_the_elected_are_registered_with_the_county() -> None:
    step = next(each for each in LAW.steps if each.event == "registration-applied")
    said = provision(LAW, "registration").citation
    assert step.citation.article == said.article == "第二十二条第一款"
    assert step.citation.confidence == "C"


@pytest.mark.parametrize("name", ["candidates", "runoff", "tie"])
def test_what_no_article_says_is_for_the_charter(name: str) -> None:
    with pytest.raises(NoSuchRule) as missing:
        LAW.need(getattr(LAW, name) or None, name)
    assert missing.value.decided_by == "charter"


@pytest.mark.parametrize(
    ("form", "asks"), [("membership-confirmation", False), ("membership-withdrawal", True)]
)
def test_articles_12_and_16_joining_and_leaving_have_a_paper_with_the_roll(
    form: str, asks: bool
) -> None:
    """16(1) has somebody ask to leave in writing; 12(1) confirms, and asks for no application."""
    (paper,) = (each for each in LAW.forms if each.form == form)
    assert paper.event == "roll-published"
    assert ("申请书" in paper.name) is asks
