"""Moves a test's database along the migrations, with Django's own steps but without its detours."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Mover(MigrationExecutor):
    """Thinks of what moves as coming last, which it may: nothing that stays depends on it.

    Django goes by the whole order of an empty database. There much of Wagtail follows our first migrations, and
    for each of its steps all models were made anew.
    """

    def __init__(self):
        super().__init__(connection)
        self.moving = set()

    def move(self, targets):
        plan = self.migration_plan(targets)
        self.moving = {migration for migration, _ in plan}
        return self.migrate(targets, plan)

    def migration_plan(self, targets, clean_start=False):
        plan = super().migration_plan(targets, clean_start)
        return sorted(plan, key=lambda step: step[0] in self.moving) if clean_start else plan


def migrate_to(*targets):
    """To these (app, name), or without any to the newest. Returns the models as they are there."""
    mover = Mover()
    state = mover.move(list(targets) or mover.loader.graph.leaf_nodes())
    return state.apps
