"""The kinds of notifications. Each app registers its own in its apps.py; a check fails for a kind without words."""

from dataclasses import dataclass

from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from web.quotation import quote_german


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What notifications of one kind say and do.

    `name`: as stored, such as "forum.mention". `group`: kinds of one group share a row per person and subject, in which
    a greater `rank` replaces a lesser one. `one`, `many`: what follows the name of one actor, or of several, with
    `{title}`: "hat Sie in {title} erwähnt". `sender`: named instead of the actors, if given. `mail`: the template in
    templates/emails/ that says the same, None if no mail is sent. `setting`: the kind's name in lists and settings.

    On the member's home: `is_addressed`: whether it is shown there; `before_text`: what stands between the actor's name
    and the text to which it leads ("erwähnt Sie"); `action`: the link's label; `expects_answer`: offers to answer.

    `read_on_open`: following the link reads it; otherwise the app to which the link leads marks it as read.
    """

    name: str
    group: str
    one: str
    many: str
    mail: str | None
    setting: str
    rank: int = 0
    sender: str = ""
    before_text: str = ""
    action: str = "Lesen"
    is_addressed: bool = True
    expects_answer: bool = False
    read_on_open: bool = True

    def words(self, title: str, several: bool) -> str:
        """What follows the names in the sentence of a notification."""
        return (self.many if several else self.one).format(title=quote_german(title))


kinds: dict[str, Kind] = {}


def register_kinds(*new: Kind) -> None:
    kinds.update({kind.name: kind for kind in new})


def addressed() -> list[str]:
    """The names of the kinds that the member's home shows."""
    return [kind.name for kind in kinds.values() if kind.is_addressed]


def check_kinds(app_configs, **kwargs) -> list[checks.Error]:
    """A system check: every kind has its sentences, a setting, and the mail that it names."""
    return [
        checks.Error(f"The notification kind {kind.name} has no {what}.", id=f"notifications.E00{number}")
        for kind in kinds.values()
        for number, (what, is_there) in enumerate(
            {
                "sentence with {title} for one actor": "{title}" in kind.one,
                "sentence with {title} for several actors": "{title}" in kind.many,
                "name for settings": bool(kind.setting),
                f"mail emails/{kind.mail}.html": kind.mail is None or has_mail(kind.mail),
            }.items(),
            1,
        )
        if not is_there
    ]


def has_mail(template):
    try:
        get_template(f"emails/{template}.html")
    except TemplateDoesNotExist:
        return False
    return True
