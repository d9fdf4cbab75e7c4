"""海南省村民委员会选举办法：改了国家版本的哪些规定，加了哪些。"""

from __future__ import annotations

from typing import Final

from tests.law.villagers_committee.overlays import added, law_of, replaced

TOPICS: Final = {
    "选举委员会",
    "登记",
    "候选人",
    "投票",
    "计票",
    "当选",
    "选举以后",
    "任期",
    "罢免",
    "监督",
}


LAW = law_of("hainan")


def test_the_overlay_is_named_by_the_day_it_is_in_force_from() -> None:
    assert LAW.id == "villagers-committee@2026-01-01+hainan@2025-11-27"


def test_these_national_rules_are_replaced() -> None:
    assert replaced(LAW) == {
        "ballot_total",
        "candidates.member",
        "election_committee",
        "nomination.voters-jointly",
        "over_vote",
        "provision.by-election",
        "provision.ends-by-itself",
        "provision.resignation",
        "provision.void-election",
        "registration_ground.incomer",
        "relative_stays",
        "runoff_candidates",
        "step.candidates-published",
        "step.result-published",
        "still_short",
        "succession_order",
        "tie",
        "women_seat",
        "write_in_review",
    }


def test_these_rules_are_added() -> None:
    assert added(LAW) == {
        "box_total",
        "candidates.chair",
        "candidates.vice-chair",
        "extension",
        "form.proxy-notice",
        "step.audit-published",
        "step.ballot-writers-published",
        "step.group-heads-chosen",
        "step.mobile-voters-published",
        "step.proxies-published",
        "step.runoff-end",
        "step.seal-handover",
        "step.withdrawals-end",
        "step.write-ins-reviewed",
        "votes_carry_down",
    }


def test_every_provision_has_a_topic_of_the_handbook() -> None:
    assert {each.topic for each in LAW.provisions} <= TOPICS
