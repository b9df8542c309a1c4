"""What is stored about people on the pages that editors publish, and about the editors who put files there."""

from audit.processing_records import Area, Field, OnDelete, ProcessingRecord

AREA = Area.CONTENT
EDITORIAL = "bis die Redaktion es löscht"
BODY = Field("Inhalt", "die Seite; kann Namen, Fotos und Kontaktdaten von Ansprechpersonen enthalten")
INTRO = Field("Einleitung", "die Seite; kann Namen enthalten")
WHO = Field("hochgeladen von", "damit die Redaktion weiß, wen sie fragen kann")
WHEN = Field("hochgeladen", "ordnet die Dateien")

PROCESSING_RECORDS = [
    ProcessingRecord(
        model="cms.StandardPage",
        title="Seiten",
        items={"intro": INTRO, "body": BODY},
        other="page_ptr plain_language is_demo is_news",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="cms.EditorialImage",
        title="Bilder",
        items={
            "file": Field("Bild", "steht auf Seiten; kann Personen zeigen"),
            "title": Field("Titel", "damit die Redaktion das Bild findet"),
            "description": Field("Beschreibung", "für alle, die das Bild nicht sehen; kann Namen enthalten"),
            "credit": Field("Bildnachweis", "nennt, wer das Bild gemacht hat"),
            "uploaded_by_user": WHO,
            "created_at": WHEN,
        },
        other=(
            "id collection width height focal_point_x focal_point_y focal_point_width focal_point_height file_size "
            "file_hash"
        ),
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"uploaded_by_user": "title created_at"},
    ),
    ProcessingRecord(
        model="cms.Rendition",
        title="Bilder in anderen Größen",
        items={"file": Field("Bild", "dasselbe Bild, kleiner; kann Personen zeigen")},
        other="id filter_spec width height focal_point_key image",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="cms.EditorialDocument",
        title="Dokumente",
        items={
            "file": Field("Datei", "zum Herunterladen; kann Namen enthalten"),
            "title": Field("Titel", "damit man das Dokument findet"),
            "description": Field("Beschreibung", "sagt, was darin steht"),
            "uploaded_by_user": WHO,
            "created_at": WHEN,
        },
        other="id collection file_size file_hash published_on page_count licence alternative is_demo",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"uploaded_by_user": "title created_at"},
    ),
    ProcessingRecord(
        model="cms.Clip",
        title="Filme",
        items={
            "film": Field("Film", "kann Personen zeigen und zu Wort kommen lassen"),
            "poster": Field("Standbild", "kann Personen zeigen"),
            "captions": Field("Untertitel", "was gesagt wird"),
            "transcript": Field("Abschrift", "was gesagt wird und zu sehen ist"),
            "title": Field("Titel", "kann Namen enthalten"),
        },
        other="id slug seconds municipality has_sign_language is_demo",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    ),
]
NON_PERSONAL = {"cms.ExternalLink": "id title url category description is_demo"}
