"""天津市村民委员会选举办法：改了国家版本的哪些规定，加了哪些。"""

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


LAW = law_of("tianjin")


def test_the_overlay_is_named_by_the_day_it_is_in_force_from() -> None:
    assert LAW.id == "villagers-committee@2026-01-01+tianjin@2019-05-30"


def test_these_national_rules_are_replaced() -> None:
    assert replaced(LAW) == {
        "ballot_total",
        "candidates.member",
        "election_committee",
        "over_vote",
        "provision.by-election",
        "provision.ends-by-itself",
        "provision.meeting-candidates",
        "provision.resignation",
        "provision.void-election",
        "runoff_candidates",
        "size",
        "step.candidates-published",
        "still_short",
        "tie",
    }


def test_these_rules_are_added() -> None:
    assert added(LAW) == {
        "candidates.chair",
        "candidates.vice-chair",
        "extension",
        "form.winner-certificate",
        "step.nominees-published",
        "step.proxies-end",
        "step.result-objections-end",
        "step.revote-end",
        "step.runoff-end",
        "step.withdrawals-end",
    }


def test_every_provision_has_a_topic_of_the_handbook() -> None:
    assert {each.topic for each in LAW.provisions} <= TOPICS
