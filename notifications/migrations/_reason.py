"""The kinds of notifications in 0001_initial."""

from django.db import models


class Reason(models.IntegerChoices):
    POST = 10, "neuer Beitrag"
    REPLY = 20, "Antwort auf ein eigenes Thema"
    QUOTE = 30, "Antwort auf einen eigenen Beitrag"
    MENTION = 40, "Erwähnung"
