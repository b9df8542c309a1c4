"""All that is stored about people, from every app and every package that has tables."""

import accounts.personal_data
import cms.personal_data
import forum.personal_data
import groups.personal_data
import notifications.personal_data
from privacy.records import packages, wagtail, wagtail_content

AREAS = {
    "Ihr Konto": [*accounts.personal_data.PROCESSING_RECORDS, packages.EXPORT, packages.ERASURE],
    "Gruppen": groups.personal_data.PROCESSING_RECORDS,
    "Themen und Beiträge": forum.personal_data.PROCESSING_RECORDS,
    "Mitteilungen und Mails": [*notifications.personal_data.PROCESSING_RECORDS, packages.MAIL],
    "Protokoll und Sicherheit": [packages.AUDIT, packages.CACHE, packages.JOBS, packages.SESSIONS],
    "Arbeit in der Redaktion": wagtail.PROCESSING_RECORDS,
    "Veröffentlichte Inhalte": [
        *cms.personal_data.PROCESSING_RECORDS,
        packages.PAGE,
        *wagtail_content.PROCESSING_RECORDS,
    ],
}
PROCESSING_RECORDS = [record for area in AREAS.values() for record in area]
NON_PERSONAL = {
    **packages.NON_PERSONAL,
    **wagtail_content.NON_PERSONAL,
    **groups.personal_data.NON_PERSONAL,
    **cms.personal_data.NON_PERSONAL,
}
