"""Pages with forms, and who runs the site."""

from cms.models import FormField, Organisation
from demo.load.publishing import to_lines

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


def describe_advice(source):
    """The own values of an AdvicePage."""
    facts = source["advice"]
    steps = [("step", step) for step in facts["steps"]]
    return facts | {"steps": steps, "examples": to_lines(facts["examples"])}


def load_organisation(site, facts):
    imprint, accessibility, contact = facts["imprint"], facts["accessibility"], facts["dsa_contact"]
    Organisation.objects.create(
        site=site,
        name=imprint["organisation"],
        phone=imprint["phone"] or "",
        authorities_email=contact["point_of_contact_authorities"],
        users_email=contact["point_of_contact_users"],
        advice_email=facts["advice"]["email"],
        **{name: imprint[name] for name in NAMES},
        **accessibility,
    )
