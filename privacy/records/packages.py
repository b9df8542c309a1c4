"""What is stored about people by the leaves, by this app, and by the packages beside Wagtail."""

from django.db.models import Q

from audit.models import Entry
from audit.personal_data import Fate, Holding, Item
from cms.personal_data import BODY, EDITORIAL, INTRO
from mail.models import OutgoingMail
from privacy.models import DataExport, Erasure

WHOSE = "zeigt, um wen es geht"
IN_THE_MAIL = "was zugestellt wird; kann einen Code oder einen Link enthalten, der anmeldet"

MAIL = Holding(
    model="mail.OutgoingMail",
    title="Mails, die auf Zustellung warten",
    items={
        "to": Item("an", "dorthin geht die Mail"),
        "subject": Item("Betreff", IN_THE_MAIL, secret=True),
        "text": Item("Text", IN_THE_MAIL, secret=True),
        "html": Item("Text mit Gestaltung", IN_THE_MAIL, secret=True),
        "headers": Item("Kopfzeilen", IN_THE_MAIL, secret=True),
        "created_at": Item("angelegt", "begrenzt, wie lange es versucht wird"),
        "attempts": Item("Versuche", "begrenzt, wie oft es versucht wird"),
        "failed_at": Item("gescheitert", "wann nicht mehr versucht wird"),
    },
    other="id",
    lifetime="bis der Mailserver sie angenommen hat, höchstens 7 Tage; ein Verzeichnis gesendeter Mails gibt es nicht",
    of=lambda user: OutgoingMail.objects.filter(to=user.email),
)
AUDIT = Holding(
    model="audit.Entry",
    title="Protokoll",
    items={
        "at": Item("wann", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "actor": Item("wer", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "act": Item("was", "macht nachvollziehbar, was mit besonderen Rechten getan wurde"),
        "object": Item("woran", "eine Kennung wie „user.12“, kein Name"),
        "scope": Item("wo", "eine Kennung wie „group.7“, damit die Gruppenleitung ihr Protokoll lesen kann"),
        "details": Item("Einzelheiten", "etwa die alte und die neue Rolle; keine Namen, keine Adressen"),
    },
    other="id",
    lifetime="365 Tage",
    fate=Fate.STAYS,
    of=lambda user: Entry.objects.filter(Q(actor=user) | Q(object=f"user.{user.pk}")),
)
EXPORT = Holding(
    model="privacy.DataExport",
    title="Zusammenstellung Ihrer Daten",
    items={
        "user": Item("Person", WHOSE),
        "asked_at": Item("angefordert", "nennt Ihnen den Stand"),
        "made_at": Item("fertig", "begrenzt, wie lange die Datei bereitliegt"),
        "told_at": Item("gemeldet", "damit die Mail dazu nur einmal kommt"),
        "archive": Item("ZIP-Datei", "damit Sie sie herunterladen können"),
    },
    other="id",
    lifetime="7 Tage, nachdem sie fertig ist",
    of=lambda user: DataExport.objects.filter(user=user),
)
ERASURE = Holding(
    model="privacy.Erasure",
    title="Löschung des Kontos",
    items={
        "user": Item("Person", WHOSE),
        "reason": Item("Anlass", "eigener Wunsch, Verwaltung oder lange nicht angemeldet"),
        "keep_posts": Item("Beiträge bleiben", "was Sie für Ihre Beiträge gewählt haben"),
        "asked_at": Item("vorgemerkt", "wer sich danach anmeldet, behält sein Konto"),
        "due_at": Item("fällig", "wann gelöscht wird"),
        "begun_at": Item("begonnen", "ab da lässt es sich nicht mehr zurücknehmen"),
        "mail": Item("Mail", "solange die Ankündigung nicht zugestellt ist, wird nicht gelöscht"),
        "names": Item("Namen", "welche Namen aus Texten verschwinden, auch frühere"),
        "here_since": Item("da seit", "in älteren Texten kann nicht die Person gemeint sein"),
    },
    other="id",
    lifetime="bis das Konto gelöscht ist oder Sie sich nach der Ankündigung wieder anmelden",
    of=lambda user: Erasure.objects.filter(user=user),
)
PAGE = Holding(
    model="home.HomePage",
    title="Startseite",
    items={"intro": INTRO, "body": BODY},
    other="page_ptr plain_language is_demo",
    lifetime=EDITORIAL,
    fate=Fate.APART,
)
JOBS = Holding(
    model="procrastinate.ProcrastinateJob",
    title="Aufträge",
    items={
        "args": Item(
            "Angaben", "die Nummer dessen, was zu tun ist, etwa einer Mail; keine Namen, keine Adressen"
        )
    },
    other=(
        "id queue_name task_name priority lock status scheduled_at attempts queueing_lock abort_requested worker"
    ),
    lifetime="7 Tage, nachdem der Auftrag erledigt ist",
    fate=Fate.STAYS,
)
SESSIONS = Holding(
    model="sessions.Session",
    title="Sitzungen ohne Konto",
    items={
        "session_key": Item("Schlüssel", "nicht benutzt", secret=True),
        "session_data": Item("Zwischenstand", "nicht benutzt", secret=True),
        "expire_date": Item("gilt bis", "nicht benutzt"),
    },
    lifetime="die Tabelle bleibt leer: Anmeldungen stehen unter „Anmeldungen und Geräte“",
    fate=Fate.APART,
)
CACHE = Holding(
    model="cache",
    title="Begrenzung von Versuchen",
    items={
        "cache_key": Item(
            "Schlüssel",
            "zählt Versuche: je Internetadresse (bei IPv6 nur deren Netz), je Konto nach dessen Nummer, je "
            "E-Mail-Adresse nach deren Prüfsumme",
            secret=True,
        ),
        "value": Item(
            "Zeiten",
            "wann versucht wurde; begrenzt, wie oft jemand Codes und Passwörter probiert",
            secret=True,
        ),
        "expires": Item("gilt bis", "wann nicht mehr gezählt wird"),
    },
    lifetime="je nach Grenze eine Minute bis einen Tag; Abgelaufenes wird gelöscht, wenn die Tabelle voll ist",
    fate=Fate.APART,
)
NOBODYS = {
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
