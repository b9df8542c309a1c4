"""Pages whose time comes or is over."""

from datetime import timedelta

from wagtail.models import Page

from cms.tasks import publish_scheduled_pages


def pass_hours(page, hours):
    """As if the times that the editor set were so many hours nearer."""
    page.refresh_from_db()
    for revision in page.revisions.all():
        if revision.approved_go_live_at:
            revision.approved_go_live_at -= timedelta(hours=hours)
        for name in ("go_live_at", "expire_at"):
            if moment := getattr(page, name):
                revision.content[name] = (moment - timedelta(hours=hours)).isoformat()
        revision.save()
    Page.objects.filter(pk=page.pk).update(
        go_live_at=page.go_live_at and page.go_live_at - timedelta(hours=hours),
        expire_at=page.expire_at and page.expire_at - timedelta(hours=hours),
    )
    publish_scheduled_pages(timestamp=0)
