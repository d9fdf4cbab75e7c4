"""Published dossiers (已公布的卷宗): the sealed elections of this site, for everybody.

Of an election that is not sealed nothing is said here, not even that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from huanjie.office.closing.models import Dossier
from huanjie.office.download import ZIP, download
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit, names_above
from huanjie.office.units.search import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One row of the list (清单的一行)."""

    dossier: Dossier
    above: str
    """the county and the town, as a notice names them"""

    @property
    def election(self) -> Election:
        """Whose dossier it is."""
        return self.dossier.election


def find_published(query: str) -> QuerySet[Dossier]:
    """The sealed dossiers whose unit or body matches, the latest polling day first."""
    found = Dossier.objects.select_related("election__unit").defer("content", "sealed")
    for word in query.split():
        units = find(Unit.objects.all(), word).values("pk")
        found = found.filter(Q(election__unit__in=units) | Q(election__body_name__icontains=word))
    return found.order_by("-election__polling_day", "election__unit__path", "pk")


def with_places(dossiers: Iterable[Dossier]) -> tuple[Published, ...]:
    """Each dossier with the places above its unit, all read at once."""
    rows = list(dossiers)
    above = names_above(row.election.unit for row in rows)
    return tuple(Published(dossier=row, above=above[row.election.unit_id]) for row in rows)


def as_file(dossier: Dossier) -> HttpResponse:
    """The dossier as it was sealed."""
    own = dossier.election
    name = f"dossier-{own.unit_id}-{own.body}-{own.polling_day}.zip"
    return download(bytes(dossier.content), name=name, kind=ZIP)
