"""What is stored while data are exported or an account is deleted; and by packages, for whom this app speaks."""

from audit.processing_records import Area, Field, ProcessingRecord
from privacy.models import DataExport, Erasure
from privacy.records import packages, wagtail, wagtail_content

AREA = Area.ACCOUNT
WHOSE = "zeigt, um wen es geht"
OWN = [
    ProcessingRecord(
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
    ),
    ProcessingRecord(
        model="privacy.Erasure",
        title="Löschung des Kontos",
        items={
            "user": Field("Person", WHOSE),
            "reason": Field("Anlass", "eigener Wunsch, Verwaltung oder lange nicht angemeldet"),
            "keep_posts": Field("Beiträge bleiben", "was Sie für Ihre Beiträge gewählt haben"),
            "asked_at": Field("vorgemerkt", "wer sich danach anmeldet, behält sein Konto"),
            "due_at": Field("fällig", "wann gelöscht wird"),
            "begun_at": Field("begonnen", "ab da lässt es sich nicht mehr zurücknehmen"),
            "mail": Field("E-Mail", "solange die Ankündigung nicht zugestellt ist, wird nicht gelöscht"),
        },
        other="id",
        lifetime="bis das Konto gelöscht ist oder Sie sich nach der Ankündigung wieder anmelden",
        of=lambda user: Erasure.objects.filter(user=user),
    ),
]
PROCESSING_RECORDS = [
    *OWN,
    *packages.PROCESSING_RECORDS,
    *wagtail.PROCESSING_RECORDS,
    *wagtail_content.PROCESSING_RECORDS,
]
NON_PERSONAL = packages.NON_PERSONAL | wagtail_content.NON_PERSONAL
