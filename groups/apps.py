from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Gruppen"

    def ready(self):
        from allauth.account.signals import user_logged_in

        from audit.labels import register_labels
        from caching.watched import watch_models
        from groups.audit_labels import Act
        from groups.joining import flow
        from groups.kinds import KINDS
        from groups.models import Group, Invitation, Membership
        from notifications import kinds, scopes

        register_labels(Act)
        watch_models(Group, Group.theme_fields.through)
        watch_models(Membership, without=["first_post_at"])
        watch_models(Invitation, without=["opened", "codes_sent", "confirmed"])
        kinds.register_kinds(*KINDS)
        scopes.register_scope("group", Group.objects.titles)

        # allauth sends it after all steps of a sign-in, so a second factor has been shown by then.
        user_logged_in.connect(flow.complete_signups)
