from django.db import models


class Kind(models.TextChoices):
    DISCUSSION = "discussion", "Diskussion"
    QUESTION = "question", "Frage"
    MINUTES = "minutes", "Protokoll"
    ANNOUNCEMENT = "announcement", "Ankündigung"
