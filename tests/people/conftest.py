import pytest

from tests.accounts.conftest import people, ulm
from tests.groups.conftest import group, other_group, petra, readers
from tests.people.profile_page import VISIBILITIES

__all__ = ["group", "other_group", "people", "petra", "readers", "ulm"]


@pytest.fixture
def themes(db):
    from vocabulary.models import ThemeField

    titles = ("Beteiligung", "Mobilität", "Strategie")
    return [
        ThemeField.objects.create(slug=title.lower(), title=title, order=order)
        for order, title in enumerate(titles)
    ]


@pytest.fixture
def submitted(themes):
    """The profile's form filled in, as a browser sends it: a box that is not ticked sends nothing."""
    return VISIBILITIES | {
        "name": "Anna Amsel",
        "function": "Sozialplanung",
        "organisation": "Stadt Neuland",
        "place": "Neuland",
        "seeks": "Wer hat eine Satzung?",
        "offers": "Einen Besuch vor Ort.",
        **{f"level_{theme.pk}": "" for theme in themes},
    }
