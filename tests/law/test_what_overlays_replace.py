"""Which national rules each overlay (地区规定) puts its own in the place of, which it adds, and
which of its text's rules it leaves to the national law of 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from tests.law.lookup import added, law_of, not_touched, replaced

VILLAGERS, RESIDENTS = "villagers-committee", "residents-committee"

IDS: Final = {
    (RESIDENTS, "sichuan"): "residents-committee@2026-01-01+sichuan@2026-01-01",
    (VILLAGERS, "sichuan"): "villagers-committee@2026-01-01+sichuan@2026-01-01",
    (VILLAGERS, "zhejiang"): "villagers-committee@2026-01-01+zhejiang@2020-07-31",
    (VILLAGERS, "shanghai"): "villagers-committee@2026-01-01+shanghai@2020-09-25",
    (VILLAGERS, "hainan"): "villagers-committee@2026-01-01+hainan@2025-11-27",
    (VILLAGERS, "hebei"): "villagers-committee@2026-01-01+hebei@2020-07-30",
    (VILLAGERS, "tianjin"): "villagers-committee@2026-01-01+tianjin@2019-05-30",
    (VILLAGERS, "beijing"): "villagers-committee@2026-01-01+beijing@2012-11-01",
}

EVERYWHERE: Final = {
    "election_committee",  # how many people
    "ballot_total",
    "over_vote",
    "runoff_candidates",
    "tie",
    "step candidates-published",
}
"""What every text of a province says in its own way."""

REPLACED: Final[dict[tuple[str, str], set[str]]] = {
    (RESIDENTS, "sichuan"): {
        *("candidates.member", "invalid_counts", "women_seat"),
        *("relative_stays", "write_in_review"),
        *("succession", "proxy absent"),
        "registration_ground community-worker",  # with a proof
        *("step committee-formed", "step committee-published"),
        "step audit-published",  # before the election committee
        "step nomination-end",
        "step candidates-reviewed",  # before the nominees are posted
        "step proxies-published",
        "step archive-end",
    },
    (VILLAGERS, "sichuan"): {
        *(
            "step committee-published",
            "step measures-adopted",
            "step result-filed",
            "step certificates-issued",
        ),
        "candidates.member",  # at most three more
        *("invalid_counts", "women_seat", "relative_stays", "write_in_review", "still_short"),
        "succession",  # who is willing to stand
        *("registration once", "registration_ground incomer", "proxy absent"),
        "step committee-formed",
        "step audit-published",  # before the election committee
        "step nomination-end",
        "step candidates-reviewed",  # before the nominees are posted
        *("step poll-announced", "step proxies-published", "step runoff-end"),
        *("step supervisors-chosen", "step archive-end"),
    },
    (VILLAGERS, "zhejiang"): {
        *("step committee-published", "step measures-adopted"),
        "women_seat",  # a line of its own
        "relative_stays",  # the next takes the seat
        *("still_short", "write_in_review"),
        *("registration once", "proxy candidate", "proxy number"),
        *("step poll-announced", "step workers-named", "step proxies-end"),
        *("step proxies-published", "step runoff-end"),
        "step result-published",  # the same or the next day
    },
    (VILLAGERS, "shanghai"): {
        *("step measures-adopted", "step result-filed", "step certificates-issued"),
        "candidates.member",  # at most three more
        "still_short",  # where a meeting agrees
        *("proxy absent", "proxy number"),
        *("step poll-announced", "step proxies-end", "step proxies-published", "step runoff-end"),
    },
    (VILLAGERS, "hainan"): {
        *("step committee-published", "step measures-adopted", "step result-filed"),
        "candidates.member",  # at most three more
        *("nomination.voters-jointly", "registration_ground incomer", "succession_order"),
        *("women_seat", "relative_stays", "still_short", "write_in_review"),
        *("step audit-published", "step proxies-published", "step runoff-end"),
        "step proxies-end",  # before the list is confirmed
        "step result-published",  # the same or the next day
        "step supervisors-chosen",  # alone: representatives come before, group heads after
        "woman_candidate",  # a number, and who
        *("step nomination-end", "step candidates-reviewed"),  # time to object and to answer
    },
    (VILLAGERS, "hebei"): {
        *("step result-filed", "step certificates-issued"),
        "candidates.member",  # at most three more
        "proxy number",  # two people, not three
        "proxy absent",  # whoever cannot come
        *("invalid_counts", "woman_candidate"),
        "step nomination-end",  # before the last day to step back
        *("step proxies-end", "step runoff-end"),
    },
    (VILLAGERS, "tianjin"): {
        *(
            "step committee-published",
            "step measures-adopted",
            "step result-filed",
            "step certificates-issued",
        ),
        "size",  # an odd number
        "proxy absent",  # for other reasons too
        "step nomination-end",  # before the nominees are posted
        *("candidates.member", "woman_candidate"),  # at most two more; one at least
        *("still_short", "step proxies-end", "step runoff-end"),
    },
    (VILLAGERS, "beijing"): {
        *("step committee-published", "step result-filed"),
        "candidates.member",  # at most two more
        *("invalid_counts", "still_short", "succession_order"),
        *("step proxies-end", "step runoff-end"),
    },
}

ADDED: Final[dict[tuple[str, str], set[str]]] = {
    (RESIDENTS, "sichuan"): {
        *(
            "candidates.chair",
            "candidates.vice-chair",
            "extension",
            "still_short",
            "registration once",
            "unissued_destroyed",
            "one_post_a_candidate",
            "list_order",
            "illegible_part",
        ),
        *("step nominees-published", "step poll-announced", "step runoff-end"),
        *("step supervisors-chosen", "fill_up", "fixed_list"),
    },
    (VILLAGERS, "sichuan"): {
        *("illegible_part", "list_order", "fixed_list"),
        *("candidates.chair", "candidates.vice-chair", "extension"),
        *("step nominees-published", "unissued_destroyed", "one_post_a_candidate", "fill_up"),
    },
    (VILLAGERS, "zhejiang"): {
        *("same_person_twice", "extension", "fill_up", "one_post_a_candidate", "list_order"),
        *("proxy competitor", "proxy in-time", "proxy posted"),
        *("step speeches-requested", "step withdrawals-end"),
    },
    (VILLAGERS, "shanghai"): {
        "list_order",
        *("candidates.chair", "candidates.vice-chair"),
        *("registration_ground married-in", "registration_ground former-villager"),
        *("proxy in-time", "step ballots-sealed", "step seal-handover"),
    },
    (VILLAGERS, "hainan"): {
        *("list_order", "fill_up", "fixed_list", "one_post_a_candidate"),
        *("candidates.chair", "candidates.vice-chair", "box_total", "extension"),
        "votes_carry_down",  # where the village says so
        *("step mobile-voters-published", "step ballot-writers-published"),
        *("step withdrawals-end", "step write-ins-reviewed", "step seal-handover"),
        *("step representatives-chosen", "step group-heads-chosen"),
        *(
            "finding_appeal",
            "cancellation",
            "objection_appeal",
            "step finding-objections-end",
            "step finding-objection-decided",
        ),
    },
    (VILLAGERS, "hebei"): {
        *("list_order", "fill_up", "fixed_list", "illegible_part"),
        *("candidates.chair", "candidates.vice-chair", "nomination.self", "votes_carry_down"),
        "proxy confirmed",
        *("step self-nominations-end", "step withdrawals-end", "step subcommittees-formed"),
    },
    (VILLAGERS, "tianjin"): {
        *("list_order", "ballot_order", "fill_up", "fixed_list", "illegible_part"),
        *("candidates.chair", "candidates.vice-chair", "extension"),
        *("proxy competitor", "proxy confirmed"),
        *("step nominees-published", "step withdrawals-end", "step revote-end"),
        "step result-objections-end",
    },
    (VILLAGERS, "beijing"): {
        "list_order",
        *("candidates.chair", "candidates.vice-chair"),
        *("registration_ground former-rural", "registration_ground worker"),
        "eligibility meeting",  # who is not nominated, as a meeting decides
    },
}

OVERRULED: Final[dict[tuple[str, str], set[str]]] = {
    (VILLAGERS, "zhejiang"): {
        *("succession", "near_relatives", "nomination.voters-jointly", "proxy voter"),
    },
    (VILLAGERS, "shanghai"): {
        *("succession", "near_relatives", "nomination.voters-jointly"),
    },
    (VILLAGERS, "hebei"): {
        *("succession", "registration_ground incomer", "proxy voter"),
        *("nomination.party-organisation", "nomination.voters-jointly"),
    },
    (VILLAGERS, "tianjin"): {
        *("succession", "registration_ground incomer", "proxy voter"),
        *("nomination.party-organisation", "nomination.voters-jointly", "runoff"),
    },
    (VILLAGERS, "beijing"): {
        *("term", "succession", "proxy voter"),
        *("nomination.party-organisation", "nomination.voters-jointly"),
    },
}
"""What an older text says otherwise, and the national law of 2026 decides."""


def each(table: dict[tuple[str, str], Any]) -> Iterator[Any]:
    for (body, region), value in table.items():
        yield pytest.param(body, region, value, id=f"{body}+{region}")


@pytest.mark.parametrize(("body", "region", "name"), list(each(IDS)))
def test_an_overlay_is_named_by_the_day_it_is_in_force_from(
    body: str, region: str, name: str
) -> None:
    assert law_of(region, body).id == name


@pytest.mark.parametrize(("body", "region", "rules"), list(each(REPLACED)))
def test_these_national_rules_are_replaced(body: str, region: str, rules: set[str]) -> None:
    assert replaced(law_of(region, body)) == EVERYWHERE | rules


@pytest.mark.parametrize(("body", "region", "rules"), list(each(ADDED)))
def test_these_rules_are_added(body: str, region: str, rules: set[str]) -> None:
    assert added(law_of(region, body)) == rules


@pytest.mark.parametrize(("body", "region", "rules"), list(each(OVERRULED)))
def test_what_the_national_law_of_2026_overrules_is_left_to_it(
    body: str, region: str, rules: set[str]
) -> None:
    assert rules <= not_touched(law_of(region, body))
