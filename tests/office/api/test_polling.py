"""A polling day by programs (用接口办投票和计票): papers issued and collected, and two tellers'
sheets, neither seen by the other.
"""

from __future__ import annotations

from typing import Any

from tests.office.api.conftest import Program, program
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.polling.conftest import publish

from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Sheet
from huanjie.office.units.models import Unit

PEOPLE = {
    "chair": {"p1": 400, "p2": 200},
    "member": {"p3": 450, "p4": 400, "p5": 200, "p6": 100},
    "妇女委员": {"p7": 400, "p8": 200},
}


def sheet(chair: int = 400) -> dict[str, Any]:
    """A teller's sheet of 600 valid papers and 10 that are not."""
    posts = PEOPLE | {"chair": {"p1": chair, "p2": 600 - chair}}
    parts = {post: {"valid": 600, "invalid": 10, "votes": votes} for post, votes in posts.items()}
    return {"collected": 610, "contests": parts}


def names(people: dict[str, int]) -> tuple[tuple[str, str], ...]:
    known = {"p1": "蓝志强", "p2": "雷建国", "p3": "钟文斌", "p4": "吴海涛", "p5": "林守义"}
    known |= {"p6": "包明远", "p7": "蓝桂兰", "p8": "雷秀英"}
    return tuple((known[each], "f" if each in ("p7", "p8") else "m") for each in people)


def test_a_polling_day_up_to_both_sheets(
    cast: Cast, village: Unit, clerk: Program, election: Election
) -> None:
    publish(election, {post: names(people) for post, people in PEOPLE.items()})
    one, other = program(cast.teller, village), program(cast.other_teller, village)
    address = f"/elections/{election.pk}/rounds/1"
    with on(POLLING_DAY):
        assert clerk.post(f"{address}/issue", {"issued": 620}).status_code == 200
        done = clerk.post(f"{address}/collect", {"collected": 610, "voters": 610})
        assert done.status_code == 200, done.content
        assert one.get(f"{address}/sheet").status_code == 409
        entered = one.send("PUT", f"{address}/sheet", sheet())
        assert entered.status_code == 200, entered.content
        assert one.get(f"{address}/sheet").json()["contests"]["chair"]["votes"]["p1"] == 400
        assert other.get(f"{address}/sheet").status_code == 409
        assert clerk.get(f"{address}/sheet").status_code == 403
        for made in (clerk, one, other):
            told = made.get(f"{address}/compare")
            assert (told.status_code, "400" in told.content.decode()) == (409, False)
        assert other.send("PUT", f"{address}/sheet", sheet(399)).status_code == 200
        compared = clerk.get(f"{address}/compare").json()
    assert not compared["decided"]
    assert [(each["whom"], each["first"], each["second"]) for each in compared["differences"]] == [
        ("p1", 400, 399),
        ("p2", 200, 201),
    ]
    assert Sheet.objects.count() == 2


def test_a_sheet_that_contradicts_itself_is_refused(
    cast: Cast, village: Unit, clerk: Program, election: Election
) -> None:
    publish(election, {post: names(people) for post, people in PEOPLE.items()})
    one = program(cast.teller, village)
    address = f"/elections/{election.pk}/rounds/1"
    with on(POLLING_DAY):
        clerk.post(f"{address}/issue", {"issued": 620})
        clerk.post(f"{address}/collect", {"collected": 610, "voters": 610})
        wrong = sheet()
        wrong["contests"]["chair"]["valid"] = 601
        refused = one.send("PUT", f"{address}/sheet", wrong)
    assert refused.status_code == 422
    assert refused.json()["remedy"]
    assert not Sheet.objects.exists()
