"""What is printed for a vote (要打印的): the papers for whoever sees the election, the voter cards
for whoever may take the roll away, and the log.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import POLLING_DAY, Cast
from tests.office.polling.conftest import VILLAGERS, Evening
from tests.office.polling.pages import Browse, at, text
from tests.office.polling.votes import RUNOFF_OF_MEMBERS, members
from tests.paper.alike import assert_alike, pages_say

from huanjie.domain.cycle import Stage
from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.office.polling.printed import WORDS
from huanjie.office.roll.models import RollEntry
from huanjie.office.security.models import Kind, SecurityEvent

CARDS = {"key": "k", "because": "各组发选民证", "place": "文化礼堂", "hours": "8 时至 15 时"}
NUMBER = "11010519491231002X"


def words(answer: Any) -> str:
    """Everything that a Word file says."""
    assert answer.status_code == 200, text(answer)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    document = docx.Document(io.BytesIO(answer.content))
    texts = [each.text for each in document.paragraphs]
    texts += [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join(texts)


def cards_of(election: Election) -> str:
    return reverse("voter-cards", args=(election.pk,))


# 计票单、唱票记录、票袋封面、投票须知


@pytest.mark.parametrize("who", ["clerk", "chair", "teller", "scrutineer", "observer", "county"])
@pytest.mark.parametrize("kind", WORDS)
def test_whoever_sees_the_election_downloads_its_papers(
    evening: Evening, browse: Browse, who: str, kind: str
) -> None:
    answer = browse(getattr(evening.cast, who)).get(at(evening, f"papers/{kind}.docx"))
    assert "三联村" in words(answer)


@pytest.mark.parametrize("kind", ["tally-sheet", "read-out"])
def test_everybody_on_the_paper_is_on_it_before_the_vote_begins(
    evening: Evening, browse: Browse, kind: str
) -> None:
    said = words(browse(evening.cast.teller).get(at(evening, f"papers/{kind}.docx")))
    for people in VILLAGERS.values():
        assert all(name in said for name, _sex in people)


@pytest.mark.parametrize("kind", ["envelope", "notice", "tally-sheet"])
def test_a_paper_is_a_pdf_as_well(evening: Evening, browse: Browse, kind: str) -> None:
    client, typed = browse(evening.cast.clerk), {"place": "文化礼堂"}
    assert_alike(
        client.get(at(evening, f"papers/{kind}.docx"), typed),
        client.get(at(evening, f"papers/{kind}.pdf"), typed),
    )


def test_the_record_of_reading_out_is_one_page_a_post_as_in_word(
    evening: Evening, browse: Browse
) -> None:
    pages = pages_say(browse(evening.cast.clerk).get(at(evening, "papers/read-out.pdf")).content)
    assert [page[:20].count("唱票记录") for page in pages] == [1] * len(pages)


@pytest.mark.parametrize("kind", WORDS)
def test_no_paper_is_there_for_another_unit(evening: Evening, browse: Browse, kind: str) -> None:
    client = browse(evening.cast.stranger)
    assert client.get(at(evening, f"papers/{kind}.docx")).status_code == 404
    assert client.get(at(evening, "papers/")).status_code == 404


@pytest.mark.parametrize("page", ["papers/", "papers/notice.docx"])
def test_a_vote_that_is_not_there_has_no_papers(
    evening: Evening, browse: Browse, page: str
) -> None:
    assert browse(evening.cast.clerk).get(at(evening, page, 2)).status_code == 404
    evening.issue(750)
    assert browse(evening.cast.clerk).get(at(evening, page, 2)).status_code == 404


def test_a_paper_that_nobody_knows_is_not_there(evening: Evening, browse: Browse) -> None:
    for kind in ("voter-cards", "ballot", "x"):
        answer = browse(evening.cast.clerk).get(at(evening, f"papers/{kind}.docx"))
        assert answer.status_code == 404


def test_before_the_candidates_are_published_there_is_no_paper(
    election: Election, cast: Cast, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{election.pk}/rounds/"
    assert "候选人还没有公布" in text(client.get(f"{root}1/papers/"))
    refused = client.get(f"{root}1/papers/notice.docx")
    assert refused.status_code in (409, 422)
    assert "候选人还没有公布" in text(refused)
    assert "候选人公布以后，可以印选票" in text(client.get(root))


def test_time_place_and_boxes_stand_on_the_papers_as_they_were_typed(
    evening: Evening, browse: Browse
) -> None:
    typed = {"place": "文化礼堂", "hours": "8 时至 15 时", "boxes": "中心会场、 流动票箱，"}
    client = browse(evening.cast.clerk)
    notice = words(client.get(at(evening, "papers/notice.docx"), typed))
    assert "投票地点：文化礼堂。" in notice
    assert "8 时至 15 时" in notice
    envelopes = words(client.get(at(evening, "papers/envelope.docx"), typed))
    assert envelopes.count("票袋封面") == 2
    assert "流动票箱\n" in envelopes


def test_a_place_that_fits_no_line_goes_back_into_its_form(
    evening: Evening, browse: Browse
) -> None:
    client = browse(evening.cast.clerk)
    for length, status in ((40, 200), (41, 422)):
        answer = client.get(at(evening, "papers/notice.docx"), {"place": "村" * length})
        assert answer.status_code == status
    assert "最多 40 个字" in text(answer)


def test_the_notice_has_the_rule_of_the_elections_own_law(evening: Evening, browse: Browse) -> None:
    said = words(browse(evening.cast.clerk).get(at(evening, "papers/notice.docx")))
    assert "无效" in said
    assert "《浙江省村民委员会选举办法》" in said


def test_the_page_says_of_each_paper_what_it_is_for_and_how_many_are_wanted(
    evening: Evening, browse: Browse
) -> None:
    page = text(browse(evening.cast.observer).get(at(evening, "papers/")))
    for each in WORDS.values():
        assert each.name in page
        assert each.purpose in page
    assert "文件里有 3 份，打印 2 次" in page
    assert "登记参加选举的 900 人，最多 9 套" in page


@pytest.mark.parametrize(("registered", "sets"), [(900, 9), (901, 10)])
def test_one_more_than_a_full_bundle_is_one_more_set(
    evening: Evening, browse: Browse, registered: int, sets: int
) -> None:
    Election.objects.filter(pk=evening.election.pk).update(registered=registered)
    page = text(browse(evening.cast.clerk).get(at(evening, "papers/")))
    assert f"登记参加选举的 {registered} 人，最多 {sets} 套" in page


def test_the_polling_page_leads_to_every_paper_of_the_vote_that_is_next(
    evening: Evening, browse: Browse
) -> None:
    client = browse(evening.cast.clerk)
    page = text(client.get(at(evening, "", None)))
    assert "要打印的" in page
    links = re.findall(r'href="([^"]+/rounds/1/papers/[^"]*)"', page)
    assert len(links) == len(WORDS) + 1
    for link in links:
        assert client.get(link).status_code == 200


def test_a_runoff_has_papers_of_its_own_people(evening: Evening, browse: Browse) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    client = browse(evening.cast.clerk)
    said = words(client.get(at(evening, "papers/tally-sheet.docx", evening.number)))
    assert "（另行选举）" in said
    assert "蓝志强" not in said
    assert "/rounds/2/papers/notice.docx" in text(client.get(at(evening, "", None)))


# 选民证


@pytest.fixture
def on_roll(evening: Evening) -> Election:
    """The village's roll with groups, one of the people with an identity number."""
    for number, entry in enumerate(evening.election.roll.order_by("number")):
        entry.group = f"第{2 - number % 2}村民小组"
        entry.id_number, entry.phone = NUMBER, "13900000000"
        entry.birth_date = datetime.date(1949, 12, 31)
        entry.save()
    return evening.election


@pytest.mark.parametrize("who", ["clerk", "chair"])
def test_whoever_may_take_the_roll_away_makes_the_cards(
    on_roll: Election, cast: Cast, browse: Browse, who: str
) -> None:
    said = words(browse(getattr(cast, who)).post(cards_of(on_roll), CARDS))
    for people in VILLAGERS.values():
        assert all(f"姓名：{name}" in said for name, _sex in people)
    assert "地点：文化礼堂" in said
    assert said.index("第1村民小组（") < said.index("第2村民小组（")


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "town", "county"])
def test_nobody_else_does_and_their_page_does_not_offer_it(
    on_roll: Election, cast: Cast, browse: Browse, who: str
) -> None:
    client = browse(getattr(cast, who))
    assert client.get(cards_of(on_roll)).status_code == 403
    assert client.post(cards_of(on_roll), CARDS).status_code == 403
    page = text(client.get(f"/elections/{on_roll.pk}/rounds/1/papers/"))
    assert "voter-cards" not in page
    assert not Deed.objects.filter(action="export-roll").exists()


def test_no_card_shows_an_identity_number_nor_a_part_of_one(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    answer = browse(cast.clerk).post(cards_of(on_roll), CARDS)
    said = words(answer)
    for secret in (NUMBER, NUMBER[:6], NUMBER[6:14], NUMBER[-4:], "13900000000", "1949"):
        assert secret not in said


def test_the_log_says_who_took_the_cards_of_how_many_and_what_for(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    client, people = browse(cast.clerk), on_roll.roll.count()
    words(client.post(cards_of(on_roll), CARDS))
    deed = Deed.objects.get(action="export-roll")
    assert deed.user == cast.clerk
    assert SecurityEvent.objects.get(kind=Kind.READ).people == people
    page = text(client.get(reverse("history", args=(on_roll.pk,))))
    assert f"参选证，{people} 人，用途：各组发选民证" in page


def test_twice_taken_is_twice_in_the_log(on_roll: Election, cast: Cast, browse: Browse) -> None:
    client = browse(cast.clerk)
    for _ in range(2):
        words(client.post(cards_of(on_roll), CARDS))
    assert Deed.objects.filter(action="export-roll").count() == 2


@pytest.mark.parametrize("because", ["", "  "])
def test_without_saying_what_for_nobody_takes_them(
    on_roll: Election, cast: Cast, browse: Browse, because: str
) -> None:
    answer = browse(cast.clerk).post(cards_of(on_roll), CARDS | {"because": because})
    assert answer.status_code == 422
    assert "没有写用途" in text(answer)
    assert not Deed.objects.filter(action="export-roll").exists()


def test_before_the_roll_is_published_there_is_no_card(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    Election.objects.filter(pk=on_roll.pk).update(roll_published_on=None)
    client = browse(cast.clerk)
    assert "名单还没有公布" in text(client.get(cards_of(on_roll)))
    assert client.post(cards_of(on_roll), CARDS).status_code == 422


def test_once_the_election_is_over_there_is_none_any_more(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    Election.objects.filter(pk=on_roll.pk).update(stage=Stage.SEALED)
    client = browse(cast.clerk)
    assert "已经结束" in text(client.get(cards_of(on_roll)))
    assert client.post(cards_of(on_roll), CARDS).status_code == 422
    assert "要打印的" not in text(client.get(f"/elections/{on_roll.pk}/rounds/"))


def test_cards_do_not_wait_for_the_candidates(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    Election.objects.filter(pk=on_roll.pk).update(
        candidates_published_on=None, stage=Stage.ROLL_PUBLISHED
    )
    client: Client = browse(cast.clerk)
    page = text(client.get(f"/elections/{on_roll.pk}/rounds/1/papers/"))
    assert cards_of(on_roll) in page
    words(client.post(cards_of(on_roll), CARDS))


def test_in_a_branch_only_members_with_the_vote_have_a_card(
    party_ready: Election, cast: Cast, browse: Browse
) -> None:
    RollEntry.objects.filter(election=party_ready).update(standing="full")
    RollEntry.objects.filter(election=party_ready, name="王二").update(standing="probationary")
    said = words(browse(cast.clerk).post(cards_of(party_ready), CARDS))
    assert "姓名：丁一" in said
    assert "组别：正式党员" in said
    assert "王二" not in said


def test_two_of_one_name_in_a_group_have_the_year_of_their_birth_on_their_cards(
    on_roll: Election, cast: Cast, browse: Browse
) -> None:
    two = on_roll.roll.filter(group="第2村民小组").order_by("number")[:2]
    for year, entry in zip((1960, 1971), two, strict=True):
        entry.name, entry.birth_date = "蓝同名", datetime.date(year, 5, 6)
        entry.save()
    said = words(browse(cast.clerk).post(cards_of(on_roll), CARDS))
    assert "姓名：蓝同名（1960 年生）" in said
    assert "姓名：蓝同名（1971 年生）" in said
    assert "1949" not in said
