from forum.limits import POSTS_PER_PAGE
from forum.models.draft import Draft, DraftChanged, DraftSent
from forum.models.participant import ThreadParticipant
from forum.models.post import Post, PostRemoved, ThreadClosed, page_of
from forum.models.post_query import OwnReply, TooManyPosts
from forum.models.thread import Thread
from forum.models.thread_kind import Kind
from forum.models.thread_read import ThreadRead

__all__ = [
    "POSTS_PER_PAGE",
    "Draft",
    "DraftChanged",
    "DraftSent",
    "Kind",
    "OwnReply",
    "Post",
    "PostRemoved",
    "Thread",
    "ThreadClosed",
    "ThreadParticipant",
    "ThreadRead",
    "TooManyPosts",
    "page_of",
]
