"""Adjudicating (疑票认定): two people blind to each other, a third who sees both, and undoing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import act
from tests.office.scanning.conftest import Scanning, marked
from tests.office.scanning.papers import doubtful, pile, scan, sure

from huanjie.domain.adjudication import Illegible, Marked, NotAPaper, SamePaper
from huanjie.domain.contest import Post
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.scanning.adjudicating import decide
from huanjie.office.scanning.merging import part_names, written_names
from huanjie.office.scanning.models import GivenRuling
from huanjie.record.entry import read_entry


@pytest.fixture
def one(scanning: Scanning) -> Scanning:
    """One doubtful paper."""
    scanning.upload(scan(doubtful("c1")))
    return scanning


def test_two_equal_rulings_decide(one: Scanning) -> None:
    assert one.rule(one.cast.teller, marked()) == "half"
    assert one.rule(one.cast.other_teller, marked()) == "decided"
    assert one.work.pile.papers == 1


def test_a_scrutineer_may_be_one_of_the_two(one: Scanning) -> None:
    one.rule(one.cast.teller, marked())
    assert one.rule(one.cast.scrutineer, marked()) == "decided"


def test_where_two_differ_a_scrutineer_who_is_neither_decides(one: Scanning) -> None:
    one.rule(one.cast.teller, marked("p1"))
    assert one.rule(one.cast.other_teller, marked("p2")) == "disputed"
    assert one.work.pile.papers == 0
    assert one.decide(marked("p2")) == "decided"
    assert list(one.work.decided.values()) == [marked("p2")]


def test_who_ruled_does_not_decide_too(one: Scanning) -> None:
    one.rule(one.cast.scrutineer, marked("p1"))
    one.rule(one.cast.teller, marked("p2"))
    with pytest.raises(BadInput, match="您已经认定过"):
        one.decide(marked("p2"))


def test_a_teller_does_not_decide_between_two(one: Scanning) -> None:
    with pytest.raises(PermissionDenied):
        decide(
            acting_user=act(one.cast.teller),
            election=one.election,
            number=1,
            item=one.words[0],
            ruling=marked(),
        )


@pytest.mark.parametrize("who", ["chair", "clerk", "observer", "county", "stranger"])
def test_who_does_not_count_rules_on_nothing(one: Scanning, who: str) -> None:
    with pytest.raises(PermissionDenied):
        one.rule(getattr(one.cast, who), marked())


def test_each_ruling_is_a_deed_of_its_own_and_names_nobody(one: Scanning) -> None:
    one.both_rule(marked(names=("雷春生",), chair=""))
    told = list(Entry.objects.filter(log_id=one.election.log_name).order_by("-sequence")[:2])
    assert [read_entry(bytes(each.leaf)).deed for each in told] == ["adjudicate", "adjudicate"]
    assert not [each for each in told if "雷春生" in str(each.payload)]


def test_a_ruling_taken_back_is_given_anew_by_anybody(one: Scanning) -> None:
    one.rule(one.cast.teller, marked("p1"))
    one.take_back(one.cast.teller)
    assert one.work.standing(one.work.items[0]) == "open"
    one.both_rule(marked("p2"))
    assert one.work.pile.papers == 1


def test_taking_the_first_of_two_back_leaves_the_second(one: Scanning) -> None:
    one.both_rule(marked("p1"))
    one.take_back(one.cast.teller)
    assert one.work.standing(one.work.items[0]) == "half"
    one.rule(one.cast.scrutineer, marked("p1"))
    assert one.work.standing(one.work.items[0]) == "decided"


def test_a_decision_falls_with_a_ruling_that_it_was_between(one: Scanning) -> None:
    one.rule(one.cast.teller, marked("p1"))
    one.rule(one.cast.other_teller, marked("p2"))
    one.decide(Illegible())
    one.take_back(one.cast.other_teller)
    assert GivenRuling.objects.count() == 1


def test_whoever_decided_may_take_that_back_alone(one: Scanning) -> None:
    one.rule(one.cast.teller, marked("p1"))
    one.rule(one.cast.other_teller, marked("p2"))
    one.decide(Illegible())
    one.take_back(one.cast.scrutineer)
    assert one.work.standing(one.work.items[0]) == "disputed"


def test_nobody_takes_anothers_ruling_back(one: Scanning) -> None:
    one.rule(one.cast.teller, marked("p1"))
    with pytest.raises(BadInput, match="只能收回自己的认定"):
        one.take_back(one.cast.scrutineer)


def test_one_more_picture_of_the_paper_is_looked_at_anew(one: Scanning) -> None:
    one.both_rule(marked("p1"))
    old = one.words[0]
    one.upload(scan(doubtful("c1"), sure("c2")), name="b.pdf")
    assert len(one.work.items) == 1
    assert one.work.pile.left == one.work.items
    with pytest.raises(BadInput, match="这张疑票变了"):
        one.rule(one.cast.teller, marked("p1"), item=old)


@pytest.mark.parametrize(
    ("ruling", "says"),
    [
        (marked("p3"), "“主任”一栏 里有选票上没有的人“p3”"),
        (marked("", names=("蓝志强",)), "“主任”一栏 的另选他人“蓝志强”就是候选人"),
        (marked("", names=("一", "二", "三", "四")), "写了 4 个另选他人，选票上只有 1 行"),
        (marked("", names=("p3",)), "要写姓名|姓名"),
        (Marked(contests={}), "每一项职务"),
        (SamePaper(picture=("nowhere.pdf", 1)), "没有这一幅图像"),
        (SamePaper(picture=("中心票箱/a.pdf", 1)), "这就是现在看的图像"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(one: Scanning, ruling: Marked, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        one.rule(one.cast.teller, ruling)
    assert not GivenRuling.objects.exists()


def test_the_womens_line_takes_no_man_of_the_roll(one: Scanning) -> None:
    ruling = marked()
    contests = dict(ruling.contests)
    line = Post("妇女委员")
    contests[line] = type(contests[line])(marks={}, write_ins=("钟文斌",))
    with pytest.raises(BadInput, match="一栏只选妇女"):
        one.rule(one.cast.teller, Marked(contests=contests))


def test_two_who_name_different_pictures_of_one_paper_mean_the_same(scanning: Scanning) -> None:
    scanning.upload(scan(sure("c1"), sure("c1"), doubtful()))
    scanning.rule(scanning.cast.teller, SamePaper(picture=("中心票箱/a.pdf", 1)))
    same = SamePaper(picture=("中心票箱/a.pdf", 2))
    assert scanning.rule(scanning.cast.other_teller, same) == "decided"
    assert scanning.work.pile.papers == 1


def test_the_queue_puts_papers_of_one_kind_together(scanning: Scanning) -> None:
    kinds = ["write-in", "no-code", "write-in", "no-code"]
    scanning.upload(scan(*(doubtful(kind=kind) for kind in kinds)))
    found = [item.doubts[0].kind for item in scanning.work.items]
    assert found == ["no-code", "no-code", "write-in", "write-in"]


def test_spellings_of_one_person_are_merged_and_parted(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1"), doubtful("c2")))
    first, second = scanning.words
    scanning.both_rule(marked("", names=("雷春生",)), item=first)
    scanning.both_rule(marked("", names=("雷春笙",)), item=second)
    assert scanning.merge("雷春笙", "雷春生") == 1
    names = {
        name
        for ruling in scanning.work.decided.values()
        if isinstance(ruling, Marked)
        for name in ruling.contests[Post("chair")].write_ins
    }
    assert names == {"雷春生"}
    part_names(
        acting_user=act(scanning.cast.scrutineer),
        election=scanning.election,
        number=1,
        spelling="雷春笙",
    )
    assert set(written_names(scanning.work)) == {"雷春生", "雷春笙"}


def test_rulings_that_differ_in_a_merged_spelling_alone_are_equal(one: Scanning) -> None:
    one.upload(scan(doubtful("c7")), name="b.pdf")
    known = one.words[1]
    one.both_rule(marked("", names=("雷春笙",)), item=known)
    one.merge("雷春笙", "雷春生")
    word = one.words[0]
    one.rule(one.cast.teller, marked("", names=("雷春笙",)), item=word)
    assert one.rule(one.cast.other_teller, marked("", names=("雷春生",)), item=word) == "decided"


@pytest.mark.parametrize(
    ("spelling", "name", "says"),
    [
        ("雷春笙", "雷春笙", "两个写法相同"),
        ("雷春笙", "", "没有写姓名"),
        ("雷春笙", "蓝志强", "是选票上的候选人"),
        ("没有写", "雷春生", "没有“没有写”"),
    ],
)
def test_a_merging_that_cannot_be_is_refused(
    one: Scanning, spelling: str, name: str, says: str
) -> None:
    one.both_rule(marked("", names=("雷春笙",)))
    with pytest.raises(BadInput, match=says):
        one.merge(spelling, name)


def test_no_paper_of_this_vote_is_no_paper(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful(), sure("c1")))
    scanning.both_rule(NotAPaper())
    assert scanning.work.pile.papers == 1
    assert not scanning.work.pile.left


def test_after_the_declaration_nothing_is_ruled_on(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1"), *(sure(f"s{n}") for n in range(11))))
    scanning.both_rule(marked())
    word = scanning.words[0]
    scanning.evening.declare()
    with pytest.raises(BadInput, match="不能认定疑票"):
        scanning.take_back(scanning.cast.teller, item=word)


def test_a_pile_of_sure_papers_leaves_nobody_a_queue(scanning: Scanning) -> None:
    scanning.upload(pile(1, 12))
    assert scanning.words == []
