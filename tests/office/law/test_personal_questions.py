"""What is asked of one person, a criminal record or a birth date, enters no address, no log and no
cache; the law that it is asked by stays a link.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.office.law.conftest import Open, answer_of, text_of

from huanjie.office.law.calculators import CALCULATORS

WHERE = "body=villagers-committee&region=zhejiang&on=2026-06-28"
PERSON = {
    "eligibility": {"post": "member", "birth_date": "1980-01-02", "criminal_punishment": "yes"},
    "registration": {"birth_date": "1980-01-02", "hukou_here": "yes", "lives_here": "yes"},
}
OTHER_LAW = {"body": "villagers-committee", "region": "beijing", "on": "2026-07-05"}
PERSONAL = pytest.mark.parametrize("question", sorted(PERSON))


def at(question: str) -> str:
    """The address of a question, and of the law that it is asked by."""
    return f"/law/ask/{question}/?{WHERE}"


def posted_form(page: str) -> str:
    """The one form of the page that is posted."""
    (form,) = (each.split("</form>")[0] for each in page.split('<form method="post"')[1:])
    return form


def test_the_questions_about_one_person_are_posted_and_no_others() -> None:
    assert {each.question for each in CALCULATORS.values() if each.is_personal} == set(PERSON)


@PERSONAL
def test_its_form_is_posted_to_the_law_in_the_address(opened: Open, question: str) -> None:
    page = opened(f"/law/ask/{question}/?{WHERE}")
    form = posted_form(page)
    assert form.startswith(f' action="?{WHERE.replace("&", "&amp;")}#result"')
    assert "csrfmiddlewaretoken" in form
    assert 'name="birth_date"' in form


@PERSONAL
def test_the_law_is_chosen_in_the_same_form_and_no_fact_has_its_name(
    opened: Open, question: str
) -> None:
    names = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', posted_form(opened(at(question))))
    assert [name for name in names if name in OTHER_LAW] == list(OTHER_LAW)
    assert len(names) == len(set(names))


def typed_into(page: str) -> dict[str, str]:
    """What the fields of the posted form hold."""
    form = posted_form(page)
    found = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        (found[name],) = re.findall(r'<option value="([^"]*)" selected', options)
    return found


@PERSONAL
def test_another_law_is_asked_with_what_was_typed(db: None, question: str) -> None:
    sent = {**PERSON[question], **OTHER_LAW, "law": "other"}
    answer = Client().post(at(question), sent, follow=True)
    assert answer.redirect_chain == [(f"/law/ask/{question}/?{urlencode(OTHER_LAW)}", 307)]
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert typed_into(page).items() >= {**PERSON[question], **OTHER_LAW}.items()
    assert answer_of(page)
    assert "--region beijing" in page


@PERSONAL
def test_where_nothing_was_typed_another_law_is_only_opened(db: None, question: str) -> None:
    sent = {"post": "member", "birth_date": "", **OTHER_LAW, "law": "other"}
    answer = Client().post(at(question), sent)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/law/ask/{question}/?{urlencode(OTHER_LAW)}",
    )


@pytest.mark.parametrize("day", ["1949-10-01", "明天"])
@PERSONAL
def test_a_law_that_cannot_be_asked_is_refused_and_nothing_typed_is_lost(
    db: None, question: str, day: str
) -> None:
    sent = {**PERSON[question], **OTHER_LAW, "on": day, "law": "other"}
    answer = Client().post(at(question), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "error" in page
    assert typed_into(page).items() >= PERSON[question].items()
    assert posted_form(page).startswith(f' action="?{WHERE.replace("&", "&amp;")}#result"')


@PERSONAL
def test_an_answer_is_kept_by_nobody_and_promises_no_link(db: None, question: str) -> None:
    answer = Client().post(f"/law/ask/{question}/?{WHERE}", PERSON[question])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer_of(page)
    assert "填的情况不在网址里，也不保存" in page
    assert "这一页的网址就是这个结果" not in page
    assert "sessionid" not in answer.cookies


@PERSONAL
def test_no_link_and_no_other_form_of_the_page_carries_what_was_typed(
    db: None, question: str
) -> None:
    page = Client().post(f"/law/ask/{question}/?{WHERE}", PERSON[question]).content.decode()
    head, result = page.split('id="result"')
    facts = result.split('id="facts"')[1]
    around = head + result.split('id="facts"')[0].split("</details>")[-1]
    assert "birth_date" not in around
    assert 'type="hidden" name="birth_date"' not in facts


@PERSONAL
def test_an_address_that_says_anything_of_a_person_is_left_at_once(db: None, question: str) -> None:
    address = f"/law/ask/{question}/?{WHERE}"
    for send in (Client().get, Client().post):
        answer = send(f"{address}&birth_date=1980-01-02")
        assert (answer.status_code, answer["Location"]) == (302, address)


@PERSONAL
def test_a_form_of_another_site_is_refused(db: None, question: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/law/ask/{question}/?{WHERE}", PERSON[question]).status_code == 403


@PERSONAL
def test_nothing_of_it_is_logged(db: None, caplog: pytest.LogCaptureFixture, question: str) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().post(f"/law/ask/{question}/?{WHERE}", {**PERSON[question], "birth_date": "1980"})
    assert "1980" not in caplog.text


@pytest.mark.parametrize("question", sorted(set(CALCULATORS) - set(PERSON)))
def test_every_other_result_stays_a_link(db: None, question: str) -> None:
    assert Client().post(f"/law/ask/{question}/", {"seats": 1}).status_code == 405


@PERSONAL
def test_a_choice_is_offered_by_its_name(opened: Open, question: str) -> None:
    page = opened(f"/law/ask/{question}/?body=party-branch&on=2026-06-28")
    if question == "eligibility":
        assert '<option value="full">正式党员</option>' in page
    league = text_of(opened(f"/law/ask/{question}/?body=youth-league&on=2026-06-28"))
    assert "正式党员" not in league
