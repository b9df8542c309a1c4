from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "Gruppen"

    def ready(self):
        from allauth.account.signals import user_logged_in

        from audit import acts
        from groups import joining
        from groups.acts import Act

        acts.register(Act)

        # The only moment at which a person with a second factor is known to have shown it.
        user_logged_in.connect(joining.complete)
