"""What is stored about people on the pages that editors publish, and about the editors who put files there."""

from audit.processing_records import Area, Field, OnDelete, ProcessingRecord
from cms.advice.personal_data import ADVICE, NON_PERSONAL_ADVICE
from cms.events.personal_data import SIGN_UPS
from cms.models import Subscriber
from cms.reuse.personal_data import REUSES
from cms.submitting.personal_data import SUBMISSIONS

AREA = Area.CONTENT
EDITORIAL = "bis die Redaktion es löscht"
BODY = Field("Inhalt", "die Seite; kann Namen, Fotos und Kontaktdaten von Ansprechpersonen enthalten")
INTRO = Field("Einleitung", "die Seite; kann Namen enthalten")
WHO = Field("hochgeladen von", "damit die Redaktion weiß, wen sie fragen kann")
WHEN = Field("hochgeladen", "ordnet die Dateien")

CONTACT = {
    "contact_role": Field("Ansprechstelle", "sagt, wen man fragen kann"),
    "contact_email": Field("E-Mail-Adresse", "damit man fragen kann"),
}
QUOTES = Field("Zitate", "wer etwas gesagt hat, mit Funktion")


def describe_pages(model, title, items, other):
    """The record of a page type; `items` besides introduction and body, `other` besides what all page types have."""
    return ProcessingRecord(
        model=model,
        title=title,
        items={"intro": INTRO, "body": BODY} | items,
        other=f"page_ptr plain_language is_demo {other}",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    )


PAGES = [
    describe_pages("cms.StandardPage", "Seiten", {}, ""),
    describe_pages("cms.NewsPage", "Nachrichten", {}, "date"),
    describe_pages(
        "cms.FactSheetPage",
        "Steckbriefe",
        CONTACT
        | {
            "contact_organisation": Field("Organisation", "sagt, wo die Ansprechstelle ist"),
            "summary": Field("Zusammenfassung", "das Vorhaben; kann Namen enthalten"),
        },
        "number municipality quarter programme lat lon location_note status period_start "
        "period_end origin_note goals success_factors stumbling_blocks lessons partners funding budget_class "
        "staff_effort start_up_time transferability evidence accessibility_notes offers_visit offers_talk language "
        "last_reviewed review_after_days search_vector",
    ),
    describe_pages(
        "cms.CityPage",
        "Stadtseiten",
        CONTACT | {"quotes": QUOTES},
        "municipality population population_note facts goals experiences website",
    ),
    describe_pages("cms.ProgrammePage", "Programmseiten", {}, "programme phases funding_note"),
    describe_pages(
        "cms.PressPage",
        "Presseinformationen",
        CONTACT
        | {
            "contact_name": Field("Name", "die Ansprechperson für die Presse"),
            "contact_phone": Field("Telefon", "damit man anrufen kann"),
            "body": Field("Text", "die Presseinformation; kann nennen, wer etwas gesagt hat, mit Funktion"),
        },
        "number references date place funding_note source_note",
    ),
    describe_pages(
        "cms.EventPage",
        "Veranstaltungen",
        {"contact_email": CONTACT["contact_email"]},
        "kind programme start end is_all_day location is_online online_link agenda accessibility capacity "
        "needs_registration registration_deadline is_cancelled outcomes source_note uid",
    ),
    describe_pages(
        "cms.AdvicePage",
        "Seiten zur Beratung",
        {"phone": Field("Telefon", "damit man anrufen kann")},
        "kicker steps costs hours examples",
    ),
    describe_pages(
        "cms.FormPage",
        "Seiten mit Formular",
        {"recipient": Field("Empfängeradresse", "dorthin gehen die Nachrichten")},
        "form_title button thanks",
    ),
    describe_pages(
        "cms.AccessibilityStatementPage",
        "Erklärung zur Barrierefreiheit",
        {},
        "conformity barriers disproportionate out_of_scope method created_on reviewed_on",
    ),
    *(
        describe_pages(f"cms.{model}", title, {}, "")
        for model, title in {
            "FactSheetIndexPage": "Bibliothek der Steckbriefe",
            "ThemeFieldIndexPage": "Übersicht der Themenfelder",
            "PressIndexPage": "Übersicht der Presse",
            "EventIndexPage": "Übersicht der Veranstaltungen",
            "NewsIndexPage": "Übersicht „Aktuelles“",
            "DocumentIndexPage": "Liste der Dokumente",
            "LinkIndexPage": "Liste der externen Links",
            "MediaIndexPage": "Mediathek",
            "CommunityPage": "Austausch und Gruppen",
            "ImprintPage": "Impressum",
            "NewsletterPage": "Bestellseite des Newsletters",
        }.items()
    ),
]

ORGANISATION = {
    "represented_by": Field("Vertreten durch", "Pflichtangabe im Impressum"),
    "responsible_content": Field("Verantwortlich für den Inhalt", "Pflichtangabe im Impressum"),
    "email": Field("E-Mail-Adresse", "Pflichtangabe im Impressum"),
    "phone": Field("Telefon", "damit man anrufen kann"),
    "authorities_email": Field("Kontakt für Behörden", "Pflichtangabe nach Artikel 11 DSA"),
    "users_email": Field("Kontakt für Nutzerinnen und Nutzer", "Pflichtangabe nach Artikel 12 DSA"),
    "advice_email": Field("Adresse der Fachberatung", "dorthin gehen Anfragen nach Beratung"),
    "feedback_email": Field("Adresse für gemeldete Barrieren", "dorthin gehen die Meldungen"),
}
SENT = [
    ProcessingRecord(
        model="wagtailforms.FormSubmission",
        title="Nachrichten aus Formularen",
        items={
            "form_data": Field(
                "Angaben",
                "was im Formular steht, auch Name und E-Mail-Adresse, wenn sie angegeben sind; lesen Redaktion und "
                "Verwaltung, und wer die E-Mail bekommt. Zu keinem Konto, denn ausfüllen kann es jede Person: Auskunft und "
                "Löschung auf Anfrage",
            ),
            "submit_time": Field(
                "gesendet", "ordnet die Nachrichten; danach richtet sich, wann sie gelöscht werden"
            ),
        },
        other="id page",
        lifetime="365 Tage",
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="cms.Subscriber",
        title="Newsletter",
        items={
            "email": Field("E-Mail-Adresse", "dorthin geht der Newsletter"),
            "created_at": Field("eingetragen", "ohne Bestätigung wird die Adresse nach 14 Tagen gelöscht"),
            "confirmed_at": Field("bestätigt", "belegt, dass Sie den Newsletter wollten"),
        },
        other="id",
        lifetime="bis zur Abmeldung; ohne Bestätigung 14 Tage",
        of=lambda user: Subscriber.objects.filter(email__in=user.addresses),
    ),
    SIGN_UPS,
]

PROCESSING_RECORDS = [
    *PAGES,
    *SENT,
    *ADVICE,
    REUSES,
    SUBMISSIONS,
    ProcessingRecord(
        model="cms.Organisation",
        title="Anbieter und Kontakt",
        items=ORGANISATION,
        other="id site name street postcode city register_note contact_languages arbitration "
        "statement_review_days",
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
            "file_hash missing_reason"
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
        other="id collection file_size file_hash published_on page_count licence alternative is_accessible "
        "author version is_demo embargo_until",
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
        other="id slug seconds municipality has_sign_language is_demo missing_reason",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
    ),
]
NON_PERSONAL = NON_PERSONAL_ADVICE | {
    "cms.FormField": "id sort_order page clean_name label field_type required choices default_value help_text",
    "cms.CheckedLink": "id address state status final_address failures first_failed_at checked_at due_at accepted_state",
    "cms.LinkUse": "id link page snippet",
    "cms.ImportedEntry": "id file key content_type object_id digest imported_at",
    "cms.ExternalLink": "id title url category description is_demo",
    "cms.EditorialDocument_theme_fields": "id editorialdocument themefield",
    "cms.Clip_theme_fields": "id clip themefield",
    "cms.ExternalLink_theme_fields": "id externallink themefield",
    "cms.FactSheetPage_theme_fields": "id factsheetpage themefield",
    "cms.FactSheetPage_target_groups": "id factsheetpage targetgroup",
    "cms.PressPage_theme_fields": "id presspage themefield",
    "cms.EventPage_theme_fields": "id eventpage themefield",
    "cms.NewsPage_theme_fields": "id newspage themefield",
    "cms.FactSheetDocument": "id sort_order page document is_template",
    "cms.FactSheetClip": "id sort_order page clip",
    "cms.RelatedFactSheet": "id sort_order page other",
    "cms.EventDocument": "id sort_order page document",
    "cms.EventFactSheet": "id sort_order page fact_sheet",
}
