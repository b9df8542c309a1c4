"""Posts as people write them: one sentence to several paragraphs, some with a list, a quotation or a link."""

from random import Random
from typing import NamedTuple

from markup.render import render_markdown

VARIANTS = 240
OPENINGS = (
    "Danke für den Hinweis!",
    "Bei uns war das ganz ähnlich.",
    "Kurze Rückfrage dazu:",
    "Wir haben das im vergangenen Herbst ausprobiert.",
    "Ich sehe es ein wenig anders.",
    "Das hat bei uns gut funktioniert.",
)
SENTENCES = (
    "Die Nachbarschaft war von Anfang an dabei, weil wir zuerst an den Türen geklingelt und dann erst geplant haben.",
    "Das Ordnungsamt wollte die Straße zunächst nur für einen Nachmittag freigeben.",
    "Entscheidend war, dass **jemand mit Schlüssel** vor Ort war.",
    "Im Gemeinderat gab es Fragen zu den laufenden Kosten, nicht zur Idee selbst.",
    "Wir treffen uns einmal im Monat, immer am selben Tag, und schreiben das Ergebnis noch am Abend auf.",
    "Für die Förderung brauchten wir eine Kofinanzierung von zwanzig Prozent.",
    "Ältere Menschen kamen erst, als es Bänke und Schatten gab.",
    "Der Verein stellt die Räume, die Stadt zahlt Strom und Reinigung.",
    "Gezählt haben wir nur an drei Tagen, *belastbar* ist das also nicht.",
    "Am meisten geholfen hat ein fester Ansprechpartner im Bauhof.",
    "Die Presse kam, als die ersten Kinder auf der Straße malten.",
    "Ohne die Kolleginnen aus der Sozialplanung hätten wir die Familien nicht erreicht.",
    "Nach einem halben Jahr haben wir die Öffnungszeiten halbiert, und es kamen trotzdem gleich viele.",
    "Wer mitmacht, bekommt eine Urkunde und ein Essen, mehr braucht es nicht.",
    "Unser Datenschutzbeauftragter hat den Bogen geprüft und nur eine Zeile gestrichen.",
    "Im Winter steht der Container leer, dafür suchen wir noch eine Lösung.",
)
EXTRAS = (
    "- erst fragen, wer schon etwas tut\n- dann einladen\n- zuletzt einen Namen finden",
    "> Wer macht das bei euch in der Ferienzeit?\n\nBei uns die Ehrenamtlichen, mit einer kleinen Aufwandsentschädigung.",
    "Mehr dazu steht unter https://www.quartier2030-bw.de/ im Abschnitt zur Förderung.",
    "1. Anfrage an das Bauamt\n2. Termin mit den Anwohnern\n3. Beschluss",
)
TITLES = (
    "Wer hat Erfahrung mit {}?",
    "Kosten für {}",
    "{}: Wie fangen wir an?",
    "Protokoll: {}",
    "{} in kleinen Gemeinden",
    "Suche Beispiele für {}",
)
SUBJECTS = (
    "Spielstraßen auf Zeit",
    "Quartierstreffs",
    "Mitfahrbänke",
    "die Beteiligung Jugendlicher",
    "Hitzeschutz auf Plätzen",
    "Leerstand im Ortskern",
    "Nachbarschaftshilfe",
    "mobile Beratung",
    "Gemeinschaftsgärten",
)


class Text(NamedTuple):
    source: str
    html: str


def write_texts():
    """So many different posts, each rendered here, once."""
    random = Random(1)  # noqa: S311
    sources = [write_text(random) for _ in range(VARIANTS)]
    return [Text(source, str(render_markdown(source).html)) for source in sources]


def write_text(random):
    paragraphs = [
        " ".join(random.sample(SENTENCES, random.choice((1, 2, 2, 3, 4))))
        for _ in range(random.randint(1, 3))
    ]
    paragraphs[0] = f"{random.choice(OPENINGS)} {paragraphs[0]}"
    if random.random() < 0.3:
        paragraphs.append(random.choice(EXTRAS))
    return "\n\n".join(paragraphs)


def write_title(random, number):
    return f"{random.choice(TITLES).format(random.choice(SUBJECTS))} ({number})"
