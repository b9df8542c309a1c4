"""What is stored about people on the pages that editors publish, and about the editors who put files there."""

from audit.personal_data import Fate, Holding, Item

EDITORIAL = "bis die Redaktion es löscht"
BODY = Item("Inhalt", "die Seite; kann Namen, Fotos und Kontaktdaten von Ansprechpersonen enthalten")
INTRO = Item("Einleitung", "die Seite; kann Namen enthalten")
WHO = Item("hochgeladen von", "damit die Redaktion weiß, wen sie fragen kann")
WHEN = Item("hochgeladen", "ordnet die Dateien")

HOLDINGS = [
    Holding(
        model="cms.StandardPage",
        title="Seiten",
        items={"intro": INTRO, "body": BODY},
        other="page_ptr plain_language is_demo is_news",
        lifetime=EDITORIAL,
        fate=Fate.APART,
    ),
    Holding(
        model="cms.EditorialImage",
        title="Bilder",
        items={
            "file": Item("Bild", "steht auf Seiten; kann Personen zeigen"),
            "title": Item("Titel", "damit die Redaktion das Bild findet"),
            "description": Item("Beschreibung", "für alle, die das Bild nicht sehen; kann Namen enthalten"),
            "credit": Item("Bildnachweis", "nennt, wer das Bild gemacht hat"),
            "uploaded_by_user": WHO,
            "created_at": WHEN,
        },
        other=(
            "id collection width height focal_point_x focal_point_y focal_point_width focal_point_height file_size "
            "file_hash"
        ),
        lifetime=EDITORIAL,
        fate=Fate.APART,
        traces={"uploaded_by_user": "title created_at"},
    ),
    Holding(
        model="cms.Rendition",
        title="Bilder in anderen Größen",
        items={"file": Item("Bild", "dasselbe Bild, kleiner; kann Personen zeigen")},
        other="id filter_spec width height focal_point_key image",
        lifetime=EDITORIAL,
        fate=Fate.APART,
    ),
    Holding(
        model="cms.EditorialDocument",
        title="Dokumente",
        items={
            "file": Item("Datei", "zum Herunterladen; kann Namen enthalten"),
            "title": Item("Titel", "damit man das Dokument findet"),
            "description": Item("Beschreibung", "sagt, was darin steht"),
            "uploaded_by_user": WHO,
            "created_at": WHEN,
        },
        other="id collection file_size file_hash published_on page_count licence alternative is_demo",
        lifetime=EDITORIAL,
        fate=Fate.APART,
        traces={"uploaded_by_user": "title created_at"},
    ),
    Holding(
        model="cms.Clip",
        title="Filme",
        items={
            "film": Item("Film", "kann Personen zeigen und zu Wort kommen lassen"),
            "poster": Item("Standbild", "kann Personen zeigen"),
            "captions": Item("Untertitel", "was gesagt wird"),
            "transcript": Item("Abschrift", "was gesagt wird und zu sehen ist"),
            "title": Item("Titel", "kann Namen enthalten"),
        },
        other="id slug seconds municipality has_sign_language is_demo",
        lifetime=EDITORIAL,
        fate=Fate.APART,
    ),
]
NOBODYS = {"cms.ExternalLink": "id title url category description is_demo"}
