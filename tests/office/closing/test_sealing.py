"""Sealing (封存卷宗): by who presides, once, and never while a vote is open."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.rounds import CountFile
from huanjie.door.fault import BadInput
from huanjie.dossier import pyz
from huanjie.dossier.verify import verify
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.command import Stale
from huanjie.office.deeds.models import Entry
from huanjie.office.keys import key_ring
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def test_a_sealed_dossier_is_whole_and_signed_with_the_site_s_key(dossier: Dossier) -> None:
    verdict = verify(bytes(dossier.content), key=key_ring().fingerprint)
    assert (verdict.whole, verdict.fails, verdict.signer) == (True, None, "checked")
    assert "chair" not in verdict.result
    assert "委员：王五、赵六" in verdict.result


def test_its_hash_is_the_hash_of_its_bytes(dossier: Dossier) -> None:
    assert sha256(bytes(dossier.content)).hexdigest() == dossier.sha256


def test_the_program_of_the_site_finds_it_whole_on_a_bare_python(
    dossier: Dossier, tmp_path: Path
) -> None:
    program, file = tmp_path / "verify.pyz", tmp_path / "dossier.zip"
    program.write_bytes(pyz.build())
    file.write_bytes(bytes(dossier.content))
    words: list[str | Path] = [program, file, "--key", key_ring().fingerprint]
    done = subprocess.run(
        [sys.executable, "-I", "-S", *words], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "卷宗完整" in done.stdout


def test_sealing_leads_to_the_last_stage_and_says_the_hash_in_the_log(dossier: Dossier) -> None:
    election = Election.objects.get(pk=dossier.election_id)
    assert election.stage == Stage.SEALED
    entry = Entry.objects.filter(log_id=election.log_name).latest("sequence")
    assert entry.payload
    assert dossier.sha256 in entry.payload
    assert "赵六" not in entry.payload


def test_the_dossier_is_dated_with_the_moment_of_sealing(dossier: Dossier) -> None:
    assert b"2026-06-28T02:00:00Z" in bytes(dossier.content)
    assert dossier.sealed_at == datetime.datetime(2026, 6, 28, 2, tzinfo=datetime.UTC)


def test_a_second_arrival_of_the_same_form_gets_the_same_dossier(
    cast: Cast, finished: Election
) -> None:
    hashes = {seal(acting_user=act(cast.chair, key="k"), election=finished) for _ in range(2)}
    assert len(hashes) == Dossier.objects.count() == 1


def test_a_sealed_election_is_not_sealed_again(cast: Cast, dossier: Dossier) -> None:
    with pytest.raises(BadInput, match="已封存"):
        seal(acting_user=act(cast.chair), election=dossier.election)
    assert Dossier.objects.get().sha256 == dossier.sha256


@pytest.mark.parametrize(
    ("count", "vote"), [(counts.tie, "再次投票"), (counts.settled, "另行选举妇女成员")]
)
def test_nothing_is_sealed_while_a_vote_is_open(
    cast: Cast, election: Election, count: Callable[[Election], CountFile], vote: str
) -> None:
    counts.declared(election, count(election))
    with pytest.raises(BadInput, match=vote):
        seal(acting_user=act(cast.chair), election=election)
    election.refresh_from_db()
    assert (election.stage, Dossier.objects.exists()) == (Stage.DECLARED, False)


def test_a_party_branch_is_not_sealed_before_its_officers_are_elected(
    cast: Cast, party_election: Election
) -> None:
    counts.declared(party_election, counts.party_first_stage(party_election))
    with pytest.raises(BadInput, match="委员会全体会议"):
        seal(acting_user=act(cast.chair), election=party_election)


def test_a_party_branch_is_sealed_after_both_stages(cast: Cast, party_election: Election) -> None:
    counts.declared(party_election, counts.party_complete(party_election))
    seal(acting_user=act(cast.chair), election=party_election)
    assert verify(bytes(Dossier.objects.get().content)).whole


def test_a_seat_that_may_be_given_up_does_not_keep_the_dossier_open(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    counts.declared(party_election, counts.party_short(party_election))
    page = browse(cast.chair).get(f"/elections/{party_election.pk}/seal/").content.decode()
    assert "也可以决定减少名额" in page
    assert "还空缺的名额就此空缺" in page
    seal(acting_user=act(cast.chair), election=party_election)
    entry = Entry.objects.filter(log_id=party_election.log_name).latest("sequence")
    assert entry.payload
    assert '"vacant":{"member":1}' in entry.payload


def test_a_void_election_is_sealed_so_that_a_new_one_can_be_opened(
    cast: Cast, election: Election
) -> None:
    counts.declared(election, counts.void(election))
    seal(acting_user=act(cast.chair), election=election)
    verdict = verify(bytes(Dossier.objects.get().content))
    assert verdict.whole
    assert "选举无效" in verdict.result


def test_a_hand_count_is_sealed_with_its_sheets(cast: Cast, election: Election) -> None:
    counts.declared(election, counts.by_hand(slip=1))
    seal(acting_user=act(cast.chair), election=election)
    verdict = verify(bytes(Dossier.objects.get().content))
    assert verdict.whole
    assert any("手工计票 1 次" in step.says for step in verdict.steps)


def test_nothing_is_sealed_before_a_declaration(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="准备名册"):
        seal(acting_user=act(cast.chair), election=election)


def test_nothing_is_sealed_while_the_next_vote_is_under_way(cast: Cast, finished: Election) -> None:
    Election.objects.filter(pk=finished.pk).update(stage=Stage.COUNTING)
    with pytest.raises(BadInput, match="正在计票"):
        seal(acting_user=act(cast.chair), election=finished)


@pytest.mark.parametrize("name", ["clerk", "teller", "scrutineer", "observer", "town", "county"])
def test_only_who_presides_may_seal(
    cast: Cast, finished: Election, browse: Browse, name: str
) -> None:
    user: User = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        seal(acting_user=act(user), election=finished)
    address = f"/elections/{finished.pk}/seal/"
    assert browse(user).get(address).status_code == 403
    assert browse(user).post(address, {"confirm": "1", "key": "k"}).status_code == 403
    assert not Dossier.objects.exists()


def test_somebody_from_another_village_can_post_nothing(
    cast: Cast, finished: Election, browse: Browse
) -> None:
    posted = {"confirm": "1", "key": "k"}
    answer = browse(cast.stranger).post(f"/elections/{finished.pk}/seal/", posted)
    assert answer.status_code == 404


def test_a_stale_form_seals_nothing(cast: Cast, finished: Election) -> None:
    with pytest.raises(Stale):
        seal(acting_user=act(cast.chair, seen=finished.version + 1), election=finished)
    assert not Dossier.objects.exists()


def test_the_check_page_says_what_is_sealed_and_that_nothing_changes_afterwards(
    cast: Cast, finished: Election, browse: Browse
) -> None:
    page = browse(cast.chair).get(f"/elections/{finished.pk}/seal/").content.decode()
    assert "什么都不能再改" in page
    assert "没有遗留的选举事项" in page
    assert key_ring().fingerprint in page
    assert f'name="seen" value="{finished.version}"' in page
    assert not Dossier.objects.exists()


def test_the_check_page_has_no_button_while_a_vote_is_open(
    cast: Cast, election: Election, browse: Browse
) -> None:
    counts.declared(election, counts.settled(election))
    client = browse(cast.chair)
    page = client.get(f"/elections/{election.pk}/seal/").content.decode()
    assert 'name="confirm"' not in page
    assert "现在不能封存" in page
    forged = client.post(f"/elections/{election.pk}/seal/", {"confirm": "1", "key": "k"})
    assert forged.status_code == 422
    assert "还有投票没有进行" in forged.content.decode()


def test_a_post_without_the_confirmation_seals_nothing(
    cast: Cast, finished: Election, browse: Browse
) -> None:
    answer = browse(cast.chair).post(f"/elections/{finished.pk}/seal/", {"key": "k"})
    assert answer.status_code == 200
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("keys", [("k", "k"), ("one", "other")])
def test_a_double_click_seals_once_and_shows_what_comes_next(
    cast: Cast, finished: Election, browse: Browse, keys: tuple[str, str]
) -> None:
    client = browse(cast.chair)
    address = f"/elections/{finished.pk}/seal/"
    with on(POLLING_DAY):
        for key in keys:
            client.post(address, {"confirm": "1", "key": key, "seen": finished.version})
        page = client.get(address).content.decode()
    own = Dossier.objects.get()
    assert own.sha256 in page
    assert "2026年7月8日" in page  # ten days for the handover
    assert "工作移交完成" in page
    assert "第二十四条" in page
    assert "另行选举截止" not in page


def test_everybody_at_the_village_downloads_the_sealed_bytes(
    cast: Cast, dossier: Dossier, browse: Browse
) -> None:
    answer = browse(cast.observer).get(f"/elections/{dossier.election_id}/dossier.zip")
    assert answer.content == bytes(dossier.content)
    assert (
        "dossier-330329100257-villagers-committee-2026-06-28.zip" in answer["Content-Disposition"]
    )


def test_there_is_no_dossier_before_the_sealing(
    cast: Cast, finished: Election, browse: Browse
) -> None:
    assert browse(cast.chair).get(f"/elections/{finished.pk}/dossier.zip").status_code == 404
