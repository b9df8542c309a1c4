"""All that is stored about people, from every app and every package that has tables."""

import accounts.personal_data
import cms.personal_data
import forum.personal_data
import groups.personal_data
import notifications.personal_data
from privacy.records import packages, wagtail, wagtail_content

AREAS = {
    "Ihr Konto": [*accounts.personal_data.HOLDINGS, packages.EXPORT, packages.ERASURE],
    "Gruppen": groups.personal_data.HOLDINGS,
    "Themen und Beiträge": forum.personal_data.HOLDINGS,
    "Mitteilungen und Mails": [*notifications.personal_data.HOLDINGS, packages.MAIL],
    "Protokoll und Sicherheit": [packages.AUDIT, packages.CACHE, packages.JOBS, packages.SESSIONS],
    "Arbeit in der Redaktion": wagtail.HOLDINGS,
    "Veröffentlichte Inhalte": [*cms.personal_data.HOLDINGS, packages.PAGE, *wagtail_content.HOLDINGS],
}
HOLDINGS = [holding for area in AREAS.values() for holding in area]
NOBODYS = {
    **packages.NOBODYS,
    **wagtail_content.NOBODYS,
    **groups.personal_data.NOBODYS,
    **cms.personal_data.NOBODYS,
}
