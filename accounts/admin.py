"""People in Wagtail's admin: our fields instead of first and last name, one role instead of groups, no passwords."""

import logging

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.generic import IndexView as GenericIndexView
from wagtail.admin.widgets import Button
from wagtail.users.views import users as wagtail_users

from accounts.models import EmailChange, SiteRole, User
from accounts.models.profile_search import in_order_of_match, words_match
from accounts.second_factor.demand import has_second_factor
from accounts.second_factor.reset import reset_second_factor
from vocabulary.addresses import canonical_address, readable_address
from web.fields import AddressField

logger = logging.getLogger("accounts")

RESET = "Zweiten Faktor zurücksetzen"
LAST_ADMIN = "Dies ist die letzte aktive Verwaltung. Bitte ernennen Sie zuerst eine andere Person."


class PersonForm(forms.ModelForm):
    site_role = forms.ChoiceField(
        label="Rolle",
        choices=SiteRole.choices,
        required=False,
        help_text="Rollen auf der ganzen Website; Rollen in Gruppen vergibt die Gruppenleitung.",
    )

    class Meta:
        model = User
        fields = ["name", "email", "function", "organisation", "municipality", "other_place", "is_active"]
        field_classes = {"email": AddressField}

    def __init__(self, *args, editing_self=False, **kwargs):  # noqa: ARG002
        super().__init__(*args, **kwargs)
        self.fields["site_role"].initial = self.instance.site_role
        if self.instance.photo_id:
            self.fields["remove_photo"] = forms.BooleanField(label="Foto löschen", required=False)

    def clean(self):
        data = super().clean()
        if self.was_admin and not self.has_other_admins():
            if data.get("site_role") != SiteRole.ADMIN:
                self.add_error("site_role", ValidationError(LAST_ADMIN, code="last_admin"))
            if not data.get("is_active"):
                self.add_error("is_active", ValidationError(LAST_ADMIN, code="last_admin"))
        return data

    @property
    def was_admin(self):
        return self.instance.pk and "site_role" in self.fields and self.stored.filter(is_active=True).exists()

    @property
    def stored(self):
        return User.objects.filter(pk=self.instance.pk, site_role=SiteRole.ADMIN)

    def has_other_admins(self):
        admins = User.objects.filter(site_role=SiteRole.ADMIN, is_active=True)
        return admins.exclude(pk=self.instance.pk).exists()

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.pk:
            # 404 for an account that is deleted meanwhile, which save() would create anew.
            get_object_or_404(User.objects.select_for_update(no_key=True), pk=self.instance.pk)
        else:
            self.instance.set_unusable_password()
        user = super().save(commit)
        if "email" in self.changed_data:
            user.emailaddress_set.all().delete()
            EmailChange.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, primary=True)
        if user.site_role != self.cleaned_data["site_role"]:
            user.appoint(self.cleaned_data["site_role"])
        if self.cleaned_data.get("remove_photo"):
            user.remove_photo()
        return user


def stored_part(query):
    """What is searched in stored addresses, or in the domain of one."""
    try:
        return canonical_address(query)
    except ValueError:
        return query


def readable_email(person):
    return readable_address(person.email)


class IndexView(wagtail_users.IndexView):
    search_fields = ["name", "email"]
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
        wagtail_users.UserColumn("name", label="Name", url_name="wagtailusers_users:edit", sort_key="name"),
        Column("email", label="E-Mail-Adresse", accessor=readable_email, sort_key="email"),
        Column("site_role", label="Rolle", accessor="get_site_role_display", sort_key="site_role"),
        Column("municipality", label="Stadt oder Gemeinde"),
        BooleanColumn("is_active", label="Aktiv", sort_key="is_active"),
        DateColumn("last_login", label="Zuletzt angemeldet", sort_key="last_login"),
    ]

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        query = self.search_query
        found = queryset.filter(Q(words_match(query, F("name"))) | Q(email__icontains=stored_part(query)))
        return found if self.is_explicitly_ordered else in_order_of_match(found, query)

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("municipality")

    def order_queryset(self, queryset):
        """Wagtail's sorts names by first and last name, which our model does not have."""
        return GenericIndexView.order_queryset(self, queryset)


class EditView(wagtail_users.EditView):
    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.object != self.request.user and has_second_factor(self.object):
            url = reverse("accounts_reset_second_factor", args=[self.object.pk])
            buttons.append(Button(RESET, url=url, icon_name="key", priority=60))
        return buttons


def second_factor_reset(request, pk):
    """Deletes the second factor of the user with this pk, after a page that asks."""
    if not request.user.is_superuser:
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    if refusal := get_refusal(person, request.user):
        logger.warning("Reset refused", extra={"event": "second_factor_reset_refused", "user": pk})
        messages.error(request, refusal)
        return redirect("wagtailusers_users:edit", pk)
    if request.method != "POST":
        return render(request, "wagtailadmin/second_factor_reset.html", {"person": person, "title": RESET})
    reset_second_factor(person, request.user)
    messages.success(
        request,
        f"Der zweite Faktor ist zurückgesetzt. {person.name} ist überall abgemeldet und bekommt eine E-Mail.",
    )
    return redirect("wagtailusers_users:edit", pk)


def get_refusal(person, admin):
    """Why the admin cannot reset the person's second factor; "" if they can."""
    if person == admin:
        return "Ihren eigenen zweiten Faktor setzt eine andere Person der Verwaltung zurück."
    return "" if has_second_factor(person) else f"{person.name} hat keinen zweiten Faktor."


class AccountView(WagtailAccountView):
    """The user's own settings in Wagtail, without first and last name.

    And without Wagtail's avatar, which would be public and keep the file's metadata.
    """

    left_out = (NameEmailSettingsPanel, AvatarSettingsPanel)

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, self.left_out)]


class UserViewSet(wagtail_users.UserViewSet):
    index_view_class, edit_view_class = IndexView, EditView
    ordering = "name"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):  # noqa: ARG002
        return PersonForm
