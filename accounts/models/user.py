from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models.experience import Experience
from accounts.models.photo import Photo
from accounts.models.visibility import SELF, ProfileVisibility, visibility_constraints, visibility_field
from accounts.models.visible_profile import VisibleProfile
from vocabulary.addresses import canonical_address
from vocabulary.models import Municipality

# What addresses consist of in the form in which they are stored: see vocabulary.addresses.
ASCII = r"^[ -~]*$"


class SiteRole(models.TextChoices):
    """Roles on the whole site; roles inside a group are separate.

    The permissions of editors are given by migrations: accounts.0002, home.0003 and groups.0002.
    """

    NONE = "", "ohne Sonderrolle"
    ADMIN = "admin", "Verwaltung"
    EDITOR = "editor", "Redaktion"
    MODERATOR = "moderator", "Site-Moderation"


def working_in(place):
    """A place in words as fields of a User: `municipality` if it is in the list, else `other_place`."""
    municipality = Municipality.objects.named(place) if place else None
    return {"municipality": municipality, "other_place": "" if municipality else place}


class UserManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        """Creates an account; without a password the user signs in by mailed code."""
        user = self.model(email=canonical_address(email), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, name, password=None):
        user = self.create_user(email, name, password)
        user.appoint(SiteRole.ADMIN)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=canonical_address(email))


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        "E-Mail-Adresse", unique=True, error_messages={"unique": "Zu dieser Adresse gibt es schon ein Konto."}
    )
    name = models.CharField("Name", max_length=100)
    function = models.CharField("Funktion", max_length=100, blank=True)
    organisation = models.CharField("Organisation", max_length=100, blank=True)
    municipality = models.ForeignKey(
        "vocabulary.Municipality",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="Stadt oder Gemeinde",
    )
    other_place = models.CharField(
        "anderer Ort",
        max_length=100,
        blank=True,
        help_text="Wenn die Stadt oder Gemeinde nicht in der Liste steht.",
    )
    seeks = models.TextField("Ich suche", max_length=500, blank=True)
    offers = models.TextField("Ich biete", max_length=500, blank=True)
    photo = models.OneToOneField(
        Photo, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    site_role = models.CharField(
        "Rolle", max_length=10, choices=SiteRole, default=SiteRole.NONE, blank=True, editable=False
    )
    is_active = models.BooleanField("aktiv", default=True)
    date_joined = models.DateTimeField("dabei seit", auto_now_add=True)
    visibility = visibility_field("Wer sieht Ihr Profil?", default=ProfileVisibility.GROUPS)
    place_visibility = visibility_field("Wer sieht Ihren Ort?")
    function_visibility = visibility_field("Wer sieht Ihre Funktion?")
    organisation_visibility = visibility_field("Wer sieht Ihre Organisation?")
    themes_visibility = visibility_field("Wer sieht Ihre Erfahrung?")
    seeks_visibility = visibility_field("Wer sieht „Ich suche“?")
    offers_visibility = visibility_field("Wer sieht „Ich biete“?")
    photo_visibility = visibility_field("Wer sieht Ihr Foto?")
    email_visibility = visibility_field("Wer sieht Ihre E-Mail-Adresse?", default=ProfileVisibility.NOBODY)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        constraints = [
            *visibility_constraints(),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=Q(email__regex=ASCII), name="user_email_is_ascii"),
            models.CheckConstraint(
                condition=Q(site_role=SiteRole.ADMIN, is_superuser=True)
                | (~Q(site_role=SiteRole.ADMIN) & Q(is_superuser=False)),
                name="user_superuser_is_admin",
            ),
            models.CheckConstraint(
                condition=Q(municipality=None) | Q(other_place=""),
                name="user_has_one_place",
                violation_error_message="Bitte geben Sie entweder eine Stadt aus der Liste oder einen anderen Ort an.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *, force_update=False, **how):
        """Updates only: an account that was deleted meanwhile is not inserted again."""
        super().save(force_update=force_update or not self._state.adding, **how)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @property
    def initials(self):
        words = [word for word in self.name.split(" ") if word[:1].isalpha()]
        return "".join(word[0] for word in (words[0], words[-1])).upper() if words else "?"

    @property
    def tint(self):
        """Number (1 to 5) of the background colour of the initials."""
        return self.pk % 5 + 1

    @property
    def place(self):
        """The place of work in words."""
        return self.municipality.title if self.municipality else self.other_place

    @property
    def addresses(self):
        """In lower case, the person's address and those that were confirmed, unless somebody else has one by now."""
        confirmed = self.emailaddress_set.values_list("email", flat=True)
        found = {self.email.lower(), *(address.lower() for address in confirmed)}
        others = User.objects.exclude(pk=self.pk).filter(email__in=found)
        return found - set(others.values_list("email", flat=True))

    @property
    def in_groups(self):
        """The profile as members of the person's groups see it. Only for readers who are known to share a group.

        Elsewhere (requests, notifications, an admin as acting lead) templates get the user, of whom avatars show initials.
        """
        return VisibleProfile(self, ProfileVisibility.GROUPS)

    @property
    def itself(self):
        """The profile as the person sees it."""
        return VisibleProfile(self, SELF)

    def shows(self, field, relation):
        """Whether readers at this relation see the field. Of an inactive account only the place stays visible."""
        reach = min(self.visibility, getattr(self, f"{field}_visibility"))
        return relation == SELF or (reach >= relation and (self.is_active or field == "place"))

    @property
    def works_in_admin(self):
        return self.site_role in {SiteRole.ADMIN, SiteRole.EDITOR}

    @transaction.atomic
    def appoint(self, role):
        """Replaces the site role and with it Django's group and superuser flag, which nothing else may change."""
        self.site_role = SiteRole(role)
        self.is_superuser = self.site_role == SiteRole.ADMIN
        self.save(update_fields=["site_role", "is_superuser"])
        self.groups.set(Group.objects.filter(name=self.site_role.label))

    @transaction.atomic
    def describe(self, experiences=None, **fields):
        """Replaces profile fields and, unless None, experiences: {ThemeField: (Level or None, whether they seek)}."""
        User.objects.select_for_update(no_key=True).get(pk=self.pk)
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
        if experiences is None:
            return
        self.experiences.all().delete()
        Experience.objects.bulk_create(
            Experience(user=self, theme_field=theme, level=level, seeks=seeks)
            for theme, (level, seeks) in experiences.items()
            if level or seeks
        )

    @transaction.atomic
    def show_photo(self, small, large):
        """Replaces the photo by these WebP files (bytes) of `Photo.SMALL` and `Photo.LARGE` pixels."""
        self.remove_photo()
        self.photo = Photo.objects.create(owner=self, small=small, large=large)
        self.save(update_fields=["photo"])

    @transaction.atomic
    def remove_photo(self):
        User.objects.select_for_update(no_key=True).get(pk=self.pk)
        Photo.objects.filter(owner=self).delete()
        self.photo = None
