"""Why members are notified of a post. Of several reasons the one of greatest rank counts."""

from notifications.kinds import Kind

GROUP = "forum.thread"
# The thread's page marks them as read, as far as one has read there.
THREAD = {"group": GROUP, "mail": None, "read_on_open": False}

POST = Kind(
    name="forum.post",
    rank=10,
    one="hat in {title} geschrieben",
    many="haben in {title} geschrieben",
    setting="Neue Beiträge in Themen, in denen Sie mitschreiben",
    is_addressed=False,
    **THREAD,
)
REPLY = Kind(
    name="forum.reply",
    rank=20,
    one="hat auf Ihr Thema {title} geantwortet",
    many="haben auf Ihr Thema {title} geantwortet",
    before_text="antwortet auf Ihr Thema",
    setting="Antworten auf Ihre Themen",
    **THREAD,
)
QUOTE = Kind(
    name="forum.quote",
    rank=30,
    one="hat Ihnen in {title} geantwortet",
    many="haben Ihnen in {title} geantwortet",
    before_text="antwortet Ihnen",
    setting="Antworten auf Ihre Beiträge",
    expects_answer=True,
    **THREAD,
)
MENTION = Kind(
    name="forum.mention",
    rank=40,
    one="hat Sie in {title} erwähnt",
    many="haben Sie in {title} erwähnt",
    before_text="erwähnt Sie",
    setting="Erwähnungen",
    expects_answer=True,
    **THREAD,
)
KINDS = (POST, REPLY, QUOTE, MENTION)
