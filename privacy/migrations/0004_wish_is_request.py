"""Erasures that wait or are under way: "wish" is "request". The rows are few, and each is gone with its account."""

from django.db import migrations


def set_reason(former, new):
    def change(apps, schema_editor):
        erasures = apps.get_model("privacy", "Erasure").objects.using(schema_editor.connection.alias)
        erasures.filter(reason=former).update(reason=new)

    return change


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_reason_without_check")]

    operations = [migrations.RunPython(set_reason("wish", "request"), set_reason("request", "wish"))]
