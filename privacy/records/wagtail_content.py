"""What Wagtail stores about the people who made pages and files, and what pages say about people."""

from functools import partial

from django.db import transaction
from wagtail.models import UploadedFile

from audit.processing_records import Area, Field, OnDelete, ProcessingRecord
from cms.personal_data import EDITORIAL, WHEN, WHO
from privacy.records.wagtail import TRACED, WHAT


def delete_uploads(user):
    """Deletes the uploads; their files are deleted when the transaction is committed."""
    for upload in UploadedFile.objects.filter(uploaded_by_user=user):
        transaction.on_commit(partial(upload.file.storage.delete, upload.file.name))


CONTENT = [
    ProcessingRecord(
        model="wagtailcore.Page",
        area=Area.CONTENT,
        title="Verwaltung der Seiten",
        items={
            "owner": Field("angelegt von", "damit die Redaktion weiß, wen sie fragen kann"),
            "locked_by": Field("gesperrt von", "zeigt, wer gerade niemanden an die Seite lässt"),
            "locked_at": Field("gesperrt", "zeigt, seit wann"),
        },
        other=(
            "id path depth numchild translation_key locale latest_revision live has_unpublished_changes "
            "first_published_at last_published_at live_revision go_live_at expire_at expired locked title draft_title "
            "slug content_type url_path latest_revision_created_at alias_of show_in_menus seo_title search_description"
        ),
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"owner": "title slug", "locked_by": "title locked_at"},
    ),
    ProcessingRecord(
        model="wagtailcore.Revision",
        area=Area.CONTENT,
        title="Fassungen der Seiten",
        items={
            "user": Field("gespeichert von", TRACED),
            "created_at": Field("gespeichert", TRACED),
            "object_str": Field("Titel", WHAT),
            "content": Field("Inhalt", "die Fassung, auf die man zurück kann; kann Namen enthalten"),
        },
        other="id content_type base_content_type object_id approved_go_live_at",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"user": "object_str object_id created_at"},
    ),
    ProcessingRecord(
        model="wagtailcore.WorkflowState",
        area=Area.CONTENT,
        title="Freigaben von Seiten",
        items={
            "requested_by": Field("eingereicht von", "zeigt, wer um die Freigabe bittet"),
            "created_at": Field("eingereicht", "ordnet die Freigaben"),
        },
        other="id content_type base_content_type object_id workflow status current_task_state",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"requested_by": "object_id created_at"},
    ),
    ProcessingRecord(
        model="wagtailcore.TaskState",
        area=Area.CONTENT,
        title="Schritte einer Freigabe",
        items={
            "finished_by": Field("entschieden von", TRACED),
            "finished_at": Field("entschieden", TRACED),
            "comment": Field("Bemerkung", "sagt, warum; kann Namen enthalten"),
        },
        other="id workflow_state revision task status started_at content_type",
        lifetime=EDITORIAL,
        on_delete=OnDelete.KEEP,
        traces={"finished_by": "comment finished_at"},
    ),
    ProcessingRecord(
        model="wagtailcore.UploadedFile",
        area=Area.ADMIN,
        title="Angefangene Uploads",
        items={
            "uploaded_by_user": WHO,
            "file": Field(
                "Datei",
                "wartet, bis die Angaben dazu vollständig sind; im Export steht nur der Name",
                shown=lambda row: row.file.name,
            ),
        },
        other="id for_content_type",
        lifetime="bis der Upload abgeschlossen oder verworfen ist",
        of=lambda user: UploadedFile.objects.filter(uploaded_by_user=user),
        erase=delete_uploads,
    ),
    ProcessingRecord(
        model="wagtailsearch.IndexEntry",
        area=Area.CONTENT,
        title="Suche in der Redaktion",
        items={
            name: Field("Suchtext", "macht Seiten, Bilder und Dokumente findbar; kann Namen enthalten")
            for name in ("title", "autocomplete", "body", "title_text", "body_text")
        },
        other="id content_type object_id title_norm",
        lifetime="so lange wie der Inhalt selbst",
        on_delete=OnDelete.KEEP,
    ),
]
OWN_INSTEAD = "die Tabelle bleibt leer: Bilder und Dokumente stehen in unseren eigenen Tabellen"
UPLOADED = {"uploaded_by_user": WHO, "created_at": WHEN}
UNUSED = [
    ProcessingRecord(
        model="wagtaildocs.Document",
        area=Area.CONTENT,
        title="Dokumente von Wagtail",
        items=UPLOADED | {"file": Field("Datei", "nicht benutzt")},
        other="id collection title file_size file_hash",
        lifetime=OWN_INSTEAD,
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="wagtailimages.Image",
        area=Area.CONTENT,
        title="Bilder von Wagtail",
        items=UPLOADED | {"file": Field("Bild", "nicht benutzt")},
        other=(
            "id collection title description width height focal_point_x focal_point_y focal_point_width "
            "focal_point_height file_size file_hash"
        ),
        lifetime=OWN_INSTEAD,
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="wagtailimages.Rendition",
        area=Area.CONTENT,
        title="Bilder von Wagtail in anderen Größen",
        items={"file": Field("Bild", "nicht benutzt")},
        other="id filter_spec width height focal_point_key image",
        lifetime=OWN_INSTEAD,
        on_delete=OnDelete.KEEP,
    ),
    ProcessingRecord(
        model="wagtailembeds.Embed",
        area=Area.CONTENT,
        title="Eingebettete Inhalte anderer Websites",
        items={"author_name": Field("Urheber", "nicht benutzt"), "title": Field("Titel", "nicht benutzt")},
        other="id url max_width hash type html provider_name thumbnail_url width height last_updated cache_until",
        lifetime="die Tabelle bleibt leer: fremde Inhalte werden nicht eingebettet",
        on_delete=OnDelete.KEEP,
    ),
]
PROCESSING_RECORDS = [*CONTENT, *UNUSED]
NON_PERSONAL = {
    "wagtailredirects.Redirect": (
        "id old_path site is_permanent redirect_page redirect_page_route_path redirect_link automatically_created "
        "created_at"
    ),
    "wagtailadmin.Admin": "id",
    "wagtailcore.Locale": "id language_code",
    "wagtailcore.Site": "id hostname port site_name root_page is_default_site",
    "wagtailcore.Collection": "id path depth numchild name",
    "wagtailcore.CollectionViewRestriction": "id restriction_type password collection",
    "wagtailcore.CollectionViewRestriction_groups": "id collectionviewrestriction group",
    "wagtailcore.PageViewRestriction": "id restriction_type password page",
    "wagtailcore.PageViewRestriction_groups": "id pageviewrestriction group",
    "wagtailcore.GroupSitePermission": "id group site permission",
    "wagtailcore.GroupCollectionPermission": "id group collection permission",
    "wagtailcore.GroupPagePermission": "id group page permission",
    "wagtailcore.Workflow": "id name active",
    "wagtailcore.WorkflowContentType": "content_type workflow",
    "wagtailcore.WorkflowPage": "page workflow",
    "wagtailcore.WorkflowTask": "id sort_order workflow task",
    "wagtailcore.Task": "id name content_type active",
    "wagtailcore.GroupApprovalTask": "task_ptr",
    "wagtailcore.GroupApprovalTask_groups": "id groupapprovaltask group",
    "wagtailcore.ReferenceIndex": (
        "id content_type base_content_type object_id to_content_type to_object_id model_path content_path "
        "content_path_hash"
    ),
    "taggit.Tag": "id name slug",
    "taggit.TaggedItem": "id tag content_type object_id",
}
