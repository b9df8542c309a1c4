from datetime import date, time
from functools import cached_property
from itertools import islice

from django.db import connection
from django.db.models import Expression


class Parameter(Expression):
    """A placeholder in a prepared query for a value that is given at each call."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, *_):
        return "%s", [self]


class FixedTime(ValueError):
    """A date or time among the parameters: it would stay that of the first call. Use the database's `Now()`."""


class PreparedQuery:
    """A queryset whose SQL is built once per process, at the first call (docs/decisions/0019 and 0022).

    `build` takes nothing and returns the queryset, with a `Parameter` for each value that a call gives. Raises FixedTime
    for a date or time in it, KeyError for a value that is not given.
    """

    def __init__(self, build):
        self.build = build

    @cached_property
    def built(self):
        return compile_query(self.build())

    @cached_property
    def whole(self):
        """The SQL for objects, its parameters, and the parts of a row: the object, joined objects, annotations."""
        queryset = self.build()
        paths = ["", *select_related_paths(queryset.query.select_related or {})]
        parts = [Part(queryset.model, path) for path in paths]
        extra = [Cell(name, one.output_field, one) for name, one in queryset.query.annotation_select.items()]
        columns = [column for part in parts for column in part.columns]
        return *compile_query(queryset.values_list(*columns, *(one.name for one in extra))), parts, extra

    def all(self, **values):
        """The objects, with annotations and the relations named by `select_related`."""
        sql, parameters, parts, extra = self.whole
        return [
            build_object(row, parts, extra) for row in fetch_rows(sql, fill_parameters(parameters, values))
        ]

    def first(self, **values):
        """The first object, or None. All rows are fetched: meant for queries with at most one."""
        return next(iter(self.all(**values)), None)

    def rows(self, **values):
        """All rows as tuples of database values."""
        sql, parameters = self.built
        return fetch_rows(sql, fill_parameters(parameters, values))


class Cell:
    """A value of a row. `to_python` converts it as the ORM does."""

    def __init__(self, name, field, expression):
        self.name = name
        self.expression = expression
        self.convert = getattr(field, "from_db_value", None)

    def to_python(self, value):
        return self.convert(value, self.expression, connection) if self.convert else value


class Part:
    """The columns of one model in a row: the queryset's own, or that of a relation such as "author__town"."""

    def __init__(self, model, path=""):
        for name in filter(None, path.split("__")):
            model = model._meta.get_field(name).related_model
        self.path, self.model, fields = path, model, model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.columns = [f"{path}__{name}" if path else name for name in self.names]
        self.key = fields.index(model._meta.pk)
        cells = [Cell(field.attname, field, field.cached_col) for field in fields]
        self.converted = [(place, cell) for place, cell in enumerate(cells) if cell.convert]

    def build(self, values):
        """The object from the next values of a row; None where an outer join found none."""
        mine = list(islice(values, len(self.names)))
        if mine[self.key] is None:
            return None
        for place, cell in self.converted:
            mine[place] = cell.to_python(mine[place])
        return self.model.from_db(connection.alias, self.names, mine)


def select_related_paths(names, prefix=""):
    """Lookup paths of `select_related`, each after its parent."""
    for name, more in names.items():
        yield prefix + name
        yield from select_related_paths(more, f"{prefix}{name}__")


def build_object(row, parts, extra):
    values, objects = iter(row), {}
    for part in parts:
        objects[part.path] = part.build(values)
        before, _, name = part.path.rpartition("__")
        if name and objects[before]:
            setattr(objects[before], name, objects[part.path])
    for cell in extra:
        setattr(objects[""], cell.name, cell.to_python(next(values)))
    return objects[""]


def compile_query(queryset):
    sql, parameters = queryset.query.sql_with_params()
    if any(isinstance(parameter, (date, time)) for parameter in parameters):
        raise FixedTime(sql)
    return sql, parameters


def fill_parameters(parameters, values):
    return [
        values[parameter.name] if isinstance(parameter, Parameter) else parameter for parameter in parameters
    ]


def fetch_rows(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
