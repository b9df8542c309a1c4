"""What Wagtail's form for a redirect does not ask: whether it leads anywhere, in a circle, or to another protocol."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects import forms as wagtail_forms
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

NOWHERE = "Wählen Sie eine Seite, oder tragen Sie darunter eine Adresse ein."
PROTOCOL = "Die Adresse muss mit https:// oder http:// beginnen."
CIRCLE = "Diese Weiterleitung führt im Kreis: {}."


class RedirectForm(wagtail_forms.RedirectForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_permanent"].label = "dauerhaft"

    def clean(self):
        super().clean()
        page, link = self.cleaned_data.get("redirect_page"), self.cleaned_data.get("redirect_link")
        if not (page or link or self.errors):
            self.add_error("redirect_page", NOWHERE)
        elif link and urlsplit(link).scheme not in {"http", "https"}:
            self.add_error("redirect_link", PROTOCOL)
        elif self.cleaned_data.get("old_path") and (page or link):
            self.refuse_circle(page, link)
        return self.cleaned_data

    def refuse_circle(self, page, link):
        way = [Redirect.normalise_path(self.cleaned_data["old_path"])]
        path = find_path(page, link)
        while path and path not in way:
            way.append(path)
            further = Redirect.objects.exclude(pk=self.instance.pk).filter(old_path=path)
            onward = further.select_related("redirect_page").first()
            path = find_path(onward.redirect_page, onward.redirect_link) if onward else ""
        if path:
            field = "redirect_page" if page else "redirect_link"
            self.add_error(field, CIRCLE.format(" → ".join([*way[way.index(path) :], path])))


def find_path(page, link):
    """The path on this site to which a redirect leads, as redirects spell it; "" if no other redirect is asked there."""
    if page:
        return "" if page.live else Redirect.normalise_path(page.url or "/")
    parts = urlsplit(link)
    if parts.hostname not in own_hosts():
        return ""
    path = Redirect.normalise_path(link)
    return "" if find_page(path) else path


def find_page(path):
    """The published page at a path of this site, or None."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site:
        return None
    below = path.strip("/")
    url_path = site.root_page.url_path + (f"{below}/" if below else "")
    return Page.objects.live().filter(url_path=url_path).first()


def own_hosts():
    return {urlsplit(settings.BASE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}


class ListForm(forms.Form):
    """A table with an old and a new address in each row."""

    file = forms.FileField(
        label="Tabelle",
        help_text="CSV oder Excel (XLSX). In der ersten Spalte steht die alte Adresse, in der zweiten die neue; eine "
        "Kopfzeile ist nicht nötig.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    is_permanent = forms.BooleanField(
        label="dauerhaft",
        required=False,
        initial=True,
        help_text="Suchmaschinen merken sich die neue Adresse.",
    )

    def clean_file(self):
        from cms.redirects.tables import read_rows

        rows = read_rows(self.cleaned_data["file"])
        if not rows:
            raise ValidationError("In dieser Tabelle steht keine Adresse.")
        return rows
