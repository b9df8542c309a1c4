from procrastinate.contrib.django import app

from forum.limits import RENDERED_PER_NIGHT
from forum.models import Post
from markup.render import VERSION


@app.periodic(cron="41 3 * * *")
@app.task(name="forum.render_outdated_posts", aliases=["forum.render_again"])
def render_outdated_posts(timestamp: int):
    """Nightly: renders posts of an older renderer again, without a revision."""
    outdated = Post.objects.filter(renderer__lt=VERSION, removed_at=None).select_related("thread")
    for post in outdated[:RENDERED_PER_NIGHT]:
        post.render_again()
