"""Pages with forms, and who runs the site."""

from cms.models import FormField, Organisation

NAMES = (
    "street",
    "postcode",
    "city",
    "represented_by",
    "email",
    "register_note",
    "responsible_content",
)


def describe_form(source):
    """The own values of a FormPage."""
    form = source["form"]
    fields = [FormField(sort_order=order, **field) for order, field in enumerate(form["fields"])]
    words = {name: form[name] for name in ("form_title", "button", "recipient", "thanks") if name in form}
    return words | {"form_fields": fields}


def load_organisation(site, facts):
    imprint, accessibility, contact = facts["imprint"], facts["accessibility"], facts["dsa_contact"]
    Organisation.objects.create(
        site=site,
        name=imprint["organisation"],
        phone=imprint["phone"] or "",
        authorities_email=contact["point_of_contact_authorities"],
        users_email=contact["point_of_contact_users"],
        **{name: imprint[name] for name in NAMES},
        **accessibility,
    )
