"""What the link in the mails to the person leads to."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.models.advice import AdviceRequest, AdviceState, EntryKind


@never_cache
@require_safe
def show_status(request, token):
    """How the request stands; 404 in words for a link that is cut off, or when nobody's name is kept any more."""
    advice = AdviceRequest.find(token)
    if not advice:
        return render(request, "cms/advice/status_unknown.html", status=404)
    context = {
        "advice": advice,
        "steps": list_steps(advice),
        "mails": advice.entries.filter(kind=EntryKind.MAIL),
        "theme_fields": advice.theme_fields.all(),
    }
    return render(request, "cms/advice/status.html", context)


def list_steps(advice):
    """(title, the day or None, the class of the step)."""
    titles = ("Eingegangen", "In Beratung", "Abgeschlossen")
    days = (advice.created_at, advice.started_at, advice.closed_at)
    here = len(titles) if advice.state == AdviceState.CLOSED else 1
    return [
        (title, day, "is-done" if place < here else "is-now" if place == here else "")
        for place, (title, day) in enumerate(zip(titles, days, strict=True))
    ]
