"""What editors do in the report of links: have them checked, and accept those that are as they should be."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cms.links.admin.report import WORKS_ON_LINKS, report_address
from cms.models import CheckedLink
from cms.tasks import check_links, note_all

SOON = "Die Prüfung läuft im Hintergrund. Laden Sie diese Seite in einer Minute neu."


def get_link(request, pk):
    if not request.user.has_perm(WORKS_ON_LINKS):
        raise PermissionDenied
    return get_object_or_404(CheckedLink, pk=pk)


def check_all_links(request):
    """Asks first: it takes a while, and asks hundreds of other websites."""
    if not request.user.has_perm(WORKS_ON_LINKS):
        raise PermissionDenied
    if request.method == "POST":
        note_all.defer(timestamp=0)
        messages.success(request, "Alle Links werden im Hintergrund geprüft. Das dauert einige Minuten.")
        return redirect("links_report")
    number = CheckedLink.objects.shown().count()
    return render(request, "wagtailadmin/links/check_all.html", {"number": number})


@require_POST
def check_link(request, pk):
    link = get_link(request, pk)
    CheckedLink.objects.filter(pk=link.pk).check_now()
    check_links.defer(timestamp=0)
    messages.success(request, SOON)
    return redirect(report_address(request.POST.get("kind", "")))


@require_POST
def accept_link(request, pk):
    link = get_link(request, pk)
    if link.accept():
        text = f"Vermerkt: {link.address} ist in Ordnung, bis die Prüfung etwas anderes ergibt."
        messages.success(request, text)
    else:
        messages.warning(request, "Da gab es nichts zu vermerken: Der Link ist nicht defekt.")
    return redirect(report_address(request.POST.get("kind", "")))
