from django.utils import timezone
from procrastinate.contrib.django import app

from forum.limits import DRAFT_RETENTION, RENDERED_PER_NIGHT
from forum.models import Draft, Post
from markup.render import VERSION


@app.periodic(cron="41 3 * * *")
@app.task(name="forum.render_outdated_posts", aliases=["forum.render_again"])
def render_outdated_posts(timestamp: int):
    """Nightly: renders posts of an older renderer again, without a revision."""
    outdated = Post.objects.filter(renderer__lt=VERSION, removed_at=None).select_related("thread")
    for post in outdated[:RENDERED_PER_NIGHT]:
        post.render_again()


@app.periodic(cron="43 3 * * *")
@app.task(name="forum.delete_expired_drafts")
def delete_expired_drafts(timestamp: int):
    """Nightly: deletes drafts after DRAFT_RETENTION."""
    Draft.objects.filter(saved_at__lt=timezone.now() - DRAFT_RETENTION).delete()
