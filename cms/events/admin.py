"""Who takes part, for editors in /redaktion/: a list by event and state, its export, and a way in from the event."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.events.sign_up import cancel
from cms.models.event_sign_up import EventSignUp
from groups.members.export import without_formula


class ReadAndRemove(ModelPermissionPolicy):
    """People sign up themselves; nobody does it for them, or changes what they said."""

    def user_has_permission(self, user, action):
        return action in {"view", "delete"} and super().user_has_permission(user, action)


class ListView(generic.IndexView):
    custom_field_preprocess = {
        "since": {"csv": lambda moment: f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"},
    }
    custom_value_preprocess = {
        str: {"csv": without_formula},
        **generic.IndexView.custom_value_preprocess,
    }

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("event")

    def to_row_dict(self, item):
        return super().to_row_dict(item) | {"event": item.event.title, "state": item.get_state_display()}


class RemoveView(generic.DeleteView):
    page_title = "Anmeldung entfernen"
    success_message = "Die Anmeldung ist entfernt."
    confirmation_message = (
        "Die Person bekommt eine E-Mail, dass sie nicht mehr angemeldet ist. "
        "Wer auf der Warteliste vorn steht, rückt nach."
    )

    def get_page_subtitle(self):
        return self.object.name

    def delete_action(self):
        cancel(self.object, by_editor=True)
        super().delete_action()


class EventSignUpViewSet(ModelViewSet):
    model = EventSignUp
    name = "anmeldungen"
    icon = "group"
    menu_label = "Anmeldungen"
    add_to_admin_menu = True
    menu_order = 260
    index_view_class, delete_view_class = ListView, RemoveView
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = []
    list_display = (
        "name",
        Column("email", label="E-Mail-Adresse", sort_key="email", width="18%"),
        Column("place", label="Woher", sort_key="place", width="12%"),
        Column("needs", label="Bedarf", width="13%"),
        Column("event", label="Veranstaltung", sort_key="event", width="15%"),
        Column("state", label="Stand", accessor="get_state_display", sort_key="state", width="10%"),
        DateColumn("since", label="seit", sort_key="since", width="10%"),
    )
    list_filter = ("event", "state")
    list_export = ("event", "name", "email", "place", "needs", "state", "since")
    search_fields = ("name", "email", "place")
    ordering = ("event", "since", "pk")
    list_per_page = 50
    export_filename = "anmeldungen"


class SignUpsPanel(Panel):
    """On the screen of an event: how many take part and wait, with the list of them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/events/sign_ups_panel.html"

        @cached_property
        def number(self):
            return (
                EventSignUp.objects.filter(event=self.instance.pk).active().count() if self.instance.pk else 0
            )

        def is_shown(self):
            return bool(self.number)

        def get_context_data(self, parent_context=None):
            address = reverse("anmeldungen:index")
            return super().get_context_data(parent_context) | {
                "event": self.instance,
                "number": self.number,
                "address": f"{address}?event={self.instance.pk}",
            }
