"""What is stored about members who write fact sheets; a part of cms/personal_data.py."""

from audit.processing_records import Field, ProcessingRecord
from cms.models import Submission
from cms.submitting.reading import tell_typed

SUBMISSIONS = ProcessingRecord(
    model="cms.Submission",
    title="Ihre Steckbriefe und Vorschläge",
    items={
        "author": Field("geschrieben von", "zeigt, wem der Entwurf gehört"),
        "page": Field(
            "Steckbrief",
            "die Seite, die daraus wurde oder die Sie ändern wollten",
            shown=lambda row: row.page.title if row.page else "",
        ),
        "typed": Field(
            "Text",
            "was Sie zuletzt gespeichert haben; bis zum Einreichen sieht es niemand sonst",
            shown=lambda row: tell_typed(row.typed),
        ),
        "state": Field("Stand", "zeigt Ihnen, wie weit die Redaktion ist"),
        "saved_at": Field("gespeichert", "danach richtet sich, wann ein Entwurf gelöscht wird"),
        "submitted_at": Field("eingereicht", "zeigt Ihnen, seit wann die Redaktion prüft"),
    },
    other="id is_change based_on revision",
    lifetime="bis Sie ihn zurückziehen oder Ihr Konto löschen; was nie eingereicht wurde, 365 Tage. Die Seite, die "
    "daraus wurde, bleibt",
    of=lambda user: Submission.objects.filter(author=user),
    select_related=("page",),
)
