from django.utils.text import slugify

from web.slugs import spell_umlauts

# What stands at this place in addresses of other views (forum/urls.py).
TAKEN = {
    *(
        "antwort",
        "antworten",
        "angeheftet",
        "begruessung",
        "beteiligt",
        "entwurf",
        "gelesen",
        "geschlossen",
        "neues",
    ),
}


def slug_of_title(title):
    """The readable part of a thread's address. The view finds the thread by the number before it."""
    slug = slugify(spell_umlauts(title))[:60].strip("-") or "thema"
    return f"thema-{slug}" if slug in TAKEN else slug
