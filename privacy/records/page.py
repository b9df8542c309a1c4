"""What is stored about people, in words: the page of it and docs/datenschutz.md say the same."""

from audit.processing_records import OnDelete
from privacy.records.all import emptied_references, processing_records, records_by_area

UNUSED = "die Tabelle bleibt leer"


def on_delete(record):
    """What becomes of the rows, and of what only refers to the person in rows of others."""
    emptied = emptied_references(record)
    if not emptied or record.on_delete in (OnDelete.EMPTY, OnDelete.CHOICE):
        return f"{record.on_delete}"
    where = " oder ".join(f"„{record.items[name].label}“" for name in emptied)
    return f"{record.on_delete}; steht Ihr Name unter {where}, wird er dort entfernt"


def areas():
    """Area, then for each of its tables: the record and what becomes of it."""
    return [
        (area, [(record, on_delete(record)) for record in records])
        for area, records in records_by_area().items()
    ]


def is_used(record):
    """Whether anything is ever written there: packages bring tables that stay empty here."""
    return not record.lifetime.startswith(UNUSED)


def areas_for_people():
    """As areas(), without the tables that stay empty."""
    return [(area, [pair for pair in pairs if is_used(pair[0])]) for area, pairs in areas()]


def unused():
    return [record for record in processing_records() if not is_used(record)]


def as_markdown():
    parts = [INTRODUCTION]
    for area, records in areas():
        parts.append(f"## {area}\n")
        parts += [section(record, becomes) for record, becomes in records]
    return "\n".join(parts)


def section(record, becomes):
    lines = [
        f"### {record.title}\n",
        f"Tabelle `{record.model}`. Gespeichert: {record.lifetime}.",
        f"Beim Löschen des Kontos: {becomes}.\n",
        "| was | Feld | wozu |",
        "| --- | --- | --- |",
        *(f"| {item.label} | `{name}` | {purpose(item)} |" for name, item in record.items.items()),
    ]
    return "\n".join(lines) + "\n"


def purpose(item):
    secret = "; geheim, auch im Export nicht" if item.secret else ""
    lifetime = f"; {item.lifetime}" if item.lifetime else ""
    return f"{item.purpose}{secret}{lifetime}"


INTRODUCTION = """# Was wir über Personen speichern

Gedruckt von `manage.py print_records` aus den Listen `PROCESSING_RECORDS` in `<app>/personal_data.py` und, für
Pakete, in `privacy/records/`; ein Test schlägt fehl, wenn ein Feld einer Tabelle darin fehlt oder diese Seite nicht
mehr stimmt.
Dasselbe steht für alle lesbar unter `/konto/daten/verzeichnis/`. Was hier nicht steht, sagt nichts über Personen
(`NON_PERSONAL` und `other` im Code).

## Wer es liest

- Mitglieder einer Gruppe lesen, was in ihr geschrieben wird, mit Name und Ort der Person; vom Profil das, was die Person
  ihnen zeigt.
- Die Gruppenleitung liest dazu Anfragen, Einladungen und das Protokoll ihrer Gruppe.
- Redaktion und Verwaltung verwalten Konten, Gruppen und veröffentlichte Inhalte und lesen das Protokoll. In Gruppen, in
  denen sie nicht Mitglied sind, lesen sie nicht mit.
- Wer den Server betreibt, kann die Datenbank lesen. Passwörter stehen darin nur als Prüfsumme, die Geheimnisse der Apps und
  die Wiederherstellungscodes verschlüsselt.
- Mails gehen über den Mailserver, den der Betrieb einstellt. Steht er bei einem Dienstleister, verarbeitet dieser Adressen
  und Texte der Mails.
- Andere erhalten nichts: Keine Seite lädt etwas von fremden Servern, und wir messen nicht, wie Sie die Website nutzen.

## Rechte der Personen

| Recht | wo |
| --- | --- |
| Auskunft, Mitnehmen (Art. 15, 20 DSGVO) | `/konto/daten/`: ZIP mit allem, was unten steht, zum Lesen und für Programme |
| Berichtigung (Art. 16) | `/konto/profil/`; eigene Beiträge im Thema; die E-Mail-Adresse ändert die Verwaltung |
| Löschung (Art. 17) | Beiträge im Thema, das Konto unter `/konto/daten/loeschen/` |
| Widerruf der Einwilligung (Art. 7) | Gruppen verlassen oder das Konto löschen, beides unter `/konto/daten/` |
| Einschränkung, Widerspruch, Beschwerde (Art. 18, 21, 77) | bei der verantwortlichen Stelle, der Aufsichtsbehörde |

## Was der Betrieb festlegt

Das Programm kennt eine Rechtsgrundlage: die Einwilligung, ohne die niemand an einer Gruppe teilnimmt (Art. 6 Abs. 1 a
DSGVO), mit Wortlaut und Zeitpunkt. Auf welche Grundlage sich alles andere stützt, etwa Konten der Redaktion, das Protokoll
und die Begrenzung der Anmeldeversuche, entscheidet die verantwortliche Stelle. Auf der Seite „Datenschutz“ trägt sie vor
dem Betrieb ein: wer verantwortlich ist, die Datenschutzbeauftragten, die Rechtsgrundlagen, Dienstleister für Server und
Mails, die Dauer der Sicherungen, die zuständige Aufsichtsbehörde.

## Was außerhalb der Datenbank liegt

- **Server-Protokolle**: 7 Tage. Sie nennen Personen nur mit ihrer Nummer, ohne Name, Adresse und Internetadresse. Wie lange
  sie aufbewahrt werden, stellt der Betrieb am Server ein, auch für den Proxy davor.
- **Zugestellte Mails** liegen im Postfach der Person; wir bewahren keine auf.
- **Sicherungen** der Datenbank und der Dateien macht der Betrieb. Was gelöscht ist, steht darin, bis die Sicherung
  überschrieben wird.
- **Browser** behalten ein Foto bis zu einem Tag und vier Cookies: eines hält angemeldet, eines schützt Formulare, eines
  trägt die Meldung zur nächsten Seite, und eines merkt sich 180 Tage lang die Nummern der Konten, mit denen sich dort
  jemand angemeldet hat, damit Fremde niemanden durch falsche Versuche aussperren (auf fremden Geräten nicht). Wer hell
  oder dunkel wählt, dessen Browser merkt es sich.
- **Dateien**: Bilder, Dokumente und Filme der Redaktion liegen unter `$VAR/media`. Fotos von Mitgliedern stehen in der
  Datenbank.
- **Fremde Dienste**: Wer sich mit einem Passkey anmeldet, hat ihn auf dem eigenen Gerät; wir kennen nur dessen öffentlichen
  Schlüssel.

## Was beim Löschen aus Beiträgen anderer wird

Wer mit „@“ erwähnt oder zitiert wurde, steht mit Namen in Beiträgen anderer. Wird ein Konto gelöscht, steht in diesen
Erwähnungen und über diesen Zitaten „Ehemaliges Mitglied“. Werden die Beiträge der Person mit gelöscht, gehen auch die
Worte, die andere daraus zitiert haben. Alles andere bleibt, wie es geschrieben wurde.

Was Menschen mit eigenen Worten geschrieben haben, ändert kein Programm. Stehen der volle Name (mit Vor- und Nachnamen) oder
die E-Mail-Adresse noch in Beiträgen, Titeln, Einladungslinks oder den Texten einer Gruppe, bekommen Gruppenleitung und
Moderation eine E-Mail mit den Stellen und entscheiden; hat die Gruppe beides nicht, bekommt sie die Verwaltung. Bei
Seiten, Bildern und Dateien der Redaktion bekommt die Redaktion die E-Mail. Darin steht der Name, sonst fände niemand
die Stellen. Nicht gesucht wird nach Vornamen allein und früheren Namen, nicht im Profil anderer, in Anfragen, in
Kommentaren der Redaktion und in Zusammenstellungen, die andere von ihren Daten haben (die gibt es höchstens 7 Tage).
"""
