"""Blocks of words and numbers."""

from wagtail import blocks

from cms.blocks.values import Listed, Titled, TitledList

GROUP = "Text und Zahlen"
RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
# Below the heading of a question there are no smaller ones.
ANSWER = [feature for feature in RICH_TEXT if feature != "h3"]


def make_text_block():
    """A paragraph or several; a function, since a class of ours would be named in migrations."""
    return blocks.RichTextBlock(
        label="Text",
        features=RICH_TEXT,
        template="cms/blocks/text.html",
        icon="pilcrow",
        group=GROUP,
        description="Absätze, Aufzählungen und Links.",
        preview_value=(
            "<p>Ein Quartier gelingt, wenn <b>viele</b> daran mitwirken:</p>"
            "<ul><li>die Menschen, die dort wohnen,</li><li>Vereine und Einrichtungen,</li>"
            "<li>die Stadtverwaltung.</li></ul>"
        ),
    )


class HeadingBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label="Überschrift",
        max_length=120,
        help_text="Was darunter folgt, bis zur nächsten Überschrift, gehört zusammen.",
    )

    class Meta:
        template = "cms/blocks/heading.html"
        icon = "title"
        label = "Überschrift"
        group = GROUP
        description = "Beginnt einen Abschnitt und steht in der Liste „Auf dieser Seite“."
        preview_value = {"title": "Wie wir beraten"}
        value_class = Titled


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Zitat", max_length=500, help_text="Ohne Anführungszeichen.")
    person = blocks.CharBlock(
        label="Wer", max_length=100, required=False, help_text="Nur mit Einverständnis der Person."
    )
    role = blocks.CharBlock(
        label="Funktion", max_length=150, required=False, help_text="Zum Beispiel „Quartiersmanagerin, Ulm“."
    )

    class Meta:
        template = "cms/blocks/quote.html"
        icon = "openquote"
        label = "Zitat"
        group = GROUP
        description = "Ein Satz, den jemand gesagt hat, groß gesetzt."
        preview_value = {
            "text": "Wir haben zuerst gefragt und dann geplant.",
            "person": "Name der Person",
            "role": "Funktion, Stadt",
        }


class QuestionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Frage", max_length=150, help_text="Darunter klappt die Antwort auf.")
    text = blocks.RichTextBlock(
        label="Antwort", features=ANSWER, help_text="Kurz; mehr gehört auf eine eigene Seite."
    )


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Überschrift", max_length=120, default="Häufige Fragen")
    questions = blocks.ListBlock(
        QuestionBlock(label="Frage und Antwort"),
        label="Fragen und Antworten",
        help_text="Was alle lesen sollen, gehört nicht hierher: Zugeklapptes wird übersehen.",
    )

    class Meta:
        template = "cms/blocks/accordion.html"
        icon = "collapse-down"
        label = "Fragen und Antworten"
        group = GROUP
        description = "Fragen, deren Antworten sich aufklappen lassen."
        preview_value = {
            "title": "Häufige Fragen",
            "questions": [
                {"title": "Was kostet die Beratung?", "text": "<p>Für Mitgliedstädte nichts.</p>"},
                {"title": "Wie lange dauert sie?", "text": "<p>So lange, wie Sie es brauchen.</p>"},
            ],
        }
        value_class = TitledList


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(
        label="Zahl", max_length=20, help_text="Mit Einheit, zum Beispiel „16“, „3,5 %“ oder „12.000 €“."
    )
    label = blocks.CharBlock(
        label="Was sie zählt", max_length=100, help_text="Zum Beispiel „Städte und Gemeinden“."
    )


class FiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(
        FigureBlock(label="Zahl"), label="Zahlen", max_num=8, help_text="Zwei bis vier wirken am besten."
    )
    source = blocks.CharBlock(
        label="Quelle", max_length=200, required=False, help_text="Woher die Zahlen sind und von wann."
    )

    class Meta:
        template = "cms/blocks/figures.html"
        icon = "order"
        label = "Zahlen"
        group = GROUP
        description = "Wenige Zahlen, groß, mit dem, was sie zählen, und ihrer Quelle."
        preview_value = {
            "figures": [
                {"number": "16", "label": "Städte und Gemeinden"},
                {"number": "8", "label": "Workshops"},
            ],
            "source": "Projektbericht, 2020",
        }
        value_class = Listed


class FundingBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label="Förderhinweis", max_length=250, help_text="So, wie die fördernde Stelle ihn vorgibt."
    )

    class Meta:
        template = "cms/blocks/funding.html"
        icon = "pick"
        label = "Förderhinweis"
        group = GROUP
        description = "Wer das Vorhaben bezahlt."
        preview_value = {"text": "Gefördert aus Landesmitteln."}
