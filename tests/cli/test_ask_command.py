"""`huanjie ask`: the answer is JSON, the exit status is the law's yes or no, and bad input is
one sentence.
"""

from __future__ import annotations

import dataclasses
import json
import re
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import Run

from huanjie.cli.ask_examples import EXAMPLES
from huanjie.exchange.questions import QUESTIONS
from huanjie.exchange.questions.meant import NEIGHBOURS
from huanjie.law.pack import RulePack

VILLAGERS = ("--pack", "villagers-committee", "--on", "2026-06-28")
PARTY = ("--pack", "party-branch", "--on", "2026-06-28")


def test_the_answer_names_question_pack_and_article(huanjie: Run) -> None:
    ran = huanjie("ask", "turnout", *VILLAGERS, stdin='{"registered": 1000, "voted": 501}')
    answer = json.loads(ran.out)
    assert ran.status == 0
    assert answer["question"] == "turnout"
    assert answer["pack"] == "villagers-committee@2026-01-01"
    assert answer["answer"] == {"minimum": 501, "valid": True}
    assert set(answer["grounds"][0]) == {"law", "article", "says", "rank", "confidence"}


@pytest.mark.parametrize(
    ("pack", "question", "facts", "status"),
    [
        (VILLAGERS, "turnout", {"registered": 1000, "voted": 500}, 1),
        (VILLAGERS, "turnout", {"registered": 1000, "voted": 501}, 0),
        (PARTY, "quorum", {"entitled": 50, "attended": 39}, 1),
        (PARTY, "quorum", {"entitled": 50, "attended": 40}, 0),
        (VILLAGERS, "ballot-total", {"issued": 640, "collected": 641}, 1),
        (VILLAGERS, "ballot-total", {"issued": 640, "collected": 640}, 0),
        (
            PARTY,
            "officers",
            {"committee": ["A", "B"], "attended": 1, "votes": {"secretary": {}}},
            1,
        ),
        (VILLAGERS, "candidates", {"posts": {"member": {"seats": 3, "candidates": 3}}}, 0),
        (VILLAGERS, "ballot", {"seats": 1, "ballots": {"x": {"approve": 2}}}, 0),
        (VILLAGERS, "eligibility", {"person": {"registered": False}}, 1),
        (VILLAGERS, "eligibility", {"person": {"registered": True}}, 0),
        (VILLAGERS, "proxy", {"cases": {"x": {"held_before": 3}}}, 0),
        (VILLAGERS, "registration", {"persons": {"x": {"political_rights": False}}}, 0),
    ],
)
def test_only_a_plain_no_exits_with_one(
    huanjie: Run, pack: tuple[str, ...], question: str, facts: dict[str, object], status: int
) -> None:
    assert huanjie("ask", question, *pack, stdin=json.dumps(facts)).status == status


@pytest.mark.parametrize(("given_on", "status"), [("2026-06-08", 0), ("2026-06-09", 1)])
def test_a_roll_posted_on_the_twentieth_day_before_is_in_time(
    huanjie: Run, given_on: str, status: int
) -> None:
    facts = {"anchor": "2026-06-28", "days": 20, "direction": "before", "given": given_on}
    ran = huanjie("ask", "deadline", *VILLAGERS, stdin=json.dumps(facts))
    assert ran.status == status
    assert json.loads(ran.out)["answer"]["last_day"] == "2026-06-08"


@pytest.mark.parametrize(
    ("pack", "question", "facts", "meant"),
    [
        (VILLAGERS, "quorum", {"entitled": 5, "attended": 5}, {"assembly", "turnout"}),
        (PARTY, "turnout", {"registered": 5, "voted": 5}, {"quorum", "assembly"}),
        (VILLAGERS, "electorate", {"members": []}, {"registration"}),
        (("--pack", "womens-federation"), "quorum", {"entitled": 5, "attended": 5}, set()),
        (PARTY, "quorum", {"entitled": 5, "attended": 5}, set()),
    ],
)
def test_where_a_rule_is_missing_the_question_that_the_pack_does_answer_is_told_beside_it(
    huanjie: Run, pack: tuple[str, ...], question: str, facts: dict[str, object], meant: set[str]
) -> None:
    ran = huanjie("ask", question, *pack, stdin=json.dumps(facts))
    assert set(re.findall("问 ([a-z]+)。", ran.err)) == meant
    assert "提示" not in ran.out


def test_every_question_that_is_told_is_one_and_its_rule_a_packs() -> None:
    fields = {each.name for each in dataclasses.fields(RulePack)}
    assert set(NEIGHBOURS) <= set(QUESTIONS)
    for each in chain.from_iterable(NEIGHBOURS.values()):
        assert each.question in QUESTIONS
        assert each.rule in fields


@pytest.mark.parametrize(
    ("pack", "question", "facts", "decided_by"),
    [
        (VILLAGERS, "quorum", {"entitled": 5, "attended": 5}, "province"),
        (VILLAGERS, "turnout", {"method": "households", "registered": 5, "voted": 5}, "province"),
        (PARTY, "turnout", {"registered": 5, "voted": 5}, "unit"),
    ],
)
def test_a_rule_that_the_pack_does_not_hold_exits_three_and_says_whose_decision_it_is(
    huanjie: Run, pack: tuple[str, ...], question: str, facts: dict[str, object], decided_by: str
) -> None:
    ran = huanjie("ask", question, *pack, stdin=json.dumps(facts))
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert (answer["answer"], answer["decided_by"]) == (None, decided_by)


@pytest.mark.parametrize(
    ("stdin", "place"),
    [
        ('{"registered": 10, "voted": 5, "extra": 1}', "/extra"),
        ('{"registered": 10}', "voted"),
        ('{"registered": "10", "voted": 5}', "/registered"),
        ('{"registered": true, "voted": 5}', "/registered"),
        ('{"registered": 10.5, "voted": 5}', "/registered"),
        ('{"registered": -1, "voted": 5}', "/registered"),
        ('{"registered": 10, "voted": 11}', "/voted"),
        ('{"registered": 10, "registered": 10, "voted": 1}', "registered"),
        ('{"registered": 10,\n "voted": }', "第2行"),
        ("[]", "对象"),
        ("", "JSON"),
        ('{"registered": NaN, "voted": 1}', "NaN"),
        ("[" * 100_000, "嵌套"),
    ],
)
def test_bad_facts_are_refused_with_their_place(huanjie: Run, stdin: str, place: str) -> None:
    ran = huanjie("ask", "turnout", *VILLAGERS, stdin=stdin)
    assert (ran.status, ran.out) == (2, "")
    assert place in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "weather", *VILLAGERS), "weather"),
        (("ask", "turnout", "--pack", "city-council"), "city-council"),
        (("ask", "turnout", "--pack", "villagers-committee@2026-01-02"), "2026-01-02"),
        (
            ("ask", "turnout", "--pack", "villagers-committee@2026-01-01", "--on", "2025-12-31"),
            "没有施行",
        ),
        (("ask", "turnout", *VILLAGERS, "--region", "atlantis"), "atlantis"),
        (("ask", "turnout", "--pack", "villagers-committee", "--on", "28 June"), "日期"),
        (("ask", "turnout"), "--pack"),
        (("ask", "turnout", "--pack", "no-such-file.toml"), "no-such-file.toml"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_a_command_that_cannot_be_understood_exits_two(
    huanjie: Run, arguments: tuple[str, ...], says: str
) -> None:
    ran = huanjie(*arguments, stdin='{"registered": 10, "voted": 5}')
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize(
    ("region", "name"),
    [
        (None, "villagers-committee@2026-01-01"),
        ("sichuan", "villagers-committee@2026-01-01+sichuan@2026-01-01"),
        ("zhejiang", "villagers-committee@2026-01-01+zhejiang@2020-07-31"),
        ("hainan", "villagers-committee@2026-01-01+hainan@2025-11-27"),
    ],
)
def test_the_answer_names_the_resolved_version(huanjie: Run, region: str | None, name: str) -> None:
    region_words = ("--region", region) if region else ()
    ran = huanjie("ask", "term", *VILLAGERS, *region_words, stdin='{"elected_on": "2021-05-20"}')
    assert json.loads(ran.out)["pack"] == name


def test_a_region_without_an_overlay_for_the_body_has_the_national_version(huanjie: Run) -> None:
    words = ("--pack", "residents-committee", "--region", "hainan", "--on", "2026-06-28")
    ran = huanjie("ask", "term", *words, stdin='{"elected_on": "2021-05-20"}')
    assert json.loads(ran.out)["pack"] == "residents-committee@2026-01-01"


def test_a_resolved_name_is_taken_back(huanjie: Run) -> None:
    name = "villagers-committee@2026-01-01+zhejiang@2020-07-31"
    ran = huanjie("ask", "term", "--pack", name, stdin='{"elected_on": "2024-02-29"}')
    answer = json.loads(ran.out)
    assert answer["pack"] == name
    assert answer["answer"] == {"ends_on": "2029-02-28", "latest_with_approval": "2029-08-28"}


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe{}", b'{"registered": "\xed\xa0\x80"}', b"\xef\xbb\xbf[]"]
)
def test_text_that_is_no_utf_8_is_bad_input(huanjie: Run, raw: bytes) -> None:
    assert huanjie("ask", "turnout", *VILLAGERS, stdin=raw).status == 2


KEYS = [
    "entitled",
    "attended",
    "registered",
    "voted",
    "members",
    "id",
    "standing",
    "seats",
    "posts",
    "ballots",
    "approve",
    "write_in",
    "oppose",
    "issued",
    "collected",
    "voters",
    "boxes",
    "listed",
    "contests",
    "post",
    "valid",
    "invalid",
    "candidates",
    "votes",
    "sex",
    "revote",
    "near_relatives",
    "method",
    "vacancies",
    "margin",
    "women_only",
    "committee",
    "from",
    "days",
    "anchor",
    "direction",
    "given",
    "roll",
    "elected_on",
    "single_ballot",
    "relations",
    "people",
    "edges",
    "parent",
    "child",
    "spouses",
    "bodies",
    "nominated",
    "reserve",
    "kin",
    "member",
    "nominee",
    "relation",
    "persons",
    "person",
    "cases",
    "polling_day",
    "on",
    "birth_date",
    "hukou_here",
    "held_before",
    "registered_elsewhere",
]


def test_the_help_shows_an_example_of_every_question() -> None:
    assert set(EXAMPLES) == set(QUESTIONS)


@pytest.mark.parametrize(("question", "facts"), EXAMPLES.items())
def test_every_example_of_the_help_is_answered(huanjie: Run, question: str, facts: str) -> None:
    statuses = {huanjie("ask", question, *pack, stdin=facts).status for pack in (VILLAGERS, PARTY)}
    assert 0 in statuses
    assert 2 not in statuses


def test_a_box_that_is_stated_twice_is_refused(huanjie: Run) -> None:
    box = {"id": "一号箱", "listed": 20, "collected": 10}
    facts = {"issued": 30, "collected": 20, "boxes": [box, box]}
    ran = huanjie("ask", "ballot-total", *VILLAGERS, stdin=json.dumps(facts))
    assert ran.status == 2
    assert "/boxes/1/id" in ran.err


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2026-06-28", "before", "member", "A", "full", "households", "岳父"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("question", QUESTIONS)
@given(facts=values)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_facts_whatever_make_a_question_crash(
    huanjie: Run, question: str, facts: object
) -> None:
    for pack in (VILLAGERS, PARTY):
        assert huanjie("ask", question, *pack, stdin=json.dumps(facts)).status in (0, 1, 2, 3)
