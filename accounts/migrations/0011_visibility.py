"""How far a field of a profile is shown is its visibility, no longer its audience. Nothing but names changes."""

from django.db import migrations, models

FIELDS = ("place", "function", "organisation", "themes", "seeks", "offers", "photo", "email")
OLD = ["audience", *(f"{field}_audience" for field in FIELDS)]
NEW = [name.replace("audience", "visibility") for name in OLD]


def rename(before, after):
    return "\n".join(
        f"ALTER TABLE accounts_user RENAME COLUMN {one} TO {other};"
        f"ALTER TABLE accounts_user RENAME CONSTRAINT user_{one}_is_known TO user_{other}_is_known;"
        for one, other in zip(before, after, strict=True)
    )


def known(name):
    values = [1, 2] if name in ("visibility", "place_visibility") else [0, 1, 2]
    return models.CheckConstraint(condition=models.Q((f"{name}__in", values)), name=f"user_{name}_is_known")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_sign_in_backend")]

    operations = [
        # One statement each, since Django's own operations would build all models anew for each of them.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(rename(OLD, NEW), rename(NEW, OLD))],
            state_operations=[
                *(migrations.RemoveConstraint("user", f"user_{name}_is_known") for name in OLD),
                *(migrations.RenameField("user", one, other) for one, other in zip(OLD, NEW, strict=True)),
                *(migrations.AddConstraint("user", known(name)) for name in NEW),
            ],
        )
    ]
