"""The start page has the blocks of all pages. What its map said of the page to which it led is now the editors' to say."""

import wagtail.fields
from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

FORMER_LABEL = "Über die StadtLabore"
CHILDREN = [
    ("text", 0), ("heading", 2), ("quote", 6), ("accordion", 12), ("table", 14), ("figures", 20),
    ("funding", 22), ("image", 27), ("clips", 30), ("documents", 34), ("links", 38), ("fact_sheets", 42),
    ("events", 47), ("news", 50), ("map", 58), ("tiles", 61), ("people", 71), ("contact", 74),
    ("partners", 78), ("group", 81), ("action", 86), ("report", 88), ("hero", 95),
]
BLOCKS = {
    0: ('wagtail.blocks.RichTextBlock', (), {'description': 'Absätze, Aufzählungen und Links.', 'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'group': 'Text und Zahlen', 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Ein Quartier gelingt, wenn <b>viele</b> daran mitwirken:</p><ul><li>die Menschen, die dort wohnen,</li><li>Vereine und Einrichtungen,</li><li>die Stadtverwaltung.</li></ul>', 'template': 'cms/blocks/text.html'}),
    1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Was darunter folgt, bis zur nächsten Überschrift, gehört zusammen.', 'label': 'Überschrift', 'max_length': 120}),
    2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}),
    3: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}),
    4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Nur mit Einverständnis der Person.', 'label': 'Wer', 'max_length': 100, 'required': False}),
    5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Zum Beispiel „Quartiersmanagerin, Ulm“.', 'label': 'Funktion', 'max_length': 150, 'required': False}),
    6: ('wagtail.blocks.StructBlock', [[('text', 3), ('person', 4), ('role', 5)]], {}),
    7: ('wagtail.blocks.CharBlock', (), {'default': 'Häufige Fragen', 'label': 'Überschrift', 'max_length': 120}),
    8: ('wagtail.blocks.CharBlock', (), {'help_text': 'Darunter klappt die Antwort auf.', 'label': 'Frage', 'max_length': 150}),
    9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'help_text': 'Kurz; mehr gehört auf eine eigene Seite.', 'label': 'Antwort'}),
    10: ('wagtail.blocks.StructBlock', [[('title', 8), ('text', 9)]], {'label': 'Frage und Antwort'}),
    11: ('wagtail.blocks.ListBlock', (10,), {'help_text': 'Was alle lesen sollen, gehört nicht hierher: Zugeklapptes wird übersehen.', 'label': 'Fragen und Antworten'}),
    12: ('wagtail.blocks.StructBlock', [[('title', 7), ('questions', 11)]], {}),
    13: ('wagtail.contrib.table_block.blocks.TableBlock', (), {'help_text': 'Zellen aus Word oder Excel lassen sich hier einfügen: erste Zelle anklicken, dann Strg + V. Zeilen und Spalten fügen Sie mit der rechten Maustaste ein.', 'label': 'Tabelle', 'table_options': {'contextMenu': {'items': {'col_left': {'name': 'Spalte links einfügen'}, 'col_right': {'name': 'Spalte rechts einfügen'}, 'redo': {'name': 'Wiederholen'}, 'remove_col': {'name': 'Spalte löschen'}, 'remove_row': {'name': 'Zeile löschen'}, 'row_above': {'name': 'Zeile darüber einfügen'}, 'row_below': {'name': 'Zeile darunter einfügen'}, 'undo': {'name': 'Rückgängig'}}}, 'language': 'en-US'}}),
    14: ('wagtail.blocks.StructBlock', [[('table', 13)]], {}),
    15: ('wagtail.blocks.CharBlock', (), {'help_text': 'Mit Einheit, zum Beispiel „16“, „3,5 %“ oder „12.000 €“.', 'label': 'Zahl', 'max_length': 20}),
    16: ('wagtail.blocks.CharBlock', (), {'help_text': 'Zum Beispiel „Städte und Gemeinden“.', 'label': 'Was sie zählt', 'max_length': 100}),
    17: ('wagtail.blocks.StructBlock', [[('number', 15), ('label', 16)]], {'label': 'Zahl'}),
    18: ('wagtail.blocks.ListBlock', (17,), {'help_text': 'Zwei bis vier wirken am besten.', 'label': 'Zahlen', 'max_num': 8}),
    19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Woher die Zahlen sind und von wann.', 'label': 'Quelle', 'max_length': 200, 'required': False}),
    20: ('wagtail.blocks.StructBlock', [[('figures', 18), ('source', 19)]], {}),
    21: ('wagtail.blocks.CharBlock', (), {'help_text': 'So, wie die fördernde Stelle ihn vorgibt.', 'label': 'Förderhinweis', 'max_length': 250}),
    22: ('wagtail.blocks.StructBlock', [[('text', 21)]], {'template': 'home/blocks/funding.html'}),
    23: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Bild'}),
    24: ('wagtail.blocks.CharBlock', (), {'help_text': 'Was man über das Bild wissen soll.', 'label': 'Bildunterschrift', 'max_length': 250, 'required': False}),
    25: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leer: der Nachweis, der am Bild gespeichert ist.', 'label': 'Bildnachweis', 'max_length': 200, 'required': False}),
    26: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('whole', 'ganzes Bild'), ('wide', 'Querformat 16:9, um den Fokusbereich des Bildes')], 'help_text': 'Den Fokusbereich stellen Sie am Bild ein.', 'label': 'Zuschnitt'}),
    27: ('wagtail.blocks.StructBlock', [[('image', 23), ('caption', 24), ('credit', 25), ('shape', 26)]], {}),
    28: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}),
    29: ('wagtail.blocks.ListBlock', (28,), {'help_text': 'Untertitel und Abschrift gehören zum Film und erscheinen mit ihm.', 'label': 'Filme und Clips'}),
    30: ('wagtail.blocks.StructBlock', [[('clips', 29)]], {}),
    31: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}),
    32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}),
    33: ('wagtail.blocks.ListBlock', (32,), {'help_text': 'Ein neues laden Sie beim Auswählen hoch.', 'label': 'Dokumente'}),
    34: ('wagtail.blocks.StructBlock', [[('title', 31), ('documents', 33)]], {}),
    35: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}),
    36: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}),
    37: ('wagtail.blocks.ListBlock', (36,), {'help_text': 'Sie stehen auch in der Liste der externen Links.', 'label': 'Links'}),
    38: ('wagtail.blocks.StructBlock', [[('title', 35), ('links', 37)]], {}),
    39: ('wagtail.blocks.CharBlock', (), {'default': 'Steckbriefe', 'label': 'Überschrift', 'max_length': 120}),
    40: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Steckbrief', 'page_type': ['cms.FactSheetPage']}),
    41: ('wagtail.blocks.ListBlock', (40,), {'help_text': 'Steckbriefe für Mitglieder sehen nur Angemeldete.', 'label': 'Steckbriefe'}),
    42: ('wagtail.blocks.StructBlock', [[('title', 39), ('sheets', 41)]], {}),
    43: ('wagtail.blocks.CharBlock', (), {'default': 'Veranstaltungen', 'label': 'Überschrift', 'max_length': 120}),
    44: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Veranstaltung', 'page_type': ['cms.EventPage']}),
    45: ('wagtail.blocks.ListBlock', (44,), {'default': [], 'help_text': 'Ohne Auswahl stehen hier von selbst die nächsten.', 'label': 'Veranstaltungen'}),
    46: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'help_text': 'Wie viele der nächsten, wenn Sie keine auswählen.', 'label': 'Anzahl', 'max_value': 10, 'min_value': 1}),
    47: ('wagtail.blocks.StructBlock', [[('title', 43), ('events', 45), ('count', 46)]], {}),
    48: ('wagtail.blocks.CharBlock', (), {'default': 'Aktuelles', 'label': 'Überschrift', 'max_length': 120}),
    49: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'help_text': 'Die neuesten Nachrichten, Presseinformationen, Veranstaltungen und Steckbriefe.', 'label': 'Anzahl', 'max_value': 10, 'min_value': 1}),
    50: ('wagtail.blocks.StructBlock', [[('title', 48), ('count', 49)]], {}),
    51: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}),
    52: ('wagtail.snippets.blocks.SnippetChooserBlock', ('vocabulary.Programme',), {'label': 'Programm'}),
    53: ('wagtail.blocks.ListBlock', (52,), {'default': [], 'help_text': 'Deren Städte und Gemeinden. Ohne jede Auswahl: die aller Programme.', 'label': 'Programme'}),
    54: ('wagtail.snippets.blocks.SnippetChooserBlock', ('vocabulary.Municipality',), {'label': 'Stadt oder Gemeinde'}),
    55: ('wagtail.blocks.ListBlock', (54,), {'default': [], 'help_text': 'Zusätzlich zu denen der gewählten Programme.', 'label': 'Einzelne Städte und Gemeinden'}),
    56: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Zu ihr führt der Link neben der Überschrift.', 'label': 'Seite dazu', 'required': False}),
    57: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leer: der Titel der Seite.', 'label': 'Beschriftung des Links', 'max_length': 60, 'required': False}),
    58: ('wagtail.blocks.StructBlock', [[('title', 51), ('programmes', 53), ('municipalities', 55), ('more', 56), ('more_label', 57)]], {}),
    59: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Seite'}),
    60: ('wagtail.blocks.ListBlock', (59,), {'help_text': 'Jede mit ihrem Titel und ihrer Einleitung.', 'label': 'Seiten'}),
    61: ('wagtail.blocks.StructBlock', [[('title', 51), ('pages', 60)]], {}),
    62: ('wagtail.blocks.CharBlock', (), {'default': 'Wen Sie fragen können', 'label': 'Überschrift', 'max_length': 120}),
    63: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 100}),
    64: ('wagtail.blocks.CharBlock', (), {'help_text': 'Wofür man diese Person fragen kann.', 'label': 'Funktion', 'max_length': 150, 'required': False}),
    65: ('wagtail.blocks.CharBlock', (), {'help_text': 'Amt, Verband oder Verein.', 'label': 'Organisation', 'max_length': 150, 'required': False}),
    66: ('wagtail.snippets.blocks.SnippetChooserBlock', ('vocabulary.Municipality',), {'help_text': 'Führt zur Seite der Stadt, wenn es sie gibt.', 'label': 'Stadt oder Gemeinde', 'required': False}),
    67: ('wagtail.blocks.EmailBlock', (), {'help_text': 'Die dienstliche. Sie steht für alle lesbar da.', 'label': 'E-Mail-Adresse', 'required': False}),
    68: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'Wird rund um den Fokusbereich des Bildes ausgeschnitten.', 'label': 'Porträt', 'required': False}),
    69: ('wagtail.blocks.StructBlock', [[('name', 63), ('role', 64), ('institution', 65), ('town', 66), ('email', 67), ('portrait', 68)]], {'label': 'Person'}),
    70: ('wagtail.blocks.ListBlock', (69,), {'help_text': 'Nur, wer zugestimmt hat, dass Name, Adresse und Bild öffentlich zu lesen sind.', 'label': 'Personen'}),
    71: ('wagtail.blocks.StructBlock', [[('title', 62), ('people', 70)]], {}),
    72: ('wagtail.blocks.CharBlock', (), {'help_text': 'Zum Beispiel „Fachberatung Quartier“.', 'label': 'Ansprechstelle'}),
    73: ('wagtail.blocks.EmailBlock', (), {'help_text': 'Am besten eine der Stelle, nicht einer Person.', 'label': 'E-Mail-Adresse'}),
    74: ('wagtail.blocks.StructBlock', [[('role', 72), ('email', 73)]], {}),
    75: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}),
    76: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}),
    77: ('wagtail.blocks.ListBlock', (76,), {'help_text': 'Je Zeile eine Organisation, ausgeschrieben.', 'label': 'Partner'}),
    78: ('wagtail.blocks.StructBlock', [[('title', 75), ('partners', 77)]], {}),
    79: ('wagtail.blocks.CharBlock', (), {'help_text': 'Für wen die Gruppe ist, oder worum es geht.', 'label': 'Satz davor', 'max_length': 250, 'required': False}),
    80: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'help_text': 'Nur eine, die alle finden.', 'label': 'Gruppe'}),
    81: ('wagtail.blocks.StructBlock', [[('text', 79), ('group', 80)]], {}),
    82: ('wagtail.blocks.CharBlock', (), {'help_text': 'Warum man auf den Knopf drücken sollte.', 'label': 'Text', 'max_length': 250}),
    83: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ein Tun: „Beratung anfragen“, nicht „Hier klicken“.', 'label': 'Beschriftung des Knopfes', 'max_length': 40}),
    84: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Wohin der Knopf führt.', 'label': 'Seite', 'required': False}),
    85: ('wagtail.blocks.URLBlock', (), {'help_text': 'Einer anderen Website, mit https://.', 'label': 'oder Adresse', 'required': False}),
    86: ('wagtail.blocks.StructBlock', [[('text', 82), ('label', 83), ('page', 84), ('link', 85)]], {}),
    87: ('wagtail.blocks.EmailBlock', (), {'help_text': 'Dorthin gehen Beanstandungen.', 'label': 'E-Mail-Adresse'}),
    88: ('wagtail.blocks.StructBlock', [[('email', 87)]], {}),
    89: ('wagtail.blocks.CharBlock', (), {'help_text': 'Die Überschrift der Startseite.', 'label': 'Satz', 'max_length': 80}),
    90: ('wagtail.blocks.CharBlock', (), {'help_text': 'Was man hier findet, und für wen.', 'label': 'Text', 'max_length': 250}),
    91: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ein Tun: „Beratung anfragen“, nicht „Hier klicken“.', 'label': 'Beschriftung', 'max_length': 40}),
    92: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Wohin der Knopf führt.', 'label': 'Seite'}),
    93: ('wagtail.blocks.StructBlock', [[('label', 91), ('page', 92)]], {}),
    94: ('wagtail.blocks.ListBlock', (93,), {'help_text': 'Der erste ist rot: das, was man als Nächstes tun kann.', 'label': 'Knöpfe', 'max_num': 2}),
    95: ('wagtail.blocks.StructBlock', [[('title', 89), ('text', 90), ('links', 94)]], {}),
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
