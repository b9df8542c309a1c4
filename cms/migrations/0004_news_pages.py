"""Pages marked for "Aktuelles" become news pages where they stand, unless they lead on: those keep their type."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone
from zoneinfo import ZoneInfo


def make_news(apps, schema_editor):
    StandardPage, MenuEntry = apps.get_model("cms.StandardPage"), apps.get_model("home.MenuEntry")
    in_menus = MenuEntry.objects.values("page")
    for page in StandardPage.objects.filter(is_news=True, numchild=0).exclude(pk__in=in_menus):
        day = (page.first_published_at or timezone.now()).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        change_type(apps, page, "newspage", {"date": day})


def make_standard(apps, schema_editor):
    for page in apps.get_model("cms.NewsPage").objects.all():
        change_type(apps, page, "standardpage", {"is_news": True})


def change_type(apps, page, model, values):
    """Moves a page with its revisions to the table of another page type; its address and its history stay."""
    ContentType, Revision = apps.get_model("contenttypes.ContentType"), apps.get_model("wagtailcore.Revision")
    kind, _ = ContentType.objects.get_or_create(app_label="cms", model=model)
    own = {name: getattr(page, name) for name in ("intro", "plain_language", "is_demo")}
    target = apps.get_model("cms", model)(page_ptr_id=page.pk, body=page.body, **own, **values)
    parent = page.page_ptr
    page.delete(keep_parents=True)
    target.__dict__.update({name: value for name, value in parent.__dict__.items() if name != "_state"})
    target.content_type_id = kind.pk
    target.save()
    typed = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
    for revision in Revision.objects.filter(object_id=str(page.pk or target.pk), base_content_type__model="page"):
        revision.content |= {"content_type": kind.pk, "theme_fields": [], **typed}
        revision.content_type_id = kind.pk
        revision.save(update_fields=["content", "content_type"])


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_page_types"),
        ("home", "0006_redaktion_vocabulary"),
    ]

    operations = [migrations.RunPython(make_news, make_standard)]
