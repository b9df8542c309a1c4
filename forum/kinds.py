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
PAGE = Kind(
    name="forum.page",
    rank=35,
    one="fragt zu Ihrer Seite: {title}",
    many="fragen zu Ihrer Seite: {title}",
    before_text="fragt zu Ihrer Seite",
    setting="Themen zu Ihren Seiten und denen Ihrer Stadt",
    expects_answer=True,
    **THREAD,
)
# For whoever owns a page and is not in the group: says nothing of the thread, and leads to the page.
PAGE_ELSEWHERE = Kind(
    name="forum.page_elsewhere",
    group="forum.page",
    sender="Eine Gruppe",
    one="bespricht Ihre Seite {title}",
    many="bespricht Ihre Seite {title}",
    action="Zur Seite",
    mail=None,
    setting="Themen anderer Gruppen zu Ihren Seiten",
)
KINDS = (POST, REPLY, QUOTE, MENTION, PAGE, PAGE_ELSEWHERE)
