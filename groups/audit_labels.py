from django.db import models

# The scope of acts on all groups.
SITE = "site"


class Act(models.TextChoices):
    """The acts in the audit log of groups. A label follows the name of the person who did it."""

    LINK_CREATED = "link_created", "hat den Link erstellt"
    LINK_CHANGED = "link_changed", "hat den Link geändert"
    LINK_PAUSED = "link_paused", "hat den Link angehalten"
    LINK_RESUMED = "link_resumed", "hat den Link fortgesetzt"
    LINK_REPLACED = "link_replaced", "hat den Link durch einen neuen ersetzt"
    LINK_RENEWED = "link_renewed", "hat den auslaufenden öffentlichen Link erneuert"
    LINK_REVOKED = "link_revoked", "hat den Link widerrufen"
    LINKS_REVOKED = "links_revoked", "hat alle Links der Gruppe widerrufen"
    ALL_LINKS_REVOKED = "all_links_revoked", "hat alle Links aller Gruppen widerrufen"
    MAIL_INVITED = "mail_invited", "hat per E-Mail eingeladen"
    MAIL_RESENT = "mail_resent", "hat eine Einladung noch einmal gesendet"
    MAIL_WITHDRAWN = "mail_withdrawn", "hat eine Einladung per E-Mail widerrufen"
    REQUEST_APPROVED = "request_approved", "hat eine Anfrage freigegeben"
    REQUEST_DECLINED = "request_declined", "hat eine Anfrage abgelehnt"
    MEMBER_REMOVED = "member_removed", "hat ein Mitglied entfernt"
    MEMBER_LEFT = "member_left", "hat die Gruppe verlassen"
    MEMBER_APPOINTED = "member_appointed", "hat jemanden aufgenommen und zur Gruppenleitung gemacht"
    ROLE_CHANGED = "role_changed", "hat eine Rolle geändert"
    MEMBERS_EXPORTED = "members_exported", "hat die Mitgliederliste als Datei geholt"
    GROUP_CHANGED = "group_changed", "hat die Gruppe eingerichtet"
    GROUP_ARCHIVED = "group_archived", "hat die Gruppe abgeschlossen"
    GROUP_REOPENED = "group_reopened", "hat die Gruppe wieder geöffnet"
    DELETION_PLANNED = "deletion_planned", "hat die Löschung der Gruppe angekündigt"
    DELETION_CANCELLED = "deletion_cancelled", "hat die Löschung der Gruppe zurückgenommen"
    GROUP_DELETED = "group_deleted", "hat die Gruppe nach der Wartezeit gelöscht"
