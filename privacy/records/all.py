"""All that is stored about people, from every app and every package that has tables."""

import accounts.personal_data
import cms.personal
import forum.personal
import groups.personal
import notifications.personal
from privacy.records import packages, wagtail, wagtail_content

AREAS = {
    "Ihr Konto": [*accounts.personal_data.HOLDINGS, packages.EXPORT, packages.ERASURE],
    "Gruppen": groups.personal.HOLDINGS,
    "Themen und Beiträge": forum.personal.HOLDINGS,
    "Mitteilungen und Mails": [*notifications.personal.HOLDINGS, packages.MAIL],
    "Protokoll und Sicherheit": [packages.AUDIT, packages.CACHE, packages.JOBS, packages.SESSIONS],
    "Arbeit in der Redaktion": wagtail.HOLDINGS,
    "Veröffentlichte Inhalte": [*cms.personal.HOLDINGS, packages.PAGE, *wagtail_content.HOLDINGS],
}
HOLDINGS = [holding for area in AREAS.values() for holding in area]
NOBODYS = {
    **packages.NOBODYS,
    **wagtail_content.NOBODYS,
    **groups.personal.NOBODYS,
    **cms.personal.NOBODYS,
}
