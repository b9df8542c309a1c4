"""settings.json: who runs the site. What else stands there for operators is not read."""

from typing import ClassVar

from wagtail.models import Site

from cms.imports.schema import Entry, Text
from cms.imports.section import Section, set_fields
from cms.models import Organisation


class ImprintEntry(Entry):
    organisation: str
    street: Text = ""
    postcode: Text = ""
    city: Text = ""
    represented_by: Text = ""
    email: Text = ""
    phone: Text = ""
    register_note: Text = ""
    responsible_content: Text = ""


# Our field to that of the entry.
IMPRINT = {("name" if name == "organisation" else name): name for name in ImprintEntry.model_fields}


class DsaEntry(Entry):
    unread: ClassVar = frozenset({"languages"})
    point_of_contact_authorities: Text = ""
    point_of_contact_users: Text = ""


class AdviceEntry(Entry):
    email: Text = ""


class AccessibilityEntry(Entry):
    feedback_email: Text = ""
    arbitration: Text = ""
    statement_review_days: int = 365


class OrganisationEntry(Entry):
    imprint: ImprintEntry
    dsa_contact: DsaEntry = DsaEntry()
    advice: AdviceEntry = AdviceEntry()
    accessibility: AccessibilityEntry = AccessibilityEntry()


class SiteSection(Section):
    """A section of which there is one: its parts are names of the file itself."""

    parts = ()

    def list_raw(self, work):
        found = {name: work.data[name] for name in self.parts if name in work.data}
        return [found] if found else []

    def get_name(self, _raw):
        return "site"

    def find_existing(self, _items):
        site = Site.objects.get(is_default_site=True)
        found = self.model.objects.filter(site=site).first()
        return {"site": found} if found else {}

    def make(self, _item):
        return self.model(site=Site.objects.get(is_default_site=True))

    def list_references(self, _item):
        return []


class OrganisationSection(SiteSection):
    name, entry, model = "organisation", OrganisationEntry, Organisation
    parts = tuple(OrganisationEntry.model_fields)
    names = (
        {name: f"imprint.{source}" for name, source in IMPRINT.items()}
        | {name: f"accessibility.{name}" for name in AccessibilityEntry.model_fields}
        | {
            "authorities_email": "dsa_contact.point_of_contact_authorities",
            "users_email": "dsa_contact.point_of_contact_users",
            "advice_email": "advice.email",
        }
    )

    def fill(self, item, instance):
        entry = item.entry
        set_fields(instance, {name: getattr(entry.imprint, source) for name, source in IMPRINT.items()})
        set_fields(instance, entry.accessibility.model_dump())
        instance.authorities_email = entry.dsa_contact.point_of_contact_authorities
        instance.users_email = entry.dsa_contact.point_of_contact_users
        instance.advice_email = entry.advice.email


SECTIONS = (OrganisationSection(),)
UNREAD = frozenset(
    {
        *OrganisationSection.parts,
        *(
            "site_name",
            "base_date",
            "funding_note",
            "privacy",
            "newsletter",
            "password_policy",
            "session",
            "partners",
        ),
    }
)
