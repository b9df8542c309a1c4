"""Steps of a migration of which none needs what another has made of a model."""

from django.db.migrations.operations.base import Operation


class AtOnce(Operation):
    """Takes its steps with the models as they are before the first and after the last.

    After each step of its own Django would build all models anew that are connected with the changed one, which here is
    nearly every model there is, also of Wagtail's.
    """

    serialization_expand_args = ("steps",)

    def __init__(self, steps):
        self.steps = steps

    @property
    def reversible(self):
        return all(step.reversible for step in self.steps)

    def state_forwards(self, app_label, state):
        # Otherwise each change of the state builds its models at once; without, they are built when somebody asks.
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.steps)} steps at once"
