import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_mail_invitations"), ("accounts", "0008_consent_stays")]
    operations = [
        migrations.AddField(
            model_name="pendingjoin",
            name="consent_text",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.consenttext",
            ),
        )
    ]
