from django.apps import AppConfig
from django.db import models

# Models of which visitors see nothing; renditions are made of other rows, by whoever looks first.
UNSEEN = [
    *("AdviceEntry", "AdviceRequest", "CheckedLink", "ImportedEntry", "LinkUse", "Rendition"),
    *("Submission", "Subscriber"),
]


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Inhalte"

    def ready(self):
        from cms.reuse import kinds as reuse_kinds
        from cms.submitting import kinds as submitting_kinds
        from cms.submitting import mails, workflow
        from notifications.kinds import register_kinds

        clean_what_editors_type()
        watch_pages()
        register_kinds(*reuse_kinds.KINDS, *submitting_kinds.KINDS)
        workflow.connect_receivers()
        mails.connect_mails()


def clean_what_editors_type():
    """Like what members type: titles of pages, files and snippets, and their texts."""
    from wagtail.admin.forms.models import register_form_field_override
    from wagtail.admin.widgets import AdminAutoHeightTextInput

    from cms.page_form import GermanSlugInput
    from web.fields import LineField, TextField

    register_form_field_override(models.CharField, override={"form_class": LineField}, exact_class=True)
    texts = {"form_class": TextField, "widget": AdminAutoHeightTextInput}
    register_form_field_override(models.TextField, override=texts, exact_class=True)
    register_form_field_override(models.SlugField, override={"widget": GermanSlugInput})


def watch_pages():
    from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

    from caching.watched import watch_models
    from cms import models as cms_models

    watch_models("cms", without=[getattr(cms_models, name) for name in UNSEEN])
    drafts = ["latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"]
    watch_models(Page, without=[*drafts, "locked", "locked_at", "locked_by"])
    watch_models(Site, PageViewRestriction, PageViewRestriction.groups.through)
    watch_models(Collection, CollectionViewRestriction, CollectionViewRestriction.groups.through)
