import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_wishes_of_a_group")]
    operations = [
        migrations.AlterField(
            model_name="pendingjoin",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pending_joins", to="groups.group"
            ),
        )
    ]
