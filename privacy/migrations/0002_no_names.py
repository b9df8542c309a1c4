"""An erasure needs no names of its own: the account has them until it is deleted (docs/decisions/0021)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_from_home")]
    operations = [
        migrations.RemoveField("erasure", "names"),
        migrations.RemoveField("erasure", "here_since"),
        # Exports are not made anew any more when somebody whom they name leaves.
        migrations.RemoveField("dataexport", "told_at"),
    ]
