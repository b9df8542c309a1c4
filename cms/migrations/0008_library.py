from django.contrib.postgres.operations import TrigramExtension
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models import F

from cms.library.vector import Joined, LineTexts

LISTS = ("goals", "success_factors", "stumbling_blocks", "lessons", "partners", "funding")


class Migration(migrations.Migration):
    """The text search of the fact sheets: PostgreSQL writes the new column for those there are, and rewrites their table."""

    dependencies = [("cms", "0007_blocks")]

    operations = [
        TrigramExtension(),
        migrations.AddField(
            model_name="factsheetpage",
            name="search_vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=Joined(
                    SearchVector("intro", "summary", config="german", weight="B"),
                    SearchVector(*(LineTexts(F(name)) for name in LISTS), config="german", weight="C"),
                    SearchVector(
                        *("number", "origin_note", "staff_effort"),
                        *("transferability", "evidence", "accessibility_notes"),
                        config="german",
                        weight="D",
                    ),
                ),
                output_field=SearchVectorField(),
                serialize=False,
            ),
        ),
    ]
