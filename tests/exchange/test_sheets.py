"""Sheets in COUNT.json (计票单): both tellers', the settled one, and facts that follow from it."""

from __future__ import annotations

from typing import Any, Final

import pytest
from tests.exchange.agreement import disagreement, validator
from tests.exchange.count_samples import COUNT
from tests.exchange.mutations import bent, spoiled
from tests.exchange.samples import changed, without

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads, pretty
from huanjie.exchange.count import count_as_json, read_count


def sheet(**contests: dict[str, Any]) -> dict[str, Any]:
    return {"contests": contests}


CHAIR_PART: Final = {
    "valid": 690,
    "invalid": 10,
    "votes": {"A": 400, "B": 250},
    "oppose": {"A": 200, "B": 300},
    "abstain": {"A": 90, "B": 140},
    "write_ins": {"陈九": 20},
}
MEMBER_PART: Final = {
    "valid": 680,
    "invalid": 20,
    "votes": {"C": 500, "D": 400, "E": 300},
    "oppose": {"C": 100, "D": 200, "E": 300},
    "abstain": {"C": 80, "D": 80, "E": 80},
    "write_ins": {"褚十": 1},
}
DECIDED: Final = sheet(chair=CHAIR_PART, member=MEMBER_PART)
SLIP: Final = changed(DECIDED, "/contests/chair/votes/A", 399)
FIRST: Final = {"first": DECIDED, "second": SLIP, "settled": DECIDED}

REVOTE_PART: Final = {"valid": 647, "invalid": 3, "votes": {"A": 350, "B": 300}}
RUNOFF_PART: Final = {"valid": 620, "invalid": 10, "votes": {"D": 210, "E": 205}}
OFFICERS: Final = sheet(
    secretary={"valid": 3, "invalid": 0, "votes": {"A": 3}},
    **{"deputy-secretary": {"valid": 3, "invalid": 0, "votes": {"B": 2}}},
)


def alike(one: dict[str, Any]) -> dict[str, Any]:
    return {"first": one, "second": one, "settled": None}


def by_hand() -> dict[str, Any]:
    """The sample with every vote of it counted by hand."""
    document = changed(COUNT, "/rounds/0/cvr_sha256", None)
    document = changed(document, "/rounds/0/revotes/0/cvr_sha256", None)
    document = changed(document, "/rounds/0/sheets", FIRST)
    document = changed(document, "/rounds/0/revotes/0/sheets", alike(sheet(chair=REVOTE_PART)))
    document = changed(document, "/rounds/1/sheets", alike(sheet(member=RUNOFF_PART)))
    document = changed(document, "/rounds/2/sheets", alike(OFFICERS))
    # No two sheets share a value: a change of one is no change of another.
    whole: dict[str, Any] = loads(pretty(document))
    return whole


BY_HAND: Final = by_hand()
OWN, THIRD = "/rounds/0/sheets", "/rounds/0/sheets/settled/contests"
FACTS = "/rounds/0/facts/contests"


def refusal(document: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_count(Cursor(document))
    return caught.value


def test_a_hand_count_reads_as_it_was_written() -> None:
    file = read_count(Cursor(BY_HAND))
    text = pretty(count_as_json(file))
    assert read_count(Cursor(loads(text))) == file
    validator("count").validate(loads(text))
    assert count_as_json(file)["rounds"][0]["sheets"] == FIRST
    assert all(each.sheets for each in file.rounds)
    assert file.rounds[0].revotes[0].sheets


def test_a_round_without_sheets_does_not_speak_of_them() -> None:
    plain = count_as_json(read_count(Cursor(COUNT)))
    assert all("sheets" not in each for each in (*plain["rounds"], *plain["rounds"][0]["revotes"]))


def test_no_sheets_may_be_said_by_null() -> None:
    document = changed(COUNT, "/rounds/0/sheets", None)
    assert read_count(Cursor(document)) == read_count(Cursor(COUNT))


def test_reader_and_schema_agree_on_spoiled_and_bent_sheets() -> None:
    mutations = [m for m in (*spoiled(BY_HAND), *bent(BY_HAND)) if "sheets" in m.path]
    assert len(mutations) > 500
    differ = {
        str(m): how
        for m in mutations
        if (how := disagreement("count", lambda d: read_count(Cursor(d)), m))
    }
    assert differ == {}


# Which sheets there may be


@pytest.mark.parametrize("at", ["/rounds/0", "/rounds/1", "/rounds/2", "/rounds/0/revotes/0"])
def test_what_was_counted_from_records_has_no_sheets(at: str) -> None:
    fault = refusal(changed(BY_HAND, f"{at}/cvr_sha256", "0c" * 32))
    assert (fault.at, "单票记录" in fault.says) == (f"{at}/sheets", True)


@pytest.mark.parametrize("missing", [without, lambda d, p: changed(d, p, None)])
def test_where_the_two_differ_somebody_has_settled_it(missing: Any) -> None:
    fault = refusal(missing(BY_HAND, f"{OWN}/settled"))
    assert fault.at == f"{OWN}/second/contests/chair/votes/A"
    assert fault.says == "第一份计票单上是 400，第二份上是 399，没有监票人的认定"


def test_where_the_two_agree_nothing_is_settled() -> None:
    fault = refusal(changed(BY_HAND, f"{OWN}/second", DECIDED))
    assert (fault.at, "没有什么要认定" in fault.says) == (f"{OWN}/settled", True)


@pytest.mark.parametrize(
    ("path", "number", "says"),
    [
        ("chair/votes/B", 251, "两份计票单上都是 250，认定的一份写的是 251"),
        ("member/invalid", 21, "两份计票单上都是 20，认定的一份写的是 21"),
        ("chair/write_ins/陈九", 21, "两份计票单上都是 20，认定的一份写的是 21"),
        ("member/write_ins/陈九", 1, "两份计票单上都是 0，认定的一份写的是 1"),
    ],
)
def test_what_both_tellers_agree_on_is_nobodys_to_settle(path: str, number: int, says: str) -> None:
    fault = refusal(changed(BY_HAND, f"{THIRD}/{path}", number))
    assert (fault.at, fault.says) == (f"{THIRD}/{path}", says)


def test_a_name_that_both_have_is_not_left_out_of_the_settled_sheet() -> None:
    fault = refusal(without(BY_HAND, f"{THIRD}/chair/write_ins"))
    assert fault.at == f"{THIRD}/chair"


@pytest.mark.parametrize("which", ["second", "settled"])
def test_every_sheet_is_of_one_paper(which: str) -> None:
    at = f"{OWN}/{which}/contests"
    assert refusal(changed(BY_HAND, f"{at}/chair/votes/H", 1)).at.startswith(f"{at}/chair/")
    assert refusal(without(BY_HAND, f"{at}/member")).at == at
    assert refusal(changed(BY_HAND, f"{at}/head", CHAIR_PART)).at == f"{at}/head"
    plain = without(without(BY_HAND, f"{at}/chair/oppose"), f"{at}/chair/abstain")
    assert refusal(plain).at == f"{at}/chair"


def test_opposed_and_abstained_are_counted_both_or_neither() -> None:
    fault = refusal(without(BY_HAND, f"{OWN}/first/contests/chair/abstain"))
    assert (fault.at, "abstain" in fault.says) == (f"{OWN}/first/contests/chair", True)


def test_a_name_that_nobody_wrote_is_not_on_a_sheet() -> None:
    at = f"{OWN}/first/contests/chair/write_ins/卫十一"
    assert refusal(changed(BY_HAND, at, 0)).at == at


# The facts follow from the sheet that counts


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("0/candidates/0/votes", 399),
        ("0/candidates/0/oppose", 199),
        ("0/candidates/1/abstain", 139),
        ("0/write_ins/0/votes", 19),
        ("1/candidates/2/votes", 299),
    ],
)
def test_a_fact_that_is_one_off_is_refused_where_it_stands(path: str, number: int) -> None:
    plain = without(without(BY_HAND, "/rounds/0/batches"), "/rounds/0/revotes")
    read_count(Cursor(plain))
    fault = refusal(changed(plain, f"{FACTS}/{path}", number))
    assert fault.at == f"{FACTS}/{path}"
    assert fault.says == f"计票单上是 {number + 1}，这里写的是 {number}"


@pytest.mark.parametrize("path", ["0/write_ins", "0/candidates/0/oppose"])
def test_a_fact_that_is_left_out_is_refused_at_its_post(path: str) -> None:
    plain = without(without(BY_HAND, "/rounds/0/batches"), "/rounds/0/revotes")
    fault = refusal(without(plain, f"{FACTS}/{path}"))
    assert fault.at.startswith(f"{FACTS}/0")
    assert "计票单上有" in fault.says


def test_a_fact_that_stands_on_no_sheet_is_refused() -> None:
    plain = without(without(BY_HAND, "/rounds/0/batches"), "/rounds/0/revotes")
    fault = refusal(changed(plain, f"{FACTS}/1/write_ins/0/id", "卫十一"))
    assert (fault.at, fault.says) == (f"{FACTS}/1/write_ins/0/votes", "计票单上没有这个数")


LATER = [
    ("/rounds/1", "/rounds/1/facts", "member/votes/D", "/votes/D"),
    ("/rounds/1", "/rounds/1/facts", "member/invalid", "/collected"),
    ("/rounds/0/revotes/0", f"{FACTS}/0/revote", "chair/votes/B", "/votes/B"),
    ("/rounds/0/revotes/0", f"{FACTS}/0/revote", "chair/valid", "/collected"),
    ("/rounds/2", "/rounds/2/facts", "secretary/votes/A", "/votes/secretary/A"),
]


@pytest.mark.parametrize(("vote", "facts", "path", "at"), LATER)
def test_a_later_votes_facts_follow_from_its_sheets_too(
    vote: str, facts: str, path: str, at: str
) -> None:
    document = BY_HAND
    stated = validated(document, f"{vote}/sheets/first/contests/{path}")
    for which in ("first", "second"):
        document = changed(document, f"{vote}/sheets/{which}/contests/{path}", stated - 1)
    fault = refusal(document)
    assert (fault.at, "计票单上是" in fault.says) == (f"{facts}{at}", True)


def validated(document: Any, path: str) -> Any:
    for step in path.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def test_valid_and_invalid_papers_are_those_of_the_batches_too() -> None:
    document = changed(BY_HAND, "/rounds/1/batches/0/contests/member/valid", 619)
    document = changed(document, "/rounds/1/batches/0/contests/member/invalid", 11)
    fault = refusal(document)
    assert (fault.at, "619" in fault.says) == ("/rounds/1/batches", True)


def test_a_runoffs_sheets_are_about_its_own_post_alone() -> None:
    two = alike(sheet(member=RUNOFF_PART, chair=RUNOFF_PART))
    assert refusal(changed(BY_HAND, "/rounds/1/sheets", two)).at.endswith("/first/contests")
    other = alike(sheet(chair=RUNOFF_PART))
    assert refusal(changed(BY_HAND, "/rounds/1/sheets", other)).at.endswith("/first/contests")


def test_the_sheets_name_the_post_of_a_runoff_without_batches() -> None:
    assert read_count(Cursor(without(BY_HAND, "/rounds/1/batches"))).rounds[1].post == "member"


def test_a_sheet_that_contradicts_itself_is_refused_at_its_post() -> None:
    document = without(without(BY_HAND, "/rounds/0/batches"), "/rounds/0/revotes")
    for which in ("first", "second", "settled"):
        at = f"{OWN}/{which}/contests/chair/abstain/B"
        document = changed(document, at, 139)
    document = changed(document, f"{FACTS}/0/candidates/1/abstain", 139)
    fault = refusal(document)
    assert (fault.at, "一共 689 票" in fault.says) == (f"{THIRD}/chair", True)


def test_a_candidate_of_another_post_who_is_written_in_counts_under_his_id() -> None:
    document = without(without(BY_HAND, "/rounds/0/batches"), "/rounds/0/revotes")
    for which in ("first", "second", "settled"):
        at = f"{OWN}/{which}/contests/member/write_ins"
        document = changed(document, at, {"赵一": 1})
    fault = refusal(document)
    assert fault.at == f"{FACTS}/1/write_ins/0/votes"
    read_count(Cursor(changed(document, f"{FACTS}/1/write_ins/0/id", "A")))
