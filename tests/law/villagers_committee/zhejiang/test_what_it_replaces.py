"""浙江省的规定替换了国家规则包的哪些规则，又增加了哪些。"""

from __future__ import annotations

from tests.law.overlays import DAY, decides, own_file

from huanjie.law.shelf import load

OWN = decides(own_file("villagers-committee", "zhejiang"))
NATIONAL = decides(dict(load("villagers-committee", today=DAY).document))

REPLACED = {
    "ballot_total",  # compared with the voters
    "over_vote",
    "tie",
    "runoff_candidates",
    "still_short",
    "women_seat",  # a line of its own
    "relative_stays",  # the next takes the seat
    "write_in_review",
    "election_committee",
    "registration once",
    "proxy candidate",
    "proxy number",
    "step candidates-published",
    "step result-published",  # the same or the next day
}
ADDED = {
    "same_person_twice",
    "extension",
    "proxy competitor",
    "proxy in-time",
    "proxy posted",
    "step speeches-requested",
    "step withdrawals-end",
}
DATED = {
    "step poll-announced",
    "step workers-named",
    "step proxies-end",
    "step proxies-published",
    "step runoff-end",
}
"""Steps whose day is Zhejiang's own, whether the nation has one or not."""


def test_the_overlay_holds_these_rules_and_no_others() -> None:
    assert OWN == REPLACED | ADDED | DATED
    assert REPLACED <= NATIONAL
    assert not ADDED & NATIONAL


def test_what_the_national_law_of_2026_overrules_is_left_to_it() -> None:
    overruled = {"succession", "near_relatives", "nomination.voters-jointly", "proxy voter"}
    assert overruled <= NATIONAL - OWN
