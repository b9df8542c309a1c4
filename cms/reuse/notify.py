from cms.reuse.kinds import CONFIRMED, REJECTED
from notifications.models import Notification


def notify_of_decision(reuse):
    """Whoever reported it hears what became of it; what they heard before is replaced."""
    if reuse.reporter is None or reuse.state == "waiting":
        return
    kind = CONFIRMED if reuse.state == "confirmed" else REJECTED
    Notification.objects.about(reuse.subject).withdraw()
    Notification.objects.notify(
        {reuse.reporter_id: kind},
        subject=reuse.subject,
        title=reuse.page.title[:150],
        url=f"{reuse.page.url}#nachgenutzt",
        payload={"words": reuse.answer} if reuse.answer else {},
    )
