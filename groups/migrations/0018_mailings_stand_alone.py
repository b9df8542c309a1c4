"""An invitation is a link only. Nothing refers to a link and a mailing at once."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

LIMITED = Q(
    expires_at__isnull=False, is_public=False, max_uses__isnull=False, role__in=("lead", "moderator")
)
MESSAGE = "Ein Link, der eine Rolle gibt, braucht ein Ende und eine Höchstzahl und ist nicht öffentlich."


def one_invitation(model, name):
    condition = Q(invitation=None) | Q(mailing=None)
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("groups", "0017_move_mailings")]

    operations = [
        migrations.RemoveConstraint("invitation", "invitation_role_is_limited"),
        migrations.RemoveConstraint("invitation", "invitation_personal_is_not_public"),
        migrations.RemoveField("invitation", "is_personal"),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=Q(role="member") | LIMITED,
                name="invitation_role_is_limited",
                violation_error_message=MESSAGE,
            ),
        ),
        migrations.RemoveField("emailinvitation", "invitation"),
        migrations.AlterField(
            "emailinvitation",
            "mailing",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="email_invitations",
                to="groups.mailing",
            ),
        ),
        one_invitation("membership", "membership_one_invitation"),
        one_invitation("joinrequest", "join_request_one_invitation"),
        one_invitation("pendingsignup", "pending_signup_one_invitation"),
    ]
