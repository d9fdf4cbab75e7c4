"""Queries of every request (每次请求的查询): their SQL is made once, and asked with other values.

To build and compile a query costs Django's ORM ten times what the database needs to answer it by a
key, and every page asks a handful that are always the same but for their values.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class Blank(Expression):
    """Where a value of a field stands that is known only when the query is asked (空位): the
    first, the second …
    """

    def __init__(self, field: Field[Any, Any], at: int) -> None:
        super().__init__(output_field=field)
        self.at: Final = at

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A parameter that says which value it is."""
        return "%s", [self]


class Prepared(Generic[M]):
    """A query by the values of fields, whose SQL each thread makes once (预备的查询), asking with
    a blank for each. Not for a number that somebody typed: the ORM alone knows which are larger
    than the database counts.
    """

    def __init__(self, *fields: Field[Any, Any], ask: Callable[..., QuerySet[M]]) -> None:
        self._fields: Final = fields
        self._ask: Final = ask
        self._made: Final = threading.local()

    def first(self, *values: Any) -> M | None:
        """The first object that it finds for these values; None where there is none."""
        return next(self.all(*values), None)

    def all(self, *values: Any) -> Iterator[M]:
        """Every object that it finds for these values."""
        plan = self._plan()
        stated = [
            field.get_db_prep_value(value, connection)
            for field, value in zip(self._fields, values, strict=True)
        ]
        params = [stated[each.at] if isinstance(each, Blank) else each for each in plan.params]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, params)
            rows = cursor.fetchall()
        return plan.objects(rows)

    def _plan(self) -> _Plan:
        if not hasattr(self._made, "plan"):
            blanks = (Blank(field, at) for at, field in enumerate(self._fields))
            query = self._ask(*blanks).query
            self._made.plan = _Plan(query.get_compiler(DEFAULT_DB_ALIAS))
        plan: _Plan = self._made.plan
        return plan


class _Plan:
    """A compiled query: its SQL, and how a row of what it finds becomes an object, with those that
    it is related to.
    """

    def __init__(self, compiler: Any) -> None:
        self.sql, self.params = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        info = compiler.klass_info
        first, *_, last = info["select_fields"]
        self._compiler = compiler
        self._converters = compiler.get_converters(columns)
        self._model = info["model"]
        self._own = slice(first, last + 1)
        self._names = [column.target.attname for column in columns[self._own]]
        self._related = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def objects(self, rows: list[Any]) -> Iterator[Any]:
        """The objects of these rows, as the ORM itself would make them."""
        for row in self._compiler.apply_converters(rows, self._converters):
            found = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
            for each in self._related:
                each.populate(row, found)
            yield found
