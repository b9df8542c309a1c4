from datetime import date, time
from functools import cached_property
from itertools import islice

from django.db import connection
from django.db.models import Expression


class Parameter(Expression):
    """Stands in a prepared query for a value that is given when it is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, *_):
        return "%s", [self]


class FixedTime(ValueError):
    """A moment in a prepared query would stay the one at which it was built; the database's `Now()` does not."""


class PreparedQuery:
    """A queryset of which the SQL is built once a process, when it is first asked.

    `build` takes nothing and returns the queryset, with a `Parameter` wherever asking gives a value; everything else
    in it stays as it was then. Raises FixedTime for a moment among it, KeyError for a value that is not given.
    """

    def __init__(self, build):
        self.build = build

    @cached_property
    def built(self):
        return with_sql(self.build())

    @cached_property
    def whole(self):
        """The SQL for whole objects, and what stands in a row: the object, what it joins, annotations."""
        queryset = self.build()
        paths = ["", *joined(queryset.query.select_related or {})]
        parts = [Part(queryset.model, path) for path in paths]
        extra = [Cell(name, one.output_field, one) for name, one in queryset.query.annotations.items()]
        columns = [column for part in parts for column in part.columns]
        return *with_sql(queryset.values_list(*columns, *(one.name for one in extra))), parts, extra

    def all(self, **values):
        """The objects, with the queryset's annotations and what it joins by naming it to `select_related`."""
        sql, holes, parts, extra = self.whole
        return [made(row, parts, extra) for row in asked(sql, filled(holes, values))]

    def first(self, **values):
        """The first of them, or None. All are fetched: meant for what is there once."""
        return next(iter(self.all(**values)), None)

    def rows(self, **values):
        """All rows as tuples, as the database has them."""
        sql, holes = self.built
        return asked(sql, filled(holes, values))


class Cell:
    """A value in a row. `read` makes of it what the ORM would."""

    def __init__(self, name, field, expression):
        self.name = name
        self.expression = expression
        self.convert = getattr(field, "from_db_value", None)

    def read(self, value):
        return self.convert(value, self.expression, connection) if self.convert else value


class Part:
    """The columns of one model in a row: of the queryset's, or of what stands at a path like "author__town" from it."""

    def __init__(self, model, path=""):
        for name in filter(None, path.split("__")):
            model = model._meta.get_field(name).related_model
        self.path, self.model, fields = path, model, model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.columns = [f"{path}__{name}" if path else name for name in self.names]
        self.key = fields.index(model._meta.pk)
        cells = [Cell(field.attname, field, field.cached_col) for field in fields]
        self.converted = [(place, cell) for place, cell in enumerate(cells) if cell.convert]

    def take(self, values):
        """The object, from the next values of a row; None where a join found none."""
        mine = list(islice(values, len(self.names)))
        if mine[self.key] is None:
            return None
        for place, cell in self.converted:
            mine[place] = cell.read(mine[place])
        return self.model.from_db(connection.alias, self.names, mine)


def joined(names, prefix=""):
    """The paths of what `select_related` was told, each after the one on which it hangs."""
    for name, more in names.items():
        yield prefix + name
        yield from joined(more, f"{prefix}{name}__")


def made(row, parts, extra):
    values, there = iter(row), {}
    for part in parts:
        there[part.path] = part.take(values)
        before, _, name = part.path.rpartition("__")
        if name and there[before]:
            setattr(there[before], name, there[part.path])
    for cell in extra:
        setattr(there[""], cell.name, cell.read(next(values)))
    return there[""]


def with_sql(queryset):
    sql, holes = queryset.query.sql_with_params()
    if any(isinstance(hole, (date, time)) for hole in holes):
        raise FixedTime(sql)
    return sql, holes


def filled(holes, values):
    return [values[hole.name] if isinstance(hole, Parameter) else hole for hole in holes]


def asked(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
