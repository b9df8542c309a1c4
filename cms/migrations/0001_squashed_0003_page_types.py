"""What 0001 to 0003 came to, for new databases: see "Database" in CONTRIBUTING.md."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

from vocabulary.migrations._at_once import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('cms', '0001_initial'),
        ('cms', '0002_group_block'),
        ('cms', '0003_page_types'),
    ]

    dependencies = [
        ('accounts', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('vocabulary', '0003_quarter_target_group'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        AtOnce(
            steps=[
                migrations.CreateModel(
                    name='CommunityPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Austausch und Gruppen',
                        'verbose_name_plural': 'Austausch und Gruppen',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='DocumentIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Liste der Dokumente',
                        'verbose_name_plural': 'Listen der Dokumente',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='EventIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Übersicht der Veranstaltungen',
                        'verbose_name_plural': 'Übersichten der Veranstaltungen',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='FactSheetIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Bibliothek der Steckbriefe',
                        'verbose_name_plural': 'Bibliotheken der Steckbriefe',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='LinkIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Liste der externen Links',
                        'verbose_name_plural': 'Listen der externen Links',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='MediaIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Mediathek',
                        'verbose_name_plural': 'Mediatheken',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='NewsIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Übersicht „Aktuelles“',
                        'verbose_name_plural': 'Übersichten „Aktuelles“',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='PressIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Übersicht der Presse',
                        'verbose_name_plural': 'Übersichten der Presse',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='StandardPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('is_news', models.BooleanField(default=False, help_text='Mit dem Tag der ersten Veröffentlichung.', verbose_name='unter „Aktuelles“ zeigen')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Inhaltsseite',
                        'verbose_name_plural': 'Inhaltsseiten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ThemeFieldIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                    ],
                    options={
                        'verbose_name': 'Übersicht der Themenfelder',
                        'verbose_name_plural': 'Übersichten der Themenfelder',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='CityPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='Einwohnerzahl, gerundet')),
                        ('population_note', models.CharField(blank=True, max_length=150, verbose_name='Anmerkung zur Einwohnerzahl')),
                        ('facts', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Fakten')),
                        ('goals', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Ziele')),
                        ('quotes', wagtail.fields.StreamField([('quote', 3)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('person', 1), ('role', 2)]], {})}, verbose_name='Stimmen')),
                        ('experiences', wagtail.fields.StreamField([('experience', 2)], blank=True, block_lookup={0: ('wagtail.snippets.blocks.SnippetChooserBlock', ('vocabulary.ThemeField',), {'label': 'Themenfeld'}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Erfahrung', 'max_length': 1000}), 2: ('wagtail.blocks.StructBlock', [[('theme_field', 0), ('text', 1)]], {})}, verbose_name='Erfahrungen nach Themenfeld')),
                        ('website', models.URLField(blank=True, verbose_name='Website')),
                        ('contact_role', models.CharField(blank=True, max_length=150, verbose_name='Ansprechstelle')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Weitere Inhalte')),
                        ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='page', to='vocabulary.municipality', verbose_name='Stadt oder Gemeinde')),
                    ],
                    options={
                        'verbose_name': 'Stadtseite',
                        'verbose_name_plural': 'Stadtseiten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='Clip',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=150, verbose_name='Titel')),
                        ('slug', models.SlugField(unique=True, verbose_name='Kurzname')),
                        ('film', models.FileField(upload_to='clips', validators=[django.core.validators.FileExtensionValidator(['webm', 'mp4'])], verbose_name='Film')),
                        ('poster', models.FileField(upload_to='clips', validators=[django.core.validators.FileExtensionValidator(['png', 'jpg', 'jpeg', 'webp'])], verbose_name='Standbild')),
                        ('captions', models.FileField(help_text='Datei im Format WebVTT.', upload_to='clips', validators=[django.core.validators.FileExtensionValidator(['vtt'])], verbose_name='Untertitel')),
                        ('transcript', models.TextField(help_text='Alles Gesprochene und, was man sehen muss.', verbose_name='Abschrift')),
                        ('seconds', models.PositiveSmallIntegerField(verbose_name='Dauer in Sekunden')),
                        ('has_sign_language', models.BooleanField(default=False, verbose_name='mit Gebärdensprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='vocabulary.municipality', verbose_name='Stadt oder Gemeinde')),
                    ],
                    options={
                        'verbose_name': 'Film oder Clip',
                        'verbose_name_plural': 'Filme und Clips',
                        'ordering': ['title'],
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='EditorialDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=255, verbose_name='title')),
                        ('file', models.FileField(upload_to='documents', verbose_name='file')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                        ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                        ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                        ('description', models.CharField(blank=True, max_length=250, verbose_name='Beschreibung')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='Stand')),
                        ('page_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Seitenzahl')),
                        ('licence', models.CharField(blank=True, max_length=100, verbose_name='Lizenz')),
                        ('alternative', models.CharField(blank=True, help_text='Wo es den Inhalt noch gibt.', max_length=200, verbose_name='Barrierefreie Alternative')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('author', models.CharField(blank=True, max_length=150, verbose_name='Herausgegeben von')),
                        ('is_accessible', models.BooleanField(default=False, help_text='Geprüft: mit Überschriften, Lesereihenfolge und Alternativtexten.', verbose_name='barrierefrei')),
                        ('version', models.CharField(blank=True, max_length=20, verbose_name='Version')),
                        ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                        ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                        ('theme_fields', models.ManyToManyField(blank=True, related_name='documents', to='vocabulary.themefield', verbose_name='Themenfelder')),
                        ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                    ],
                    options={
                        'verbose_name': 'Dokument',
                        'verbose_name_plural': 'Dokumente',
                        'abstract': False,
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='EditorialImage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=255, verbose_name='title')),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                        ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                        ('width', models.IntegerField(editable=False, verbose_name='width')),
                        ('height', models.IntegerField(editable=False, verbose_name='height')),
                        ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                        ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                        ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                        ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                        ('credit', models.CharField(blank=True, max_length=200, verbose_name='Bildnachweis')),
                        ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                        ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                        ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                    ],
                    options={
                        'verbose_name': 'Bild',
                        'verbose_name_plural': 'Bilder',
                        'abstract': False,
                    },
                    bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='EventPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('kind', models.CharField(help_text='Zum Beispiel „Workshop“ oder „Webinar“.', max_length=50, verbose_name='Art')),
                        ('start', models.DateTimeField(verbose_name='Beginn')),
                        ('end', models.DateTimeField(verbose_name='Ende')),
                        ('is_all_day', models.BooleanField(default=False, verbose_name='ganztägig')),
                        ('location', models.CharField(blank=True, max_length=200, verbose_name='Ort')),
                        ('is_online', models.BooleanField(default=False, verbose_name='online')),
                        ('online_link', models.URLField(blank=True, help_text='Steht nicht auf der Seite.', verbose_name='Link zur Teilnahme')),
                        ('agenda', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Programm des Tages')),
                        ('accessibility', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Barrierefreiheit')),
                        ('capacity', models.PositiveIntegerField(blank=True, help_text='Leer: ohne Grenze.', null=True, verbose_name='Plätze')),
                        ('needs_registration', models.BooleanField(default=False, verbose_name='mit Anmeldung')),
                        ('registration_deadline', models.DateField(blank=True, null=True, verbose_name='Anmeldeschluss')),
                        ('outcomes', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Ergebnisse')),
                        ('source_note', models.CharField(blank=True, max_length=250, verbose_name='Anmerkung zur Quelle')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse für Fragen')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Weitere Inhalte')),
                        ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='vocabulary.programme', verbose_name='Programm')),
                        ('theme_fields', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='events', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Veranstaltung',
                        'verbose_name_plural': 'Veranstaltungen',
                        'constraints': [models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='event_ends_after_start')],
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='EventDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cms.editorialdocument', verbose_name='Dokument')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='cms.eventpage')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ExternalLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=150, verbose_name='Titel')),
                        ('url', models.URLField(unique=True, verbose_name='Adresse')),
                        ('category', models.CharField(max_length=50, verbose_name='Rubrik')),
                        ('description', models.CharField(blank=True, max_length=250, verbose_name='Beschreibung')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('theme_fields', models.ManyToManyField(blank=True, related_name='links', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Externer Link',
                        'verbose_name_plural': 'Externe Links',
                        'ordering': ['category', 'title'],
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='FactSheetPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('number', models.CharField(blank=True, max_length=20, verbose_name='Nummer')),
                        ('lat', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Breite')),
                        ('lon', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Länge')),
                        ('location_note', models.CharField(blank=True, max_length=150, verbose_name='Genauigkeit des Punktes')),
                        ('status', models.CharField(choices=[('idee', 'Idee'), ('planung', 'In Planung'), ('umsetzung', 'In Umsetzung'), ('verstetigt', 'Verstetigt'), ('abgeschlossen', 'Abgeschlossen'), ('eingestellt', 'Eingestellt: was wir daraus lernen')], max_length=20, verbose_name='Stand')),
                        ('period_start', models.DateField(blank=True, null=True, verbose_name='Beginn')),
                        ('period_end', models.DateField(blank=True, help_text='Leer, solange es läuft.', null=True, verbose_name='Ende')),
                        ('origin_note', models.CharField(blank=True, max_length=250, verbose_name='Anlass')),
                        ('summary', models.TextField(max_length=1000, verbose_name='Zusammenfassung')),
                        ('goals', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Ziele')),
                        ('success_factors', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Was geholfen hat')),
                        ('stumbling_blocks', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Stolpersteine')),
                        ('lessons', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Was wir gelernt haben')),
                        ('partners', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Beteiligte')),
                        ('funding', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Finanzierung')),
                        ('budget_class', models.CharField(blank=True, choices=[('b1', 'unter 5.000 Euro'), ('b2', '5.000 bis 25.000 Euro'), ('b3', '25.000 bis 100.000 Euro'), ('b4', 'über 100.000 Euro')], max_length=2, verbose_name='Kosten')),
                        ('staff_effort', models.CharField(blank=True, max_length=150, verbose_name='Personalaufwand')),
                        ('start_up_time', models.CharField(blank=True, max_length=100, verbose_name='Vorlaufzeit')),
                        ('transferability', models.CharField(blank=True, max_length=250, verbose_name='Übertragbarkeit')),
                        ('evidence', models.CharField(blank=True, max_length=150, verbose_name='Worauf sich das stützt')),
                        ('accessibility_notes', models.CharField(blank=True, max_length=250, verbose_name='Barrierefreiheit des Angebots')),
                        ('contact_role', models.CharField(blank=True, max_length=150, verbose_name='Ansprechstelle')),
                        ('contact_organisation', models.CharField(blank=True, max_length=150, verbose_name='Organisation')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('offers_visit', models.BooleanField(default=False, verbose_name='lädt zum Besuch ein')),
                        ('offers_talk', models.BooleanField(default=False, verbose_name='bietet ein kollegiales Gespräch an')),
                        ('language', models.CharField(default='de', max_length=10, verbose_name='Sprache')),
                        ('last_reviewed', models.DateField(blank=True, null=True, verbose_name='Zuletzt geprüft')),
                        ('review_after_days', models.PositiveSmallIntegerField(default=365, verbose_name='Wieder prüfen nach (Tage)')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Weitere Inhalte')),
                        ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fact_sheets', to='vocabulary.municipality', verbose_name='Stadt oder Gemeinde')),
                        ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='fact_sheets', to='vocabulary.programme', verbose_name='Programm')),
                        ('quarter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='fact_sheets', to='vocabulary.quarter', verbose_name='Quartier')),
                        ('target_groups', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='fact_sheets', to='vocabulary.targetgroup', verbose_name='Zielgruppen')),
                        ('theme_fields', modelcluster.fields.ParentalManyToManyField(related_name='fact_sheets', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Steckbrief',
                        'verbose_name_plural': 'Steckbriefe',
                        'constraints': [models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='fact_sheet_ends_after_start')],
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='FactSheetDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('is_template', models.BooleanField(default=False, help_text='Zum Nachnutzen: Vertrag, Aushang, Formular.', verbose_name='ist eine Vorlage')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cms.editorialdocument', verbose_name='Dokument')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='cms.factsheetpage')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FactSheetClip',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('clip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cms.clip', verbose_name='Clip')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='clips', to='cms.factsheetpage')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EventFactSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='fact_sheets', to='cms.eventpage')),
                        ('fact_sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='cms.factsheetpage', verbose_name='Steckbrief')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NewsPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('date', models.DateField(default=django.utils.timezone.localdate, verbose_name='Datum')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                        ('theme_fields', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Nachricht',
                        'verbose_name_plural': 'Nachrichten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='PressPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('number', models.CharField(blank=True, max_length=50, verbose_name='Nummer')),
                        ('references', wagtail.fields.StreamField([('line', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Punkt', 'max_length': 250})}, verbose_name='Aktenzeichen')),
                        ('date', models.DateField(verbose_name='Datum')),
                        ('place', models.CharField(max_length=100, verbose_name='Ort')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Text')),
                        ('contact_name', models.CharField(blank=True, max_length=100, verbose_name='Name')),
                        ('contact_role', models.CharField(blank=True, max_length=150, verbose_name='Funktion')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('contact_phone', models.CharField(blank=True, max_length=50, verbose_name='Telefon')),
                        ('funding_note', models.CharField(blank=True, max_length=250, verbose_name='Förderhinweis')),
                        ('source_note', models.CharField(blank=True, max_length=250, verbose_name='Anmerkung zur Quelle')),
                        ('theme_fields', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='press_releases', to='vocabulary.themefield', verbose_name='Themenfelder')),
                    ],
                    options={
                        'verbose_name': 'Presseinformation',
                        'verbose_name_plural': 'Presseinformationen',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ProgrammePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Ein bis zwei Sätze unter dem Titel.', max_length=500, verbose_name='Einleitung')),
                        ('plain_language', models.TextField(blank=True, help_text='Kurze Sätze. Erscheint aufklappbar unter der Einleitung.', verbose_name='In Leichter Sprache')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('phases', wagtail.fields.StreamField([('phase', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Phase', 'max_length': 100}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Zum Beispiel „Mai bis Juli 2019“.', 'label': 'Zeitraum', 'max_length': 100, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Was geschah', 'max_length': 500, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('period', 1), ('text', 2)]], {})}, verbose_name='Phasen')),
                        ('funding_note', models.CharField(blank=True, max_length=250, verbose_name='Förderhinweis')),
                        ('body', wagtail.fields.StreamField([('text', 0), ('heading', 2), ('documents', 6), ('links', 10), ('partners', 14), ('group', 17), ('contact', 20), ('report', 21), ('clips', 24), ('funding', 26), ('quote', 30)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Überschrift', 'max_length': 120}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'default': 'Dokumente', 'label': 'Überschrift'}), 4: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Dokument'}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Dokumente'}), 6: ('wagtail.blocks.StructBlock', [[('title', 3), ('documents', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Externe Links', 'label': 'Überschrift'}), 8: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.ExternalLink',), {'label': 'Link'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Links'}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('links', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Partner', 'label': 'Überschrift'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Name'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Partner'}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('partners', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Satz davor', 'max_length': 250, 'required': False}), 16: ('wagtail.snippets.blocks.SnippetChooserBlock', ('groups.Group',), {'label': 'Gruppe'}), 17: ('wagtail.blocks.StructBlock', [[('text', 15), ('group', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Ansprechstelle'}), 19: ('wagtail.blocks.EmailBlock', (), {'label': 'E-Mail-Adresse'}), 20: ('wagtail.blocks.StructBlock', [[('role', 18), ('email', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('email', 19)]], {}), 22: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Clip',), {'label': 'Film oder Clip'}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Filme und Clips'}), 24: ('wagtail.blocks.StructBlock', [[('clips', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Förderhinweis', 'max_length': 250}), 26: ('wagtail.blocks.StructBlock', [[('text', 25)]], {}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ohne Anführungszeichen.', 'label': 'Zitat', 'max_length': 500}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Wer', 'max_length': 100, 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Funktion', 'max_length': 150, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 27), ('person', 28), ('role', 29)]], {})}, verbose_name='Inhalt')),
                        ('programme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='page', to='vocabulary.programme', verbose_name='Programm')),
                    ],
                    options={
                        'verbose_name': 'Programmseite',
                        'verbose_name_plural': 'Programmseiten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='RelatedFactSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cms.factsheetpage', verbose_name='Steckbrief')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='cms.factsheetpage')),
                    ],
                    options={
                        'ordering': ['sort_order'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('page', models.F('other')), _negated=True), name='fact_sheet_is_not_like_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='Rendition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('filter_spec', models.CharField(db_index=True, max_length=255)),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                        ('width', models.IntegerField(editable=False)),
                        ('height', models.IntegerField(editable=False)),
                        ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                        ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='cms.editorialimage')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='rendition_of_one_filter')],
                    },
                    bases=(wagtail.images.models.ImageFileMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='Reuse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('note', models.CharField(blank=True, max_length=250, verbose_name='Was übernommen wurde')),
                        ('date', models.DateField(blank=True, null=True, verbose_name='Seit')),
                        ('is_demo', models.BooleanField(default=False, verbose_name='Beispielinhalt')),
                        ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reuses', to='vocabulary.municipality', verbose_name='Stadt oder Gemeinde')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='reuses', to='cms.factsheetpage')),
                    ],
                    options={
                        # With its later name, which its permissions get as soon as the next migration writes them.
                        'verbose_name': 'Nachnutzung',
                        'verbose_name_plural': 'Nachnutzungen',
                        'ordering': ['sort_order'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('page', 'municipality'), name='reuse_once_per_municipality')],
                    },
                ),
            ],
        ),
    ]
