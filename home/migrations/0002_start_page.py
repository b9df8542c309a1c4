"""Puts our own start page where Wagtail's installation put its welcome page."""

from django.db import migrations


def put_start_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")

    Page.objects.filter(depth=2, slug="home").delete()
    content_type, _ = ContentType.objects.get_or_create(model="homepage", app_label="home")
    home = HomePage.objects.create(
        title="Kompetenzbereich Quartiersentwicklung",
        draft_title="Kompetenzbereich Quartiersentwicklung",
        slug="startseite",
        intro="Fachberatung, Wissen und Austausch für die Quartiersentwicklung.",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/startseite/",
        locale=Locale.objects.order_by("pk").first(),
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "site_name": "StädteNetz", "root_page_id": home.pk}
    )


def remove_start_page(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=2).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(put_start_page, remove_start_page)]
