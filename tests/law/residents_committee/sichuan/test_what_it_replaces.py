"""四川省的规定替换了国家规则包的哪些规则，又增加了哪些。"""

from __future__ import annotations

from tests.law.overlays import DAY, decides, own_file

from huanjie.law.shelf import load

OWN = decides(own_file("residents-committee", "sichuan"))
NATIONAL = decides(dict(load("residents-committee", today=DAY).document))

REPLACED = {
    "ballot_total",
    "over_vote",
    "invalid_counts",
    "tie",
    "runoff_candidates",
    "women_seat",
    "relative_stays",
    "write_in_review",
    "candidates.member",  # at most three more
    "step candidates-published",
}
ADDED = {
    "candidates.chair",
    "candidates.vice-chair",
    "extension",
    "still_short",
    "registration once",
    "registration proof",
    "step nominees-published",
}
OWN_EITHER_WAY = {
    "election_committee",
    "succession",
    "proxy absent",
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
"""Rules that are Sichuan's own, whether the nation has one or not."""


def test_the_overlay_holds_these_rules_and_no_others() -> None:
    assert OWN == REPLACED | ADDED | OWN_EITHER_WAY
    assert REPLACED <= NATIONAL
    assert not ADDED & NATIONAL
