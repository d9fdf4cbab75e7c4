"""Published examples (算例) as counts: one of each kind of result, with invented people."""

from __future__ import annotations

from typing import Any, Final

from tests.dossier.cast import POLLING_DAY

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.exchange.count import read_count
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load


def people(**votes: int) -> list[dict[str, Any]]:
    return [{"id": id_, "votes": n} for id_, n in votes.items()]


def women_among(candidates: list[dict[str, Any]], *women: str) -> list[dict[str, Any]]:
    return [{**each, "sex": "f" if each["id"] in women else "m"} for each in candidates]


def contest(post: str, seats: int, candidates: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"post": post, "seats": seats, "candidates": candidates, **more}


PAPERS: Final = {"registered": 900, "voters": 705, "issued": 710, "collected": 700}
WOMAN_IN: Final = {"women_seat_met": True}

EXAMPLES: Final[dict[str, tuple[str, str | None, dict[str, Any]]]] = {
    "party-first-stage": (
        "party-branch",
        None,
        {
            "entitled": 50,
            "attended": 44,
            "issued": 44,
            "collected": 44,
            "contests": [contest("member", 3, people(A=40, B=35, C=30, D=22))],
        },
    ),
    "relatives-both-elected": (
        "villagers-committee",
        "zhejiang",
        {
            **PAPERS,
            "near_relatives": [["X", "Y"]],
            "contests": [
                contest("chair", 1, people(X=420, Z=250)),
                contest("member", 3, people(Y=600, P=500, Q=450, R=300), **WOMAN_IN),
            ],
        },
    ),
    "the-best-woman-first": (
        "villagers-committee",
        "sichuan",
        {
            **PAPERS,
            "contests": [
                contest("member", 2, women_among(people(A=500, B=480, C=360, D=200), "C", "D"))
            ],
        },
    ),
    "tie-across-the-last-seat": (
        "villagers-committee",
        "sichuan",
        {**PAPERS, "contests": [contest("member", 2, people(A=500, B=400, C=400), **WOMAN_IN)]},
    ),
    "tie-settled-by-a-revote": (
        "villagers-committee",
        "sichuan",
        {
            **PAPERS,
            "contests": [
                contest(
                    "member",
                    2,
                    people(A=500, B=400, C=400),
                    revote={"collected": 640, "votes": {"B": 300, "C": 340}},
                    **WOMAN_IN,
                )
            ],
        },
    ),
    "turnout-half-is-not-more-than-half": (
        "villagers-committee",
        None,
        {
            "registered": 1000,
            "issued": 500,
            "collected": 500,
            "contests": [contest("chair", 1, people(A=480, B=20))],
        },
    ),
    "written-in": (
        "villagers-committee",
        "sichuan",
        {
            **PAPERS,
            "contests": [
                contest(
                    "chair",
                    1,
                    people(A=250, B=80),
                    write_ins=[{"id": "<b>冯立新</b>", "votes": 360}],
                )
            ],
        },
    ),
}


def document(name: str) -> dict[str, Any]:
    """COUNT.json of an example."""
    pack, region, facts = EXAMPLES[name]
    return {
        "election": {
            "pack": pack,
            "region": region,
            "unit": {"code": "330329102203", "name": "南院村"},
            "polling_day": POLLING_DAY.isoformat(),
            "contests": [
                {
                    "post": each["post"],
                    "seats": each["seats"],
                    "women_seat_met": each.get("women_seat_met", False),
                    "candidates": [
                        {
                            "id": one["id"],
                            "name": f"候选人{one['id']}",
                            **({"sex": one["sex"]} if "sex" in one else {}),
                        }
                        for one in each["candidates"]
                    ],
                    "write_ins": 1,
                }
                for each in facts["contests"]
            ],
            "near_relatives": facts.get("near_relatives", []),
        },
        "rounds": [{"kind": "first", "facts": facts, "batches": [], "cvr_sha256": None}],
    }


def example(name: str) -> tuple[CountFile, RulePack]:
    """An example as a count, and the pack that it is decided by."""
    pack, region, _ = EXAMPLES[name]
    count = read_count(Cursor(document(name)))
    return count, load(pack, on=POLLING_DAY, today=POLLING_DAY, region=region)
