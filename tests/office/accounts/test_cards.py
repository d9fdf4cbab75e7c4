"""One-time cards (一次性卡): once, on one device, for one role, until noon of the next day."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.polling import conftest as polling

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.accounts.cards import Holder, hand_out_cards
from huanjie.office.accounts.codes import ALPHABET, code_index
from huanjie.office.accounts.models import Card
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def post(client: Client, address: str, **form: str) -> Any:
    return client.post(address, {"key": uuid.uuid4().hex, **form})


def codes_of(page: Any) -> list[str]:
    return re.findall(r'class="code">([A-Z0-9-]{9})<', page.content.decode())


def enter(code: str, **more: str) -> tuple[Client, Any]:
    client = Client(**more)  # type: ignore[arg-type]
    return client, client.post("/card/", {"code": code})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def hand_out(election: Election, cast: Cast, browse: Browse) -> Callable[..., list[str]]:
    """Hand out cards as the chair does, and read the codes from the page."""

    def handed(*names: str, role: str = "teller") -> list[str]:
        address = f"/elections/{election.pk}/cards/"
        page = post(browse(cast.chair), address, role=role, names="\n".join(names))
        codes = codes_of(page)
        assert len(codes) == len(names)
        return codes

    return handed


HandOut = Callable[..., list[str]]


def test_a_card_lets_its_holder_in_to_their_election_and_to_nothing_else(
    election: Election, hand_out: HandOut, next_village: Unit
) -> None:
    (code,) = hand_out("王五")
    client, page = enter(code)
    assert page["Location"] == f"/elections/{election.pk}/"
    assert "王五" in client.get(page["Location"]).content.decode()
    assert client.get(f"/elections/{election.pk}/roll/").status_code in (403, 404)
    assert client.get(f"/units/{next_village.pk}/").status_code == 404
    assert client.get("/accounts/").status_code == 403


@pytest.mark.parametrize(
    "typed", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c.replace('-', ' ')} "]
)
def test_a_code_is_read_however_it_is_typed(hand_out: HandOut, typed: Callable[[str], str]) -> None:
    (code,) = hand_out("王五")
    client, _ = enter(typed(code))
    assert is_in(client)


def test_a_card_signs_in_once_on_one_device(hand_out: HandOut) -> None:
    (code,) = hand_out("王五")
    first, _ = enter(code)
    second, page = enter(code)
    assert is_in(first)
    assert not is_in(second)
    assert "已经用过" in page.content.decode()
    assert first.get("/account/").status_code == 200


@pytest.mark.parametrize(("hour", "is_good"), [(11, True), (12, False)])
def test_a_card_is_over_at_noon_after_the_polling_day(
    hand_out: HandOut, hour: int, is_good: bool
) -> None:
    (code,) = hand_out("王五")
    day = POLLING_DAY + datetime.timedelta(days=1)
    moment = datetime.datetime(day.year, day.month, day.day, hour, tzinfo=clock.CHINA)
    with clock.acting_at(moment):
        client, page = enter(code)
    assert is_in(client) == is_good
    assert is_good or "已经过期" in page.content.decode()


def test_what_a_holder_may_do_ends_with_the_card(election: Election, hand_out: HandOut) -> None:
    (code,) = hand_out("王五")
    with on(POLLING_DAY):
        client, page = enter(code)
        assert client.get(page["Location"]).status_code == 200
    with on(POLLING_DAY + datetime.timedelta(days=2)):
        assert client.get(page["Location"]).status_code == 404


def test_a_card_that_is_handed_out_for_a_later_vote_lasts_until_noon_after_it(
    election: Election, cast: Cast
) -> None:
    later = POLLING_DAY + datetime.timedelta(days=20)
    with on(later):
        _give(cast, election, "ACDE-FGHJ")
    ends = Card.objects.get().expires_at.astimezone(clock.CHINA)
    assert (ends.date(), ends.hour) == (later + datetime.timedelta(days=1), 12)


def _give(cast: Cast, election: Election, *codes: str) -> None:
    holders = [Holder(name=f"王{n}", code=code) for n, code in enumerate(codes)]
    hand_out_cards(
        acting_user=act(cast.chair), election=election, role=Role.TELLER, holders=holders
    )


def test_a_holder_does_not_fall_asleep_while_waiting_for_the_count(
    hand_out: HandOut, election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = hand_out("王五")
    client, page = enter(code)
    client.get(page["Location"])
    later = clock.machine_time() + datetime.timedelta(hours=5)
    monkeypatch.setattr(clock, "machine_time", lambda: later)
    assert client.get(page["Location"]).status_code == 200


def test_a_card_that_replaces_another_is_for_the_same_person_and_ends_the_first(
    election: Election, cast: Cast, hand_out: HandOut, browse: Browse
) -> None:
    (code,) = hand_out("王五")
    client, page = enter(code)
    card = Card.objects.get()
    again = post(browse(cast.clerk), f"/elections/{election.pk}/cards/{card.pk}/replace/")
    (new,) = codes_of(again)
    assert client.get(page["Location"]).status_code == 302
    assert "已经收回" in enter(code)[1].content.decode()
    other, _ = enter(new)
    assert is_in(other)
    assert len({each.user_id for each in Card.objects.all()}) == 1


def test_a_card_that_was_taken_back_opens_nothing(
    election: Election, cast: Cast, hand_out: HandOut, browse: Browse
) -> None:
    used, unused = hand_out("王五", "赵六")
    client, page = enter(used)
    for card in Card.objects.all():
        address = f"/elections/{election.pk}/cards/{card.pk}/revoke/"
        assert post(browse(cast.chair), address).status_code == 302
        assert post(browse(cast.chair), address).status_code == 422
    assert client.get(page["Location"]).status_code == 302
    assert not is_in(enter(unused)[0])


def test_wrong_codes_are_limited_by_where_they_come_from_and_lock_no_other_hall(
    hand_out: HandOut,
) -> None:
    (code,) = hand_out("王五")
    here = [enter(f"ACDEFGH{ALPHABET[n % 28]}", REMOTE_ADDR="10.0.0.1")[1] for n in range(50)]
    assert [page.status_code for page in here] == [200] * 49 + [429]
    assert enter(code, REMOTE_ADDR="10.0.0.1")[1].status_code == 429
    assert is_in(enter(code, REMOTE_ADDR="10.0.0.2")[0])
    assert not AccessAttempt.objects.filter(post_data__contains="ACDEFGH").exists()


def test_no_code_stands_anywhere_in_the_database(election: Election, hand_out: HandOut) -> None:
    (code,) = hand_out("王五")
    enter(code)
    from django.apps import apps

    kept = " ".join(str(list(model._default_manager.values())) for model in apps.get_models())
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert code_index(code) in kept


def test_the_log_of_the_election_holds_the_cards_by_number(
    election: Election, cast: Cast, hand_out: HandOut, browse: Browse
) -> None:
    hand_out("王五")
    card = Card.objects.get().pk
    post(browse(cast.chair), f"/elections/{election.pk}/cards/{card}/revoke/")
    deeds = [entry.deed for entry in journal.check(election.log_name).entries]
    assert deeds == ["hand-out-card", "revoke-card"]
    page = browse(cast.observer).get(f"/elections/{election.pk}/history/").content.decode()
    assert "发一次性卡" in page


def test_a_double_click_makes_one_card(election: Election, cast: Cast, browse: Browse) -> None:
    client = browse(cast.chair)
    form = {"key": "k", "role": "teller", "names": "王五"}
    pages = [client.post(f"/elections/{election.pk}/cards/", form) for _ in range(2)]
    assert codes_of(pages[0]) == codes_of(pages[1])
    assert Card.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"role": "teller", "names": ""}, "请填写这一项"),
        ({"role": "chair", "names": "王五"}, "没有“chair”这一项"),
        ({"role": "teller", "names": "王五\n王五"}, "有两行姓名一样"),
        ({"role": "teller", "names": "王" * 61}, "太长"),
        ({"role": "teller", "names": "\n".join(f"王{n}" for n in range(21))}, "一次发 1 到 20 张"),
    ],
)
def test_cards_that_cannot_be_are_refused_and_none_is_made(
    election: Election, cast: Cast, browse: Browse, form: dict[str, str], says: str
) -> None:
    page = post(browse(cast.chair), f"/elections/{election.pk}/cards/", **form)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Card.objects.exists()
    assert not User.objects.filter(username__startswith="card-").exists()


@pytest.mark.parametrize("who", ["teller", "observer", "county", "stranger"])
def test_only_whoever_runs_the_election_hands_out_cards(
    election: Election, cast: Cast, browse: Browse, who: str
) -> None:
    client = browse(getattr(cast, who))
    address = f"/elections/{election.pk}/cards/"
    assert client.get(address).status_code == 404
    assert post(client, address, role="teller", names="王五").status_code == 404


def test_no_card_is_of_another_election(
    election: Election, party_election: Election, cast: Cast, hand_out: HandOut, browse: Browse
) -> None:
    hand_out("王五")
    for number in (Card.objects.get().pk, 0, "x", "9" * 30):
        for deed in ("replace", "revoke"):
            address = f"/elections/{party_election.pk}/cards/{number}/{deed}/"
            assert post(browse(cast.chair), address).status_code == 404


def test_after_the_election_no_card_is_handed_out(election: Election, cast: Cast) -> None:
    Election.objects.filter(pk=election.pk).update(stage="sealed")
    with pytest.raises(BadInput, match="已经结束"):
        _give(cast, election, "ACDE-FGHJ")


def test_two_tellers_with_cards_count_and_the_scrutineer_settles(
    election: Election, cast: Cast, hand_out: HandOut, browse: Browse
) -> None:
    """A whole count by people who have no account (盲录)."""
    polling.publish(election, polling.VILLAGERS)
    codes = [*hand_out("王五", "赵六"), *hand_out("孙七", role="scrutineer")]
    root = f"/elections/{election.pk}/rounds/1/"
    with on(POLLING_DAY):
        clerk = browse(cast.clerk)
        assert post(clerk, f"{root}issue/", issued="750", confirm="1").status_code == 302
        form = {"collected": "700", "voters": "700", "sheets_in": "0", "confirm": "1"}
        assert post(clerk, f"{root}collect/", **form).status_code == 302
        told = [enter(code)[0].get(f"{root}sheet/").status_code for code in codes]
        assert told == [200, 200, 403]
        third, _ = enter(hand_out("周八", role="scrutineer")[0])
        assert third.get(f"{root}compare/").status_code == 200


def test_an_administrator_keeps_no_card(
    election: Election, cast: Cast, hand_out: HandOut, browse: Browse, village: Unit
) -> None:
    from tests.office.accounts.conftest import holder

    hand_out("王五")
    assert village.parent
    client = browse(holder("system", Role.SYSTEM_ADMIN, village.parent))
    assert "card-" not in client.get("/accounts/").content.decode()
    card = Card.objects.get()
    assert post(client, f"/accounts/{card.user_id}/password/").status_code == 404


def test_somebody_who_is_signed_in_needs_no_card(cast: Cast, browse: Browse) -> None:
    assert browse(cast.clerk).get("/card/")["Location"] == "/"
