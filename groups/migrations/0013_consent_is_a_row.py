import django.db.models.deletion
from django.db import migrations, models


def version():
    """Its default is for going back: nothing else writes it."""
    return models.CharField(blank=True, default="", max_length=20)


class Migration(migrations.Migration):
    dependencies = [("groups", "0012_consent_rows")]
    operations = [
        migrations.AlterField(
            model_name="pendingjoin",
            name="consent_text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.consenttext"
            ),
        ),
        *(
            operation
            for model in ("membership", "joinrequest", "pendingjoin")
            for operation in (
                migrations.AlterField(model_name=model, name="consent_version", field=version()),
                migrations.RemoveField(model_name=model, name="consent_version"),
            )
        ),
    ]
