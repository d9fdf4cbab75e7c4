"""Rechecking every log (复核): whatever was changed after it was taken in is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from tests.office.countylog.conftest import COUNTY, COUNTY_LOG

from huanjie.office.countylog.checking import check_all
from huanjie.office.countylog.models import Checkpoint, CollectedRoot
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.planning.models import Election


def test_whole_logs_are_told_whole(signed: Checkpoint, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_logs")
    assert "2 个日志、1 个检查点，全部对得上" in capsys.readouterr().out


def _rewritten(election: Election) -> None:
    """Rewrite the village's log from its beginning, with a frontier that fits."""
    name = election.unit.log_name
    CollectedRoot.objects.filter(log_id=name).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM deeds_deed")
    Entry.objects.filter(log_id=name).delete()
    Log.objects.filter(pk=name).update(size=0, peaks=b"")
    journal.append(name, region=election.region, deed="open-election", role="x", payload={})


def _gone(election: Election) -> None:
    _rewritten(election)
    Entry.objects.filter(log_id=election.unit.log_name).delete()
    Log.objects.filter(pk=election.unit.log_name).delete()


def _shorter(election: Election) -> None:
    _rewritten(election)
    Entry.objects.filter(log_id=election.unit.log_name).delete()
    Log.objects.filter(pk=election.unit.log_name).update(size=0, peaks=b"")


def _forged(_election: Election) -> None:
    note = Checkpoint.objects.get().note
    Checkpoint.objects.update(note=note.replace("\n1\n", "\n1 \n"))


def _silenced(_election: Election) -> None:
    Entry.objects.filter(log_id=COUNTY_LOG).update(payload=None, salt=None)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (_rewritten, "前 1 条被改过：和huanjie.local/330329000000 序号 0 的根值对不上"),
        (_gone, "日志不见了"),
        (_shorter, "日志短了"),
        (_forged, "检查点 1 不成立"),
        (_silenced, "内容被删掉了"),
        (lambda _: Entry.objects.update(payload="{}"), "与承诺不符"),
    ],
)
def test_what_was_changed_after_it_was_taken_in_is_found(
    signed: Checkpoint,
    election: Election,
    tamper: Callable[[Election], object],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tamper(election)
    with pytest.raises(SystemExit) as end:
        call_command("check_logs")
    assert end.value.code == 1
    assert says in capsys.readouterr().err


def test_a_county_log_that_was_rewritten_disagrees_with_what_was_signed(
    signed: Checkpoint, election: Election
) -> None:
    CollectedRoot.objects.all().delete()
    Entry.objects.filter(log_id=COUNTY_LOG).delete()
    Log.objects.filter(pk=COUNTY_LOG).update(size=0, peaks=b"")
    journal.append(COUNTY_LOG, region=COUNTY, deed="x", role="x", payload={})
    assert "和检查点 1 的根值对不上" in str(next(iter(check_all())))
