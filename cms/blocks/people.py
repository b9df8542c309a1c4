"""Blocks of people, organisations and ways to take part."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.samples import SampledBlock, newest
from cms.blocks.values import TitledList

GROUP = "Menschen und Mitmachen"


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label="Name", max_length=100)
    role = blocks.CharBlock(
        label="Funktion", max_length=150, required=False, help_text="Wofür man diese Person fragen kann."
    )
    institution = blocks.CharBlock(
        label="Organisation", max_length=150, required=False, help_text="Amt, Verband oder Verein."
    )
    town = SnippetChooserBlock(
        "vocabulary.Municipality",
        label="Stadt oder Gemeinde",
        required=False,
        help_text="Führt zur Seite der Stadt, wenn es sie gibt.",
    )
    email = blocks.EmailBlock(
        label="E-Mail-Adresse", required=False, help_text="Die dienstliche. Sie steht für alle lesbar da."
    )
    portrait = ImageChooserBlock(
        label="Porträt",
        required=False,
        help_text="Wird rund um den Fokusbereich des Bildes ausgeschnitten.",
    )


class PeopleBlock(SampledBlock):
    title = blocks.CharBlock(label="Überschrift", max_length=120, default="Wen Sie fragen können")
    people = blocks.ListBlock(
        PersonBlock(label="Person"),
        label="Personen",
        help_text="Nur, wer zugestimmt hat, dass Name, Adresse und Bild öffentlich zu lesen sind.",
    )

    class Meta:
        template = "cms/blocks/people.html"
        icon = "user"
        label = "Personen"
        group = GROUP
        description = "Ansprechpersonen mit Funktion, Stadt, E-Mail-Adresse und Porträt."
        value_class = TitledList

    def make_sample(self):
        (town,) = newest("vocabulary.Municipality") or [None]
        person = {"name": "Name der Person", "role": "Fachberatung", "institution": "Stadtplanungsamt"}
        return {"people": [person | {"town": town, "email": "person@stadt.example", "portrait": None}]}


class PartnersBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", default="Partner")
    partners = blocks.ListBlock(
        blocks.CharBlock(label="Name"),
        label="Partner",
        help_text="Je Zeile eine Organisation, ausgeschrieben.",
    )

    class Meta:
        template = "cms/blocks/partners.html"
        icon = "group"
        label = "Partner"
        group = GROUP
        description = "Namen von Organisationen, mit denen Sie zusammenarbeiten."
        preview_value = {"title": "Partner", "partners": ["Wohnbaugesellschaft", "Nachbarschaftsverein"]}
        value_class = TitledList


class ContactBlock(blocks.StructBlock):
    role = blocks.CharBlock(label="Ansprechstelle", help_text="Zum Beispiel „Fachberatung Quartier“.")
    email = blocks.EmailBlock(
        label="E-Mail-Adresse", help_text="Am besten eine der Stelle, nicht einer Person."
    )

    class Meta:
        template = "cms/blocks/contact.html"
        icon = "mail"
        label = "Kontakt"
        group = GROUP
        description = "Eine Stelle mit ihrer E-Mail-Adresse."
        preview_value = {"role": "Fachberatung Quartier", "email": "beratung@stadt.example"}


class ReportBlock(blocks.StructBlock):
    email = blocks.EmailBlock(label="E-Mail-Adresse", help_text="Dorthin gehen Beanstandungen.")

    class Meta:
        template = "cms/blocks/report.html"
        icon = "warning"
        label = "Inhalte melden"
        group = GROUP
        description = "Sagt, wohin man sich wendet, wenn ein Inhalt nicht in Ordnung ist."
        preview_value = {"email": "meldung@stadt.example"}


class ChosenGroup(blocks.StructValue):
    @property
    def is_empty(self):
        """Also for a group that is not for everyone: visitors cannot ask to join it."""
        return not (self["group"] and self["group"].is_listed)


class GroupBlock(SampledBlock):
    """A group with a link to its join page. A pasted invitation link would stop working when it is revoked."""

    text = blocks.CharBlock(
        label="Satz davor",
        max_length=250,
        required=False,
        help_text="Für wen die Gruppe ist, oder worum es geht.",
    )
    group = SnippetChooserBlock("groups.Group", label="Gruppe", help_text="Nur eine, die alle finden.")

    class Meta:
        template = "cms/blocks/group.html"
        icon = "group"
        label = "Gruppe"
        group = GROUP
        description = "Eine Gruppe mit der Zahl ihrer Mitglieder und dem Weg hinein."
        value_class = ChosenGroup

    def make_sample(self):
        return {"group": next((group for group in newest("groups.Group", 20) if group.is_listed), None)}


class Action(blocks.StructValue):
    # The page, if the reader may open it (cms.blocks.filling).
    target = None

    @property
    def is_empty(self):
        return not (self["label"] and (self.target or self["link"]))


class ActionBlock(SampledBlock):
    text = blocks.CharBlock(label="Text", max_length=250, help_text="Warum man auf den Knopf drücken sollte.")
    label = blocks.CharBlock(
        label="Beschriftung des Knopfes",
        max_length=40,
        help_text="Ein Tun: „Beratung anfragen“, nicht „Hier klicken“.",
    )
    page = blocks.PageChooserBlock(label="Seite", required=False, help_text="Wohin der Knopf führt.")
    link = blocks.URLBlock(
        label="oder Adresse", required=False, help_text="Einer anderen Website, mit https://."
    )

    class Meta:
        template = "cms/blocks/action.html"
        icon = "link"
        label = "Aufruf"
        group = GROUP
        description = "Ein Satz und ein Knopf, der zu einer Seite führt."
        value_class = Action

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["link"]:
            problem = "Wählen Sie eine Seite, oder tragen Sie eine Adresse ein, nicht beides."
            raise StructBlockValidationError({"link": ValidationError(problem)})
        if not (value["page"] or value["link"] or self.is_deferred_validation):
            problem = "Wählen Sie eine Seite, oder tragen Sie darunter eine Adresse ein."
            raise StructBlockValidationError({"page": ValidationError(problem)})
        return value

    def make_sample(self):
        text = "Sie planen etwas im Quartier? Wir beraten Sie gern."
        return {"text": text, "label": "Beratung anfragen", "link": "https://www.stadt.example/"}
