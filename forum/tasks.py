from procrastinate.contrib.django import app

from forum.models import Post
from markup.render import VERSION

AT_ONCE = 500


@app.periodic(cron="41 3 * * *")
@app.task(name="forum.render_again")
def render_again(timestamp: int):
    """Nightly: posts of an older renderer get their HTML from the present one; readers are not told of it."""
    outdated = Post.objects.filter(renderer__lt=VERSION, removed_at=None).select_related("thread")
    for post in outdated[:AT_ONCE]:
        post.render_again()
