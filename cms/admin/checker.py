"""Wagtail's checks of a page's content, in the editor and in the bar on the site, in words that say what to do."""

from wagtail.admin.userbar import ContentCheckerItem

NAMED = "Schreiben Sie einen Text, der auch vorgelesen sagt, wohin es geht oder was geschieht."
# By axe-core's and Wagtail's names for the rules: what was found, and what to do.
MESSAGES = {
    "button-name": ("Ein Knopf ohne Text", NAMED),
    "empty-heading": ("Eine leere Überschrift", "Schreiben Sie einen Text hinein, oder löschen Sie sie."),
    "empty-table-header": (
        "Eine leere Kopfzelle in einer Tabelle",
        "Benennen Sie die Spalte oder die Zeile.",
    ),
    "frame-title": (
        "Ein eingebetteter Inhalt ohne Titel",
        "Geben Sie ihm einen Titel, der sagt, was er zeigt.",
    ),
    "heading-order": (
        "Eine Ebene der Überschriften ist übersprungen",
        "Nehmen Sie die nächste Ebene: auf „Überschrift 2“ folgt „Überschrift 3“.",
    ),
    "image-alt": (
        "Ein Bild ohne Alternativtext",
        "Beschreiben Sie, was das Bild sagt, oder kennzeichnen Sie es als schmückend.",
    ),
    "input-button-name": ("Ein Knopf ohne Text", NAMED),
    "link-name": ("Ein Link ohne Text", NAMED),
    "p-as-heading": (
        "Ein Absatz, der wie eine Überschrift aussieht",
        "Machen Sie eine Überschrift daraus, statt den Absatz fett zu setzen: Sonst findet ihn keine Vorlesehilfe.",
    ),
    "video-caption": ("Ein Film ohne Untertitel", "Laden Sie beim Film eine Datei mit Untertiteln hoch."),
    "alt-text-quality": (
        "Ein Alternativtext wie ein Dateiname",
        "Beschreiben Sie in einem Satz, was das Bild sagt.",
    ),
    "empty-meta-description": (
        "Keine Beschreibung für Suchmaschinen",
        "Schreiben Sie im Reiter „Veröffentlichung“ ein bis zwei Sätze hinein.",
    ),
}


class GermanCheckerItem(ContentCheckerItem):
    axe_run_only = list(MESSAGES)
    axe_messages = {
        rule: {"error_name": name, "help_text": help_text} for rule, (name, help_text) in MESSAGES.items()
    }


def replace_checker(items):
    """Wagtail's own item by ours, wherever it stands."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[number] = GermanCheckerItem(in_editor=item.in_editor)
