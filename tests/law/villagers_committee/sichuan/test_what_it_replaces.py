"""四川省的规定替换了国家规则包的哪些规则，又增加了哪些。"""

from __future__ import annotations

from tests.law.overlays import DAY, decides, own_file

from huanjie.law.shelf import load

OWN = decides(own_file("villagers-committee", "sichuan"))
NATIONAL = decides(dict(load("villagers-committee", today=DAY).document))

REPLACED = {
    "ballot_total",
    "over_vote",
    "invalid_counts",
    "tie",
    "runoff_candidates",
    "still_short",
    "women_seat",
    "relative_stays",
    "write_in_review",
    "candidates.member",  # at most three more
    "election_committee",
    "succession",  # who is willing to stand
    "registration once",
    "proxy absent",
    "step candidates-published",
}
ADDED = {
    "candidates.chair",
    "candidates.vice-chair",
    "extension",
    "registration proof",
    "step nominees-published",
}
DATED = {
    "step committee-formed",
    "step audit-published",  # before the election committee
    "step nomination-end",
    "step candidates-reviewed",  # before the nominees are posted
    "step poll-announced",
    "step proxies-published",
    "step runoff-end",
    "step supervisors-chosen",
    "step archive-end",
}
"""Steps whose day is Sichuan's own, whether the nation has one or not."""


def test_the_overlay_holds_these_rules_and_no_others() -> None:
    assert OWN == REPLACED | ADDED | DATED
    assert REPLACED <= NATIONAL
    assert not ADDED & NATIONAL
