"""Cast vote records for other programs (单票记录交给别的程序): NIST SP 1500-103, version 1.0.0.

One `CastVoteRecordReport` as JSON text, piece by piece: the head, each record as it comes, and the
election last, where it names everybody who was written in (the standard's XML has that order too).
What `tally` refuses is refused here, so that the file holds the votes that were counted.

**One `CandidateContest` a post**, `n-of-m`: a paper may choose as many people as there are seats
(`VotesAllowed`, `NumberElected`), and choosing more voids it. For 赞成、反对、弃权 the standard
also offers a `RetentionContest` a candidate, with a `BallotMeasureSelection` a mark. Oppositions
would have counters of their own there, and what decides would be lost: that the candidates compete
for seats, that too many choices void a paper, and whoever is written in. So:

- 赞成 is an indication that is allocated: `IsAllocable` yes, `NumberVotes` 1.
- 反对、弃权 are indications, for `HasIndication` tells what the paper shows, that give the
  candidate nothing: `IsAllocable` no, `NumberVotes` 0, and which of the two in `OtherStatus`.
  `Position` is the box beside the name: 1 赞成, 2 反对, 3 弃权. Whoever counts what is allocable
  finds the votes of the tally; whoever reads positions finds the oppositions as well.
- 另选他人: each person is a selection with `IsWriteIn` and a candidate (the printed one, where they
  are printed for another post), for people have read the name by now; `CVRWriteIn` has it as it
  was written. Of a name that a paper repeats, the first line is allocated.
- What is void, whole or for this post, is `invalidated-rules`; its indications stay, and are not
  allocable. A post with too many choices is `overvoted` too, and loses all its votes by it.
  `Overvotes`, `Undervotes` and the votes make up `VotesAllowed`; a post that is void for another
  reason states neither number, for its votes were lost by neither.
- A post that the paper left blank stays, as `not-indicated`.

One snapshot a record, `interpreted` (section 3.3 of the standard: after the contest's rules); it
keeps every indication of the original. `UniqueId` is the record's random id. Left out on purpose:
whatever joins a record to a sheet or to the order of the papers (`BallotAuditId`,
`BallotPrePrintedId`, `BatchSequenceId`), pictures and the names of their files, parties.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from huanjie import __version__
from huanjie.domain.election import Election
from huanjie.domain.tally import CastVoteRecord, Counting, Judged, judged_records
from huanjie.exchange.nist_contest import contest_of
from huanjie.exchange.nist_options import ELECTION, UNIT, Options
from huanjie.law.pack import RulePack

VERSION: Final = "1.0.0"
"""of the standard"""

_DEVICE: Final = "device"
_NOTES: Final = (
    "一张张选票的记录，只供有权的人使用，不要公开。 Individual ballots: not for publication. "
    "SelectionPosition.Position: 1 赞成 approve, 2 反对 oppose, 3 弃权 abstain."
)


def write_report(
    election: Election,
    records: Iterable[CastVoteRecord],
    pack: RulePack,
    *,
    generated: datetime.datetime,
) -> Iterator[str]:
    """The report as pieces of JSON text; no record is kept, only the names that were written in."""
    options, counting = Options(election), Counting(election)
    yield _head(election, generated)
    for number, judged in enumerate(judged_records(election, records, pack), start=1):
        counting.add(judged)
        yield ("\n" if number == 1 else ",\n") + _json(_record(judged, number, options))
    counting.finished()
    yield f'\n],\n"Election":[{_json(options.election_as_json(pack))}]}}\n'


def _head(election: Election, generated: datetime.datetime) -> str:
    """Everything before the first record, the list of records opened."""
    head = {
        "@type": "CVR.CastVoteRecordReport",
        "Version": VERSION,
        "GeneratedDate": generated.isoformat(timespec="seconds"),
        "ReportType": ["aggregated"],
        "Notes": _NOTES,
        "ReportGeneratingDeviceIds": [_DEVICE],
        "ReportingDevice": [
            {
                "@type": "CVR.ReportingDevice",
                "@id": _DEVICE,
                "Application": f"Huanjie 换届 {__version__}",
            }
        ],
        "GpUnit": [_unit(election)],
    }
    return _json(head).removesuffix("}") + ',\n"CVR":['


def _unit(election: Election) -> dict[str, Any]:
    """The village or community, scope of the election and reporting unit alike."""
    code = {
        "@type": "CVR.Code",
        "Type": "national-level",
        "Label": "统计用区划代码",
        "Value": election.unit.code,
    }
    return {
        "@type": "CVR.GpUnit",
        "@id": UNIT,
        "Type": "other",
        "OtherType": "村、社区 village or community",
        "Name": election.unit.name,
        "Code": [code],
        "ReportingDeviceIds": [_DEVICE],
    }


def _record(judged: Judged, number: int, options: Options) -> dict[str, Any]:
    """One paper, with the one snapshot that counts."""
    snapshot = f"snapshot-{number}"
    return {
        "@type": "CVR.CVR",
        "UniqueId": judged.record.id,
        "ElectionId": ELECTION,
        "BallotStyleUnitId": UNIT,
        "BatchId": judged.record.batch,
        "CurrentSnapshotId": snapshot,
        "CVRSnapshot": [
            {
                "@type": "CVR.CVRSnapshot",
                "@id": snapshot,
                "Type": "interpreted",
                "CVRContest": [
                    contest_of(judged, post, options.contests[post]) for post in judged.papers
                ],
            }
        ],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
