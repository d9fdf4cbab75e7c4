"""What the papers of electors say alike (文书共用的内容): the election and its law."""

from __future__ import annotations

from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.election import Unit
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.paper.poll_day import PollDay


def poll_of(election: Election) -> PollDay:
    """The poll that an election's papers are about, before anybody knows who stands."""
    pack = law_of(election).pack
    return PollDay(
        election=ElectionFile(
            pack=pack.id,
            region=pack.region,
            unit=Unit(code=election.unit_id, name=election.unit.full_name),
            polling_day=election.polling_day,
            contests=(),
        ),
        pack=pack,
    )
