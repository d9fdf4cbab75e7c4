"""北京市村民委员会选举办法：改了国家版本的哪些规定，加了哪些。"""

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


LAW = law_of("beijing")


def test_the_overlay_is_named_by_the_day_it_is_in_force_from() -> None:
    assert LAW.id == "villagers-committee@2026-01-01+beijing@2012-11-01"


def test_these_national_rules_are_replaced() -> None:
    assert replaced(LAW) == {
        "ballot_total",
        "candidates.member",
        "election_committee",
        "invalid_counts",
        "over_vote",
        "provision.by-election",
        "provision.meeting-candidates",
        "provision.resignation",
        "provision.void-election",
        "runoff_candidates",
        "step.candidates-published",
        "still_short",
        "succession_order",
        "tie",
    }


def test_these_rules_are_added() -> None:
    assert added(LAW) == {
        "candidates.chair",
        "candidates.vice-chair",
        "eligibility.meeting",
        "fact.barred_by_meeting",
        "fact.former_rural_hukou_here",
        "fact.months_working_here",
        "fact.voted_in_community",
        "fact.works_here",
        "registration_ground.former-rural",
        "registration_ground.worker",
        "step.proxies-end",
        "step.runoff-end",
    }


def test_every_provision_has_a_topic_of_the_handbook() -> None:
    assert {each.topic for each in LAW.provisions} <= TOPICS
