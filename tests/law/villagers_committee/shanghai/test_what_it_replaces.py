"""上海市的规定替换了国家规则包的哪些规则，又增加了哪些。"""

from __future__ import annotations

from tests.law.overlays import DAY, decides, own_file

from huanjie.law.shelf import load

OWN = decides(own_file("villagers-committee", "shanghai"))
NATIONAL = decides(dict(load("villagers-committee", today=DAY).document))

REPLACED = {
    "ballot_total",  # compared with the voters
    "over_vote",
    "tie",
    "runoff_candidates",
    "still_short",  # where a meeting agrees
    "candidates.member",  # at most three more
    "election_committee",
    "proxy number",
    "step candidates-published",
}
ADDED = {
    "candidates.chair",
    "candidates.vice-chair",
    "registration_ground married-in",
    "registration_ground former-villager",
    "proxy in-time",
    "step ballots-sealed",
    "step seal-handover",
}
DATED = {"step proxies-end", "step proxies-published", "step poll-announced", "step runoff-end"}
"""Steps whose day is Shanghai's own, whether the nation has one or not."""


def test_the_overlay_holds_these_rules_and_no_others() -> None:
    assert OWN == REPLACED | ADDED | DATED
    assert REPLACED <= NATIONAL
    assert not ADDED & NATIONAL


def test_what_the_national_law_of_2026_overrules_is_left_to_it() -> None:
    overruled = {"succession", "near_relatives", "nomination.voters-jointly", "proxy absent"}
    assert overruled <= NATIONAL - OWN
