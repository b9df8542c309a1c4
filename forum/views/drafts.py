"""Drafts: saved by a script while somebody writes, listed on the member's home, shown and discarded here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.viewer import Viewer
from forum import access
from forum.forms import DraftForm
from forum.models import Draft, DraftChanged, DraftSent
from groups.access import get_membership, not_a_member
from groups.models import Membership
from web.declarations import without_consent


@without_consent
@require_POST
@login_required
def save_draft(request, slug, pk=None, number=None):
    """Answers with the draft's `revision`, or `sent` if the form has been sent.

    409 and the stored draft if another page has saved a different one meanwhile.
    """
    membership, thread, post = find_form(Viewer.of(request), slug, pk, number)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    about = access.find_page(request, form.cleaned_data.pop("page"))
    try:
        draft = Draft.objects.store(membership, thread, post, page=about, **form.cleaned_data)
    except DraftSent:
        return JsonResponse({"sent": True})
    except DraftChanged as changed:
        newer = changed.draft
        return JsonResponse(newer.typed | {"revision": newer.revision, "key": newer.key}, status=409)
    except Membership.DoesNotExist:
        raise not_a_member(membership.group) from None
    return JsonResponse({"revision": draft.revision if draft else 0})


def find_form(viewer, slug, pk, number):
    """(the viewer's membership, the form's thread, the post that it changes); None for what it has not."""
    if number:
        membership, post = access.get_own_post(viewer, slug, pk, number)
        return membership, post.thread, post
    return (*access.get_thread(viewer, slug, pk), None) if pk else (get_membership(viewer, slug), None, None)


@login_required
@never_cache
def show_draft(request, slug, pk):
    """The whole draft, also where nobody can write any more. POST discards it."""
    found = access.get_draft(Viewer.of(request), slug, pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, "Der Entwurf ist verworfen.")
        return redirect("mein")
    context = {"group": found.membership.group, "membership": found.membership, "draft": found}
    return render(request, "forum/draft.html", context)
