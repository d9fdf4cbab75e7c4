"""A department's list of many people (人多的名单): a hundred a page, and a deed is done to those
whom its page shows and to nobody else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.review.conftest import COURT, GROUP, NO_BAR, POLICE, PUNISHED, Review
from tests.office.review.many import more_nominees, queries, send
from tests.office.review.pages import desk, form, text_of

from huanjie.office.review.models import Batch, Question
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[object], Client]


@pytest.fixture
def crowd(review: Review, cast: Cast) -> Review:
    """A batch of a hundred and one: 张5 to 张105, by their lines 1 to 101."""
    return of_batch(review, send(review, cast, more_nominees(review.election, 101)))


def of_batch(review: Review, batch: Batch) -> Review:
    return Review(
        town=review.town,
        batch=batch,
        people=review.people,
        office=review.office,
        election=review.election,
    )


def shown(page: str) -> list[int]:
    """Whom the page's form of drafts names."""
    found = re.search(r'name="shown" value="([^"]*)"', page)
    return [int(each) for each in found[1].split(",")] if found else []


def states(review: Review, department: str = COURT) -> Counter[str]:
    rows = Question.objects.filter(case__batch=review.batch, department=department)
    return Counter(rows.values_list("state", flat=True))


def test_a_hundred_and_one_are_two_pages_under_the_numbers_of_all(
    crowd: Review, browse: Browse
) -> None:
    client = browse(crowd.people[COURT][0])
    first, second = (text_of(client, desk(crowd, COURT, f"?page={n}")) for n in (1, 2))
    assert (shown(first), shown(second)) == (list(range(1, 101)), [101])
    for page in (first, second):
        assert "<dd>101</dd>" in page
        assert "101 人，共 101 人" in page
    assert "张105" in second
    assert "张105" not in first


def test_a_hundred_are_one_page(review: Review, cast: Cast, browse: Browse) -> None:
    few = of_batch(review, send(review, cast, more_nominees(review.election, 100)))
    page = text_of(browse(few.people[COURT][0]), desk(few, COURT))
    assert shown(page) == list(range(1, 101))
    assert "第 1 页" not in page
    assert "没有列在这一页" not in page


def test_the_button_says_how_many_it_answers_and_answers_no_other(
    crowd: Review, browse: Browse
) -> None:
    client = browse(crowd.people[COURT][0])
    page = text_of(client, desk(crowd, COURT))
    assert "一次答完这 100 人" in page
    assert "这一批还有 1 人待初核，没有列在这一页" in page
    sent = client.post(desk(crowd, COURT), form(shown=",".join(map(str, shown(page)))), follow=True)
    assert "已初核 100 人" in sent.content.decode()
    assert states(crowd) == {"drafted": 100, "asked": 1}
    assert crowd.question(COURT, 101).state == "asked"
    assert shown(sent.content.decode()) == [101]


def test_the_second_page_answers_its_own_and_comes_back_to_where_it_was(
    crowd: Review, browse: Browse
) -> None:
    client, address = browse(crowd.people[COURT][0]), desk(crowd, COURT, "?q=&state=&page=2")
    assert "一次答完这 1 人" in text_of(client, address)
    sent = client.post(address, form(shown="101"))
    assert sent.headers["Location"].endswith("?q=&state=&page=2")
    assert states(crowd) == {"asked": 100, "drafted": 1}
    assert crowd.question(COURT, 101).state == "drafted"


@pytest.mark.parametrize("words", ["张105", "１０５"])
def test_somebody_on_the_second_page_is_found(crowd: Review, browse: Browse, words: str) -> None:
    page = text_of(browse(crowd.people[COURT][0]), desk(crowd, COURT, f"?q={words}"))
    assert shown(page) == [101]
    assert "1 人，共 101 人" in page
    assert "一次答完这 1 人" in page
    assert "这一批还有 100 人待初核，没有列在这一页" in page


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("q=dds", ["丁大山"]),
        ("q=山", ["丁大山"]),
        ("q=ds", []),
        ("state=asked", ["蓝小美", "王小红"]),
        ("state=drafted", ["丁大山"]),
        ("state=signed", ["钟一鸣"]),
        ("state=returned", []),
        ("state=nonsense", ["蓝小美", "王小红", "钟一鸣", "丁大山"]),
        ("state=signed&q=丁", []),
    ],
)
def test_a_list_is_found_by_name_pinyin_and_how_far_it_is(
    review: Review, browse: Browse, sought: str, found: list[str]
) -> None:
    review.answer(COURT, 1)
    review.draft(COURT, 2)
    page = text_of(browse(review.people[COURT][0]), desk(review, COURT, f"?{sought}"))
    assert re.findall(r'class="person"><b>([^<]*)', page) == found
    assert ("这一批没有这样的人" in page) is (not found)
    assert f"{len(found)} 人，共 4 人" in page


def test_a_place_finds_nobody_for_a_department_that_is_not_told_the_place(
    review: Review, browse: Browse
) -> None:
    for department in (COURT, POLICE):
        review.answer(department)
    for department, found in ((COURT, 0), (POLICE, 0), (GROUP, 4)):
        client = browse(review.people[department][0])
        assert f"{found} 人，共 4 人" in text_of(client, desk(review, department, "?q=三联"))
        assert ("或者单位" in text_of(client, desk(review, department))) is (department == GROUP)


def test_whoever_is_ticked_stays_on_the_page_when_others_move(
    crowd: Review, browse: Browse
) -> None:
    client, address = browse(crowd.people[COURT][0]), desk(crowd, COURT, "?page=2")
    fields = form(shown="101", bar_101=["punished"], one="3")
    page = client.post(address, fields).content.decode()
    assert re.search(r'name="bar_101" value="punished" checked', page)
    assert 101 in shown(page)
    assert crowd.question(COURT, 3).state == "drafted"


def test_a_signature_is_given_to_those_whom_the_page_shows_exceptions_first(
    crowd: Review, browse: Browse
) -> None:
    crowd.draft(COURT, *range(1, 101))
    crowd.draft(COURT, 101, answer=PUNISHED)
    client, address = browse(crowd.people[COURT][1]), desk(crowd, COURT, "sign/")
    page = text_of(client, address)
    lines = ticked(page)
    assert lines == [101, *range(1, 100)]
    assert "等您签字的有 101 人，这一页是其中 100 人。签完这 100 人，再签其余 1 人。" in page
    assert "给这一页勾选的人签字（这一页 100 人）" in page
    sent = client.post(address, signatures(lines, barred=[101]))
    assert sent.headers["Location"].startswith(address)
    assert states(crowd) == {"signed": 100, "drafted": 1}
    assert ticked(text_of(client, sent.headers["Location"])) == [100]


def test_nothing_turns_the_page_before_it_is_signed(crowd: Review, browse: Browse) -> None:
    """Whoever is unticked would be ticked again on the way back."""
    crowd.draft(COURT, *range(1, 101))
    client, address = browse(crowd.people[COURT][1]), desk(crowd, COURT, "sign/")
    few = text_of(client, address)
    assert "再签其余" not in few
    crowd.draft(COURT, 101)
    for below in ("", "?page=2"):
        many = text_of(client, address + below)
        assert ticked(many) == list(range(1, 101))
        assert "再签其余 1 人" in many
        assert "第 1 页" not in many
        assert 'rel="next"' not in many


def test_whoever_agrees_with_nobody_of_a_page_sees_the_others_all_the_same(
    crowd: Review, browse: Browse
) -> None:
    crowd.draft(COURT)
    client, address = browse(crowd.people[COURT][1]), desk(crowd, COURT, "sign/")
    nobody = signatures([], barred=[], unticked=list(range(1, 101)))
    sent = client.post(address, nobody)
    assert ticked(text_of(client, sent.headers["Location"])) == [101]
    assert states(crowd) == {"drafted": 101}
    none = signatures([], barred=[], unticked=list(range(1, 102)))
    assert client.post(sent.headers["Location"], none).status_code == 422


def ticked(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'name="lines" value="(\d+)" checked', page)]


def signatures(lines: list[int], *, barred: list[int], unticked: list[int] | None = None) -> object:
    answers = {
        f"answer_{n}": json.dumps(sorted(PUNISHED if n in barred else NO_BAR))
        for n in [*lines, *(unticked or [])]
    }
    return form(lines=[str(n) for n in lines], **answers)


def test_whoever_was_not_ticked_comes_last_and_is_not_ticked_for_the_signer(
    crowd: Review, browse: Browse
) -> None:
    crowd.draft(COURT, *range(1, 101))
    crowd.draft(COURT, 101, answer=PUNISHED)
    client, address = browse(crowd.people[COURT][1]), desk(crowd, COURT, "sign/")
    sent = client.post(address, signatures([*range(1, 100)], barred=[101], unticked=[101]))
    page = text_of(client, sent.headers["Location"])
    assert ticked(page) == [100]
    assert 'name="lines" value="101"' in page
    sent = client.post(sent.headers["Location"], signatures([100], barred=[101], unticked=[101]))
    assert sent.headers["Location"] == desk(crowd, COURT)
    assert crowd.question(COURT, 101).state == "drafted"


def test_a_form_of_signatures_that_is_refused_comes_back_as_it_was_ticked(
    review: Review, browse: Browse
) -> None:
    review.draft(COURT)
    client, address = browse(review.people[COURT][1]), desk(review, COURT, "sign/")
    answer = client.post(address, signatures([1, 3], barred=[3], unticked=[2, 4]))
    assert answer.status_code == 422
    assert ticked(answer.content.decode()) == [1, 3]


def test_somebody_of_the_second_page_is_returned_and_nobody_unseen(
    crowd: Review, browse: Browse
) -> None:
    client, address = browse(crowd.people[COURT][0]), desk(crowd, COURT, "return/")
    assert "张105" not in text_of(client, address)
    assert "张105" in text_of(client, f"{address}?page=2")
    assert "张105" in text_of(client, f"{address}?q=105")
    refused = client.post(address, form(lines=["101"]))
    assert refused.status_code == 422
    assert re.search(r'value="101"[^>]* checked', refused.content.decode())
    client.post(address, form(lines=["101"], columns=["identity-number"]))
    assert states(crowd) == {"asked": 100, "returned": 1}


def test_a_signature_is_taken_back_on_the_page_where_it_was_found(
    review: Review, browse: Browse
) -> None:
    review.answer(COURT, 1)
    client = browse(review.people[COURT][1])
    page = text_of(client, desk(review, COURT, "?q=钟"))
    way = re.search(r'action="([^"]*take-back/[^"]*)"', page)
    assert way
    sent = client.post(way[1].replace("&amp;", "&"), form(line="1"))
    assert "q=%E9%92%9F" in sent.headers["Location"]
    assert review.question(COURT).state == "drafted"


def test_a_page_asks_as_much_for_a_hundred_people_as_for_four_and_notes_whom_it_showed(
    crowd: Review, review: Review, browse: Browse
) -> None:
    for below in ("", "sign/", "return/"):
        who = COURT, int(below == "sign/")
        client = browse(review.people[who[0]][who[1]])
        if below == "sign/":
            review.draft(COURT)
            crowd.draft(COURT)
        asked = []
        for each in (review, crowd):
            client.get(desk(each, COURT, below))
            asked.append(queries(lambda e=each, c=client, b=below: c.get(desk(e, COURT, b))))  # type: ignore[misc]
        assert len(asked[0]) == len(asked[1]), below
        assert SecurityEvent.objects.filter(kind=Kind.READ).latest("pk").people == 100
