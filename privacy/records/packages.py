"""What is stored about people by the leaves, by this app, and by the packages beside Wagtail."""

from django.db.models import Q

from audit.models import Entry
from audit.personal_data import Field, OnDelete, ProcessingRecord
from cms.personal_data import BODY, EDITORIAL, INTRO
from mail.models import OutgoingMail
from privacy.models import DataExport, Erasure

WHOSE = "zeigt, um wen es geht"
IN_THE_MAIL = "was zugestellt wird; kann einen Code oder einen Link enthalten, der anmeldet"

MAIL = ProcessingRecord(
    model="mail.OutgoingMail",
    title="Mails, die auf Zustellung warten",
    items={
        "to": Field("an", "dorthin geht die Mail"),
        "subject": Field("Betreff", IN_THE_MAIL, secret=True),
        "text": Field("Text", IN_THE_MAIL, secret=True),
        "html": Field("Text mit Gestaltung", IN_THE_MAIL, secret=True),
        "headers": Field("Kopfzeilen", IN_THE_MAIL, secret=True),
        "created_at": Field("angelegt", "begrenzt, wie lange es versucht wird"),
        "attempts": Field("Versuche", "begrenzt, wie oft es versucht wird"),
        "failed_at": Field("gescheitert", "wann nicht mehr versucht wird"),
    },
    other="id",
    lifetime="bis der Mailserver sie angenommen hat, höchstens 7 Tage; ein Verzeichnis gesendeter Mails gibt es nicht",
    of=lambda user: OutgoingMail.objects.filter(to=user.email),
)
AUDIT = ProcessingRecord(
    model="audit.Entry",
    title="Protokoll",
    items={
        "at": Field("wann", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "actor": Field("wer", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "act": Field("was", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "object": Field("woran", "eine Kennung wie „user.12“, kein Name"),
        "scope": Field("wo", "eine Kennung wie „group.7“, damit die Gruppenleitung ihr Protokoll lesen kann"),
        "details": Field("Einzelheiten", "etwa die alte und die neue Rolle; keine Namen, keine Adressen"),
    },
    other="id",
    lifetime="365 Tage",
    on_delete=OnDelete.STAYS,
    of=lambda user: Entry.objects.filter(Q(actor=user) | Q(object=f"user.{user.pk}")),
)
EXPORT = ProcessingRecord(
    model="privacy.DataExport",
    title="Zusammenstellung Ihrer Daten",
    items={
        "user": Field("Person", WHOSE),
        "asked_at": Field("angefordert", "nennt Ihnen den Stand"),
        "made_at": Field("fertig", "begrenzt, wie lange die Datei bereitliegt"),
        "archive": Field("ZIP-Datei", "damit Sie sie herunterladen können"),
    },
    other="id",
    lifetime="7 Tage, nachdem sie fertig ist",
    of=lambda user: DataExport.objects.filter(user=user),
)
ERASURE = ProcessingRecord(
    model="privacy.Erasure",
    title="Löschung des Kontos",
    items={
        "user": Field("Person", WHOSE),
        "reason": Field("Anlass", "eigener Wunsch, Verwaltung oder lange nicht angemeldet"),
        "keep_posts": Field("Beiträge bleiben", "was Sie für Ihre Beiträge gewählt haben"),
        "asked_at": Field("vorgemerkt", "wer sich danach anmeldet, behält sein Konto"),
        "due_at": Field("fällig", "wann gelöscht wird"),
        "begun_at": Field("begonnen", "ab da lässt es sich nicht mehr zurücknehmen"),
        "mail": Field("Mail", "solange die Ankündigung nicht zugestellt ist, wird nicht gelöscht"),
    },
    other="id",
    lifetime="bis das Konto gelöscht ist oder Sie sich nach der Ankündigung wieder anmelden",
    of=lambda user: Erasure.objects.filter(user=user),
)
PAGE = ProcessingRecord(
    model="home.HomePage",
    title="Startseite",
    items={"intro": INTRO, "body": BODY},
    other="page_ptr plain_language is_demo",
    lifetime=EDITORIAL,
    on_delete=OnDelete.APART,
)
JOBS = ProcessingRecord(
    model="procrastinate.ProcrastinateJob",
    title="Aufträge",
    items={
        "args": Field(
            "Angaben", "die Nummer dessen, was zu tun ist, etwa einer Mail; keine Namen, keine Adressen"
        )
    },
    other=(
        "id queue_name task_name priority lock status scheduled_at attempts queueing_lock abort_requested worker"
    ),
    lifetime="7 Tage, nachdem der Auftrag erledigt ist",
    on_delete=OnDelete.STAYS,
)
SESSIONS = ProcessingRecord(
    model="sessions.Session",
    title="Sitzungen ohne Konto",
    items={
        "session_key": Field("Schlüssel", "nicht benutzt", secret=True),
        "session_data": Field("Zwischenstand", "nicht benutzt", secret=True),
        "expire_date": Field("gilt bis", "nicht benutzt"),
    },
    lifetime="die Tabelle bleibt leer: Anmeldungen stehen unter „Anmeldungen und Geräte“",
    on_delete=OnDelete.APART,
)
CACHE = ProcessingRecord(
    model="cache",
    title="Begrenzung von Versuchen",
    items={
        "cache_key": Field(
            "Schlüssel",
            "zählt Versuche: je Internetadresse (bei IPv6 nur deren Netz), je Konto nach dessen Nummer, je "
            "E-Mail-Adresse nach deren Prüfsumme",
            secret=True,
        ),
        "value": Field(
            "Zeiten",
            "wann versucht wurde; begrenzt, wie oft jemand Codes und Passwörter probiert",
            secret=True,
        ),
        "expires": Field("gilt bis", "wann nicht mehr gezählt wird"),
    },
    lifetime="je nach Grenze eine Minute bis einen Tag; Abgelaufenes wird gelöscht, wenn die Tabelle voll ist",
    on_delete=OnDelete.APART,
)
NON_PERSONAL = {
    "home.MenuEntry": "id sort_order settings menu page label",
    "home.SiteSettings": "id site notice about funding_note contact_page",
    "vocabulary.Programme": "id slug title summary start end order",
    "vocabulary.Municipality": "id slug title is_town programme size_class lat lon mail_domains",
    "vocabulary.ThemeField": "id slug title description order",
    "procrastinate.ProcrastinateWorker": "id last_heartbeat",
    "procrastinate.ProcrastinateEvent": "id job type at",
    "procrastinate.ProcrastinatePeriodicDefer": "id task_name defer_timestamp job periodic_id",
    "auth.Permission": "id name content_type codename",
    "auth.Group": "id name",
    "auth.Group_permissions": "id group permission",
    "contenttypes.ContentType": "id app_label model",
    "django_migrations": "id app name applied",
}
