"""The page on which leads look at a list before anything is mailed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.viewer import Viewer
from groups import access
from groups.invitations import drafts, inviting
from groups.invitations.mailing_form import MailingForm, too_many_today
from groups.models import GroupClosed
from groups.refusals import log_refused
from web.keep_input import keep_input

SENT = "Diese Einladungen sind schon gesendet. Es ging nichts noch einmal hinaus."
CLOSED = "Die Gruppe ist inzwischen abgeschlossen. Es wurde nichts gesendet."
OUT_OF_DATE = (
    "Die Liste wurde inzwischen in einem anderen Fenster geändert. Es wurde nichts gesendet. "
    "Bitte sehen Sie sie noch einmal durch."
)


@keep_input("address", "name")
def check_mailing(request, slug, pk):
    """Each line as it was understood, to correct or leave out. Sends what was shown, and nothing else."""
    membership, draft = access.get_mailing_draft(Viewer.of(request), slug, pk)
    if draft.mailing_id:
        return redirect_to_sent(request, membership.group, draft)
    if request.method == "POST":
        return submit_check(request, membership, draft)
    return render_check_page(request, membership, draft)


def submit_check(request, membership, draft):
    """Stores what was typed, then does what the button says."""
    with transaction.atomic():
        draft = drafts.lock_draft(draft)
        if draft is None or draft.mailing_id:
            return redirect_to_sent(request, membership.group, draft)
        try:
            drafts.save_lines(draft, submitted_lines(request))
            return apply_button(request, draft)
        except drafts.OutOfDate:
            problem = OUT_OF_DATE
        except drafts.Unready:
            problem = ""
        except GroupClosed:
            problem = CLOSED
        except inviting.TooManyToday as many:
            problem = too_many_today(many.left)
    return render_check_page(request, membership, draft, refused=True, problem=problem)


def redirect_to_sent(request, group, draft):
    """The list was sent from another window, or thrown away."""
    if draft is None:
        messages.error(request, "Diese Liste ist verworfen.")
        return redirect("groups:invitations", group.slug)
    messages.info(request, SENT)
    return redirect("groups:mailing", group.slug, draft.mailing_id)


def submitted_lines(request):
    """As `save_lines` takes them. PostgreSQL stores no null characters."""
    keys, dropped = request.POST.getlist("line"), set(request.POST.getlist("drop"))
    texts = [[text.replace("\0", "") for text in request.POST.getlist(name)] for name in ("address", "name")]
    if not len(keys) == len(texts[0]) == len(texts[1]):
        raise drafts.OutOfDate
    return {key: (address, name, key in dropped) for key, address, name in zip(keys, *texts, strict=True)}


def apply_button(request, draft):
    slug = draft.group.slug
    match request.POST.get("act"):
        case "send":
            return redirect("groups:mailing", slug, drafts.send_draft(draft, request.user).pk)
        case "edit":
            return redirect("groups:mailing-edit", slug, draft.pk)
        case "drop":
            drafts.drop_bad_lines(draft)
    return redirect(draft)


def render_check_page(request, membership, draft, *, refused=False, problem=""):
    lines = drafts.check_lines(draft)
    used = [one for one in lines if not one.line.is_dropped]
    context = {
        "group": membership.group,
        "membership": membership,
        "draft": draft,
        "bad": [one for one in used if one.is_bad],
        "skipped": [one for one in used if one.reason and not one.is_bad],
        "dropped": [one for one in lines if one.line.is_dropped],
        "invited": [one for one in used if one.is_invited],
        "refused": refused,
        "problem": problem,
    }
    return render(request, "groups/mailing_check.html", context)


@keep_input("words", "addresses")
def edit_draft(request, slug, pk):
    """The form with the list, words and role of a draft again."""
    membership, draft = access.get_mailing_draft(Viewer.of(request), slug, pk)
    if draft.mailing_id:
        return redirect_to_sent(request, membership.group, draft)
    initial = {"addresses": drafts.text_of(draft), "words": draft.words, "role": draft.role}
    form = MailingForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        draft.rewrite(data["lines"], data["words"], data["role"])
        return redirect(draft)
    log_refused("mail_invitation_refused", form, membership.group)
    context = {"group": membership.group, "membership": membership, "form": form, "draft": draft}
    return render(request, "groups/mailing_new.html", context)


@login_required
@never_cache
def discard_draft(request, slug, pk):
    """Deletes a list that was not sent, after asking."""
    membership, draft = access.get_mailing_draft(Viewer.of(request), slug, pk)
    if draft.mailing_id:
        return redirect_to_sent(request, membership.group, draft)
    if request.method == "POST":
        if (left := drafts.delete_draft(draft)) and left.mailing_id:
            return redirect_to_sent(request, membership.group, left)
        messages.success(request, "Die Liste ist verworfen. Es wurde nichts gesendet.")
        return redirect("groups:invitations", slug)
    context = {"group": membership.group, "membership": membership, "draft": draft}
    return render(request, "groups/mailing_discard.html", context)
