"""The start page has the blocks of all pages. What its map said of the page to which it led is now the editors' to say."""

from importlib import import_module

import wagtail.fields
from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

FORMER_LABEL = "Über die StadtLabore"
PAGES = import_module("cms.migrations.0007_blocks")
CHILDREN = [*PAGES.CHILDREN, ("hero", 95), ("library", 98)]
# Those of all pages, with another template for the funding note, and the start page's own.
BLOCKS = PAGES.BLOCKS | {
    22: ('wagtail.blocks.StructBlock', [[('text', 21)]], {'template': 'home/blocks/funding.html'}),
    89: ('wagtail.blocks.CharBlock', (), {'help_text': 'Die Überschrift der Startseite.', 'label': 'Satz', 'max_length': 80}),
    90: ('wagtail.blocks.CharBlock', (), {'help_text': 'Was man hier findet, und für wen.', 'label': 'Text', 'max_length': 250}),
    91: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ein Tun: „Beratung anfragen“, nicht „Hier klicken“.', 'label': 'Beschriftung', 'max_length': 40}),
    92: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Wohin der Knopf führt. Bei einer Veranstaltung: zur Anmeldung; ist sie vorbei, fällt er weg.', 'label': 'Seite'}),
    93: ('wagtail.blocks.StructBlock', [[('label', 91), ('page', 92)]], {}),
    94: ('wagtail.blocks.ListBlock', (93,), {'help_text': 'Der erste ist rot: das, was man als Nächstes tun kann.', 'label': 'Knöpfe', 'max_num': 2}),
    95: ('wagtail.blocks.StructBlock', [[('title', 89), ('text', 90), ('links', 94)]], {}),
    96: ('wagtail.blocks.CharBlock', (), {'default': 'Aus der Bibliothek', 'label': 'Überschrift', 'max_length': 120}),
    97: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Leer: jede Woche von selbst ein anderer. Einen für Mitglieder sehen nur Angemeldete.', 'label': 'Steckbrief der Woche', 'page_type': ['cms.FactSheetPage'], 'required': False}),
    98: ('wagtail.blocks.StructBlock', [[('title', 96), ('sheet', 97)]], {}),
}


class KeepLabel(BaseBlockOperation):
    operation_name_fragment = "keep_label"

    def apply(self, block_value):
        return {"more_label": FORMER_LABEL if block_value.get("more") else "", **block_value}


class Migration(migrations.Migration):
    dependencies = [("home", "0009_root_title")]

    operations = [
        migrations.AlterField(
            model_name="homepage",
            name="body",
            field=wagtail.fields.StreamField(CHILDREN, blank=True, block_lookup=BLOCKS, verbose_name="Inhalt"),
        ),
        MigrateStreamData("home", "HomePage", "body", [(KeepLabel(), "map")]),
    ]
