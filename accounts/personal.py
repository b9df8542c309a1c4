from accounts.models import User
from privacy.holding import Holding, Item

HOLDINGS = [
    Holding(
        model="accounts.User",
        title="Konto und Profil",
        items={
            "email": Item("E-Mail-Adresse", "zum Anmelden und für Mails von uns"),
            "password": Item("Passwort", "zum Anmelden; nur als Prüfsumme", secret=True),
        },
        other="id is_superuser",
        lifetime="bis das Konto gelöscht wird",
        of=lambda user: User.objects.filter(pk=user.pk),
    ),
]
