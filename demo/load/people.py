from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Level, ProfileVisibility, SiteRole, User
from demo.load import read_content
from vocabulary.models import Municipality, ThemeField

PASSWORD = "Quartier-im-Wandel-26"  # noqa: S105
ROLES = {
    "verwaltung": SiteRole.ADMIN,
    "redaktion": SiteRole.EDITOR,
    "moderation": SiteRole.MODERATOR,
    "mitglied": SiteRole.NONE,
}
LEVELS = {"neu": Level.NEW, "unterwegs": Level.ON_THE_WAY, "erfahren": Level.EXPERIENCED}
VISIBILITIES = {
    "niemand": ProfileVisibility.NOBODY,
    "gruppen": ProfileVisibility.GROUPS,
    "alle": ProfileVisibility.ALL,
}


def load_people():
    hashed = make_password(PASSWORD)
    towns = {town.slug: town for town in Municipality.objects.all()}
    themes = ThemeField.objects.in_bulk(field_name="slug")
    for person in read_content("users")["users"]:
        user = User.objects.create_user(
            person["email"],
            person["display_name"],
            function=person["role_text"],
            organisation=person["organisation"],
            municipality=towns[person["city"]],
        )
        user.password = hashed
        user.save(update_fields=["password"])
        user.appoint(ROLES[person["platform_role"]])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        describe_person(user, person["profile"], themes)


def describe_person(user, profile, themes):
    known, sought = profile["experience"], profile["seeks_in"]
    user.describe(
        {
            themes[slug]: (LEVELS[known[slug]] if slug in known else None, slug in sought)
            for slug in {*known, *sought}
        },
        seeks=profile["seeks"],
        offers=profile["offers"],
        visibility=VISIBILITIES[profile["visible_to"]],
        email_visibility=VISIBILITIES[profile["email_visible_to"]],
        **{f"{field}_visibility": ProfileVisibility.NOBODY for field in profile["hidden"]},
    )


def demo_users():
    emails = [person["email"] for person in read_content("users")["users"]]
    return User.objects.filter(email__in=emails).order_by("pk")


def list_accounts(secrets):
    """The demo people as `$VAR/demo.json` lists them, with the secrets of their second factors by the user's id."""
    return [
        {
            "email": user.email,
            "password": PASSWORD,
            "role": user.site_role or "member",
            "name": user.name,
            "totp_secret": secrets.get(user.pk),
        }
        for user in demo_users()
    ]


def by_username():
    """The accounts by the short names that the demo's files use."""
    emails = {person["username"]: person["email"] for person in read_content("users")["users"]}
    users = {user.email: user for user in demo_users()}
    return {username: users[email] for username, email in emails.items()}
