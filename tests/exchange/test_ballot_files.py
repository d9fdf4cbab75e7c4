"""The files beside a ballot (选票的几个文件): where its boxes stand, what is doubtful, the printed
codes, a second language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.exchange.agreement import validator
from tests.exchange.ballot_samples import CODES, SECOND_LANGUAGE
from tests.exchange.count_samples import ELECTION
from tests.exchange.samples import changed, without

from huanjie.domain.ballotform import CODE_ALPHABET, PaperSize
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Election
from huanjie.domain.scanned import DOUBTS, Doubt, DoubtKind, InkedBox, PageRead
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange import codes as codes_module
from huanjie.exchange.codes import codes_as_json, read_codes
from huanjie.exchange.doubtful import doubtful_as_json, write_doubtful
from huanjie.exchange.election import read_election
from huanjie.exchange.layout import layout_as_json
from huanjie.exchange.secondlanguage import read_second
from huanjie.paper.ballot_code import code_from
from huanjie.paper.ballot_forms import ballot_forms

CODE: Final = "K7M2PX4C9QW3D8FA"


def refused(read: Callable[[], object]) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read()
    return caught.value


# layout.json


@given(strategies.elections(), st.sampled_from(["A4", "A5"]), st.booleans())
def test_the_layout_of_any_election_is_valid(
    election: Election, paper: PaperSize, bilingual: bool
) -> None:
    forms = ballot_forms(election, paper=paper, bilingual=bilingual)
    validator("layout").validate(layout_as_json(paper, [(form, CODE) for form in forms]))


def test_the_pages_stand_in_the_order_of_the_pdf_each_sheet_with_its_code() -> None:
    (form,) = ballot_forms(read_election(Cursor(ELECTION)))
    told = layout_as_json("A4", [(form, CODE), (form, "0123456789ABCDEF")])
    assert [(page["sheet"], page["code"]) for page in told["pages"]] == [
        (1, CODE),
        (1, "0123456789ABCDEF"),
    ]


def test_a_ballot_of_several_pages_repeats_its_code() -> None:
    people = [{"id": f"P{n}", "name": "赵一"} for n in range(60)]
    election = read_election(Cursor(changed(ELECTION, "/contests/0/candidates", people)))
    (form,) = ballot_forms(election)
    told = layout_as_json("A4", [(form, CODE)])
    assert [(page["sheet"], page["code"]) for page in told["pages"]] == [
        (1, CODE),
        (2, CODE),
        (3, CODE),
    ]
    named = [box["candidate"] for page in told["pages"] for box in page["boxes"]]
    assert {f"P{n}" for n in range(60)} <= set(named)
    assert len(named) == 3 * (60 + 3)


def test_a_box_stands_where_the_form_has_it() -> None:
    (form,) = ballot_forms(read_election(Cursor(ELECTION)))
    told = layout_as_json("A4", [(form, CODE)])["pages"][0]
    for box, said in zip(form.pages[0].boxes, told["boxes"], strict=True):
        place = {"x": box.area.x, "y": box.area.y, "w": box.area.w, "h": box.area.h}
        names = {"contest": box.contest, "candidate": box.candidate, "mark": box.mark}
        assert said == names | place
    assert [line["contest"] for line in told["write_in"]] == ["chair", "member", "member"]


# doubtful.jsonl


def doubtful(**what: Any) -> PageRead:
    told: dict[str, Any] = {"file": "扫描.pdf", "page": 4, "marks": {}}
    return PageRead(**told | {"doubts": (Doubt(kind="unreadable"),)} | what)


@pytest.mark.parametrize("kind", DOUBTS)
def test_a_doubt_of_every_kind_is_valid_and_says_why(kind: DoubtKind) -> None:
    told = doubtful_as_json(doubtful(doubts=(Doubt(kind=kind),)))
    validator("doubtful").validate(told)
    assert told["reason"] == DOUBTS[kind]


def test_several_doubts_are_told_with_the_boxes_that_they_are_about() -> None:
    box = InkedBox(contest=Post("chair"), candidate=PersonId("A"), mark="oppose", fill=0.03)
    doubts = (Doubt(kind="unsure-mark", says="第 1 行"), Doubt(kind="write-in"))
    told = doubtful_as_json(doubtful(doubts=doubts, boxes=(box,)))
    validator("doubtful").validate(told)
    assert told["reason"] == "标记不能确定：第 1 行；另选他人栏有字迹"
    assert told["boxes"] == [{"contest": "chair", "candidate": "A", "mark": "oppose", "fill": 0.03}]


def test_the_code_on_a_doubtful_paper_is_not_told() -> None:
    (line,) = write_doubtful([doubtful(form="0123456789", code=CODE, ink=(1, 2))])
    assert set(json.loads(line)) == {"file", "page", "reason", "boxes"}
    assert CODE not in line


def test_each_page_is_one_line() -> None:
    lines = list(write_doubtful([doubtful(), doubtful(page=5)]))
    assert [json.loads(line)["page"] for line in lines] == [4, 5]
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)


# codes.json


@given(st.frozensets(st.binary(min_size=10, max_size=10).map(code_from), max_size=20))
def test_codes_come_back_and_stand_in_order(codes: frozenset[str]) -> None:
    told = codes_as_json(codes)
    validator("codes").validate(told)
    assert told["codes"] == sorted(told["codes"])
    assert read_codes(Cursor(told)) == codes


BAD_CODES: Final = {
    "one sign short": "K7M2PX4C9QW3D8F",
    "one sign long": "K7M2PX4C9QW3D8FAA",
    "small letters": "k7m2px4c9qw3d8fa",
    "in fours, as on the paper": "K7M2 PX4C 9QW3 D8FA",
    "an O for a zero": "K7M2PX4C9QW3D8FO",
    "other digits": "K7M2PX4C9QW3D8F１",
    "nothing": "",
    "a number": 7,
}


@pytest.mark.parametrize("why", BAD_CODES)
def test_what_is_no_code_is_refused_where_it_stands(why: str) -> None:
    fault = refused(lambda: read_codes(Cursor(changed(CODES, "/codes/1", BAD_CODES[why]))))
    assert fault.at == "/codes/1"


def test_a_code_twice_is_refused() -> None:
    fault = refused(lambda: read_codes(Cursor({"codes": [CODE, CODE]})))
    assert (fault.at, "两次" in fault.says) == ("/codes/1", True)


@pytest.mark.parametrize("document", [[], {}, {"codes": {}}, {"codes": [], "sheets": []}])
def test_another_shape_is_no_file_of_codes(document: Any) -> None:
    refused(lambda: read_codes(Cursor(document)))


def test_more_codes_than_a_file_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes_module, "MOST_CODES", 2)
    assert len(read_codes(Cursor(CODES))) == 2
    more = {"codes": [*CODES["codes"], "0" * 16]}
    assert refused(lambda: read_codes(Cursor(more))).at == "/codes"


def test_the_schema_knows_the_same_signs_as_the_printer() -> None:
    pattern = re.compile(validator("codes").schema["$defs"]["code"]["pattern"])  # type: ignore[index]
    signs = {chr(n) for n in range(128) if pattern.match(chr(n) * 16)}
    assert signs == set(CODE_ALPHABET)


# SECOND.json


def test_a_second_language_is_read_whole() -> None:
    second = read_second(Cursor(SECOND_LANGUAGE))
    assert second.words == SECOND_LANGUAGE["words"]
    assert second.instructions == tuple(SECOND_LANGUAGE["instructions"])
    assert second.posts == {"chair": SECOND_LANGUAGE["posts"]["chair"]}
    assert second.names == {"A": SECOND_LANGUAGE["names"]["A"]}


@pytest.mark.parametrize("left_out", ["/words", "/posts", "/names", "/words/赞成"])
def test_a_word_left_out_stays_chinese_alone(left_out: str) -> None:
    second = read_second(Cursor(without(SECOND_LANGUAGE, left_out)))
    assert second.title == SECOND_LANGUAGE["title"]
    assert "赞成" not in second.words or "words" not in left_out


@pytest.mark.parametrize("needed", ["/title", "/instructions"])
def test_title_and_instructions_must_be_there(needed: str) -> None:
    fault = refused(lambda: read_second(Cursor(without(SECOND_LANGUAGE, needed))))
    assert needed[1:] in fault.says


def test_a_word_that_no_ballot_shows_is_refused_with_those_that_it_shows() -> None:
    fault = refused(lambda: read_second(Cursor(changed(SECOND_LANGUAGE, "/words/得票", "…"))))
    assert fault.at == "/words/得票"
    assert "另选他人" in fault.remedy


@pytest.mark.parametrize("where", ["/title", "/words/选", "/instructions/0", "/names/A"])
@pytest.mark.parametrize("value", ["", " ", "一\u202e二", 3])
def test_what_is_no_text_is_refused_where_it_stands(where: str, value: Any) -> None:
    fault = refused(lambda: read_second(Cursor(changed(SECOND_LANGUAGE, where, value))))
    assert fault.at == where
