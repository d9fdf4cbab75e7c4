"""The `begins` lookup (开头相同): a text's beginning, found by an index on every database.

PostgreSQL finds `LIKE 'x%'` by the pattern index that Django makes beside an indexed text; SQLite
does not, and is asked for the range from the beginning to the last text that begins with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import CharField, Lookup

if TYPE_CHECKING:
    _Lookup = Lookup[str]
else:
    _Lookup = Lookup

_LAST: Final = "\U0010ffff"
"""no text has a sign after this one"""


@CharField.register_lookup
class Begins(_Lookup):
    """开头是."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """LIKE with everything in the beginning taken as it is."""
        column, values = self.process_lhs(compiler, connection)
        pattern = f"{connection.ops.prep_for_like_query(self.rhs)}%"
        return f"{column} LIKE %s", [*values, pattern]

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """A range of texts."""
        column, values = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", [*values, text, *values, text + _LAST]
