"""What only one reader has at the posts of a thread.

It travels as a small map beside pages and frames, so that the HTML of a post in a frame is the same for all readers.
"""

from groups.models import Right


def reader_map(membership, thread, posts):
    """{post number: {what: value}} of this member; under 0 stands what they have at every post of the thread.

    author: they wrote it. moderator: they may remove it. solver: they may mark it as the answer that helped. In the HTML
    of a post `data-only` and `data-except` name for whom an element is (templates/forum/components/post_actions.html).
    """
    everywhere = {
        "moderator": membership.may(Right.REMOVE_POSTS),
        "solver": thread.may_be_solved(membership),
    }
    own = {0: {what: True for what, has in everywhere.items() if has}}
    own |= {post.number: {"author": True} for post in posts if post.author_id == membership.user_id}
    return own


def at_post(own, post):
    """What a reader with this map has at the post."""
    return own[0] | own.get(post.number, {})
