from forum.limits import POSTS_PER_PAGE
from forum.models.post import Post, PostRemoved, ThreadClosed, page_of
from forum.models.thread import Kind, Thread
from forum.models.thread_read import ThreadRead

__all__ = ["POSTS_PER_PAGE", "Kind", "Post", "PostRemoved", "Thread", "ThreadClosed", "ThreadRead", "page_of"]
