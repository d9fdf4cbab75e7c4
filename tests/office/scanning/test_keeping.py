"""How long pictures are kept (选票图像的保存): a year after the election's end."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import POLLING_DAY, act, on
from tests.office.scanning.conftest import Scanning, marked
from tests.office.scanning.papers import FULL, doubtful, scan, sure

from huanjie.door.fault import BadInput
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.keeping.retention import delete_due
from huanjie.office.keyrotation import begin, encrypt_again, remaining
from huanjie.office.polling.models import RecordFile
from huanjie.office.scanning.models import GivenRuling, ScanFile, ScannedPage
from huanjie.office.scanning.sealing import content_of

A_YEAR_ON = POLLING_DAY.replace(year=POLLING_DAY.year + 1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def over(scanning: Scanning) -> Scanning:
    """The vote is declared and the election sealed."""
    scanning.upload(scan(doubtful("c12"), *(sure(f"c{n}", **FULL) for n in range(11))))
    scanning.both_rule(marked())
    scanning.evening.declare()
    seal(acting_user=act(scanning.cast.chair), election=scanning.election)
    return scanning


@pytest.mark.parametrize(("day", "gone"), [(A_YEAR_ON, False), (A_YEAR_ON + DAY, True)])
def test_pictures_and_records_go_the_day_after_their_year(
    over: Scanning, day: datetime.date, gone: bool
) -> None:
    with on(day):
        delete_due()
    file = ScanFile.objects.get()
    assert (file.content is None, file.content_key is None) == (gone, gone)
    for kept in (ScannedPage, GivenRuling, RecordFile):
        assert kept.objects.exists() is not gone
    assert Dossier.objects.get().sealed


def test_a_picture_that_is_gone_is_said_to_be(over: Scanning) -> None:
    with on(A_YEAR_ON + DAY):
        delete_due()
    with pytest.raises(BadInput, match="选票图像已经到期删除"):
        content_of(ScanFile.objects.get())


def test_rotating_the_field_keys_moves_the_key_of_a_picture_and_not_the_picture(
    over: Scanning,
) -> None:
    file = ScanFile.objects.get()
    raw, before = content_of(file), bytes(file.content or b"")
    begin()
    encrypt_again()
    assert not remaining()
    file.refresh_from_db()
    assert bytes(file.content or b"") == before
    assert content_of(file) == raw
