"""The result page (选举结果): every sentence of the arithmetic, every vote, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from tests.dossier.examples import example
from tests.office.closing import counts
from tests.office.conftest import Cast

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.cycle import Stage
from huanjie.domain.rounds import Batch, BatchCount, CountFile, Round, RunoffFacts
from huanjie.dossier.sentences import reasons_to_withdraw, sentences
from huanjie.office.closing.case import case_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round as StoredRound

Browse = Callable[[User], Client]
Counting = Callable[[Election], CountFile]


def page_of(client: Client, election: Election) -> str:
    """The result page as a reader reads it: without tags, blanks as one."""
    answer = client.get(f"/elections/{election.pk}/result/")
    assert answer.status_code == 200
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(text).replace("\u00a0", " ").split())


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("count", [counts.tie, counts.settled, counts.complete, counts.void])
def test_every_sentence_of_every_round_is_there_with_its_article(
    cast: Cast, election: Election, browse: Browse, count: Counting
) -> None:
    counts.declared(election, count(election))
    case, page = case_of(election), page_of(browse(cast.clerk), election)
    assert case
    said = [each for index in range(len(case.count.rounds)) for each in sentences(case, index)]
    assert said
    for sentence in said:
        assert plain(sentence.says) in page
        assert sentence.citation.article in page
        assert plain(sentence.citation.says) in page


def test_before_any_declaration_it_says_what_is_still_missing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    assert case_of(election) is None
    assert "还没有宣布结果" in page_of(browse(cast.clerk), election)


def test_a_vote_that_is_counted_and_not_declared_is_not_shown(
    cast: Cast, election: Election, browse: Browse
) -> None:
    round_ = counts.declared(election, counts.tie(election))
    StoredRound.objects.filter(pk=round_.pk).update(declared_at=None)
    page = page_of(browse(cast.clerk), election)
    assert "还没有宣布结果" in page
    assert "张三" not in page


def test_the_last_declared_vote_tells_the_whole_election(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.settled(election))
    counts.declared(election, counts.complete(election), number=2)
    page = page_of(browse(cast.clerk), election)
    assert "第 1 轮：第一次投票" in page
    assert "第 2 轮：另行选举" in page
    assert "孙大嫂 290 票" in page
    assert "周小姑 女 280 280 / 604 = 46.4 % ○ 未当选 得票较少，名额已满" in page


def test_a_tie_says_who_is_equal_and_that_a_revote_comes_next(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.tie(election))
    page = page_of(browse(cast.clerk), election)
    assert "赵六 330 0 295 330 / 631 = 52.3 % = 票数相等 票数相等，须再次投票" in page
    assert "再次投票 委员 1 名 · 候选人： 赵六 、 钱七" in page


@pytest.mark.parametrize(("name", "offered"), [("clerk", True), ("chair", True), ("teller", False)])
def test_the_next_vote_is_offered_to_whoever_may_arrange_it(
    cast: Cast, election: Election, browse: Browse, name: str, offered: bool
) -> None:
    counts.declared(election, counts.tie(election))
    answer = browse(getattr(cast, name)).get(f"/elections/{election.pk}/result/")
    assert ("安排下一轮投票" in answer.content.decode()) is offered


def test_a_revote_is_shown_below_the_vote_that_it_settles(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.settled(election))
    page = page_of(browse(cast.clerk), election)
    assert "委员：再次投票" in page
    assert "赵六 310 310 / 598 = 51.8 % ✓ 当选" in page
    assert "票数相等，再次投票当选" in page


def test_a_void_election_elects_nobody_and_shows_no_line(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.void(election))
    page = page_of(browse(cast.clerk), election)
    assert "选举无效" in page
    assert "重新选举" in page
    assert "当选名单" not in page
    assert "红线" not in page


def test_who_was_written_in_stands_among_the_others(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.complete(election))
    assert "吴九 另选他人 11" in page_of(browse(cast.clerk), election)


def test_a_name_is_text_and_never_markup(cast: Cast, election: Election, browse: Browse) -> None:
    counts.declared(election, example("written-in")[0])
    html = browse(cast.clerk).get(f"/elections/{election.pk}/result/").content.decode()
    assert "&lt;b&gt;冯立新" in html
    assert "<b>冯立新" not in html


def test_who_steps_back_is_shown_with_the_reason_and_the_articles(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, example("relatives-both-elected")[0])
    case, page = case_of(election), page_of(browse(cast.clerk), election)
    assert case
    assert "候选人Y 600 600 / 700 = 85.7 % ▲ 不任职 与当选的人有近亲属关系，退出" in page
    assert "候选人Y （委员） 得票够数而不任职：" in page
    for citation in reasons_to_withdraw(case.pack, "near-relative", Post("member"))[1]:
        assert f"《{citation.law}》{citation.article}" in page


def test_the_next_in_line_takes_the_seat_of_who_steps_back_after_a_runoff(
    cast: Cast, election: Election, browse: Browse
) -> None:
    """浙江：R wins the runoff, but P is a relative with more votes, and S is next in line."""
    before, _pack = example("relatives-both-elected")
    member = Post("member")
    votes = {PersonId("R"): 300, PersonId("S"): 260, PersonId("T"): 40}
    facts = RunoffFacts(vacancies=1, collected=600, votes=votes)
    batch = Batch(name="一号票箱", contests={member: BatchCount(valid=600, invalid=0, votes=votes)})
    rounds = (*before.rounds, Round(kind="runoff", facts=facts, batches=(batch,)))
    pairs = (*before.election.near_relatives, (PersonId("R"), PersonId("P")))
    own = replace(before.election, near_relatives=pairs)
    counts.declared(election, replace(before, election=own, rounds=rounds))
    page = page_of(browse(cast.clerk), election)
    assert "候选人R 300 300 / 600 = 50.0 % ▲ 不任职" in page
    assert "S 260 260 / 600 = 43.3 % ✓ 递补当选 有人不任职，由得票次多的人递补" in page
    assert "T 40 40 / 600 = 6.7 % ○ 未当选 不到 200 票" in page


def test_the_best_woman_has_the_seat_that_is_kept_for_one(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, example("the-best-woman-first")[0])
    page = page_of(browse(cast.clerk), election)
    assert "候选人C 女 360" in page


def test_the_bar_has_the_line_at_the_needed_votes(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.tie(election))
    html = browse(cast.clerk).get(f"/elections/{election.pk}/result/").content.decode()
    assert "--share:66.6%;--needed:50.1%" in html  # 420 and 316 of 631


def test_both_sheets_of_a_hand_count_stand_side_by_side_with_what_was_settled(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.by_hand(slip=2))
    page = page_of(browse(cast.clerk), election)
    assert "不同之处 3 处，由监票人认定" in page
    assert "张三 得票 420 418 ▲ 420" in page
    assert "李四 得票 200 200 相同" in page


def test_a_count_from_records_has_no_sheets(cast: Cast, finished: Election, browse: Browse) -> None:
    assert "两份计票单" not in page_of(browse(cast.clerk), finished)


def test_a_party_branch_goes_on_to_its_officers(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    counts.declared(party_election, counts.party_first_stage(party_election))
    page = page_of(browse(cast.chair), party_election)
    assert "委员会全体会议选举" in page
    assert "封存卷宗" not in page


def test_the_officers_are_shown_with_the_committee_s_votes(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    counts.declared(party_election, counts.party_complete(party_election))
    page = page_of(browse(cast.chair), party_election)
    assert "郑一 3 3 / 3 = 100.0 % ✓ 当选" in page
    assert "封存卷宗" in page


@pytest.mark.parametrize("name", ["result/", "seal/", "notice.docx", "dossier.zip"])
def test_somebody_from_another_village_finds_nothing(
    cast: Cast, finished: Election, browse: Browse, name: str
) -> None:
    answer = browse(cast.stranger).get(f"/elections/{finished.pk}/{name}")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["result/", "seal/", "notice.docx", "dossier.zip"])
def test_nobody_sees_it_without_an_account(finished: Election, name: str) -> None:
    answer = Client().get(f"/elections/{finished.pk}/{name}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_the_notice_is_a_word_file_once_the_result_is_declared(
    cast: Cast, election: Election, browse: Browse
) -> None:
    address = f"/elections/{election.pk}/notice.docx"
    assert browse(cast.clerk).get(address).status_code == 404
    counts.declared(election, counts.tie(election))
    first, again = (browse(cast.clerk).get(address) for _ in range(2))
    assert first.content.startswith(b"PK")
    assert first.content == again.content
    assert first["Content-Disposition"].endswith('.docx"')


def test_a_later_vote_that_is_arranged_hides_the_buttons_that_would_close(
    cast: Cast, finished: Election, browse: Browse
) -> None:
    Election.objects.filter(pk=finished.pk).update(stage=Stage.READY)
    page = page_of(browse(cast.chair), finished)
    assert "下一轮投票已经安排" in page
    assert "封存卷宗" not in page


def test_the_page_is_whole_in_english_too(cast: Cast, finished: Election, browse: Browse) -> None:
    client = browse(cast.clerk)
    answer = client.get(f"/elections/{finished.pk}/result/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert b'<html lang="en">' in answer.content
