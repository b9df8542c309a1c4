"""Mailings: for leads a new one, its progress and the state of each line; for invited people the way to decline."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.viewer import Viewer
from groups import access, limits
from groups.invitations import drafts
from groups.invitations.mailing_form import MailingForm
from groups.invitations.mails import send_again
from groups.joining.decorators import not_indexed, require_page_method
from groups.models import GroupClosed, InvitationUsed, Right, TooSoon
from groups.refusals import log_refused
from vocabulary.addresses import readable_address
from web.declarations import background_request
from web.keep_input import keep_input
from web.paging import get_page

USED = "An {} geht keine E-Mail mehr: Die Einladung ist angenommen, abgelehnt oder widerrufen."


@keep_input("words", "addresses")
def new_mailing(request, slug):
    """The list, the words and the role of a new mailing. Sends nothing: the next page shows what was understood."""
    membership = access.get_membership(Viewer.of(request), slug, Right.END_INVITATIONS)
    group = membership.group
    if request.method != "POST" and not membership.may(Right.INVITE):
        return redirect("groups:invitations", slug)
    form = MailingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        about = {"words": data["words"], "role": data["role"]}
        try:
            return redirect(drafts.create_draft(group, request.user, data["lines"], **about))
        except GroupClosed:
            form.add_error(None, "Die Gruppe ist inzwischen abgeschlossen. Es wurde nichts gesendet.")
            form.keep_file(data)
    log_refused("mail_invitation_refused", form, group)
    return render(
        request, "groups/mailing_new.html", {"group": group, "membership": membership, "form": form}
    )


@login_required
@never_cache
def mailing_page(request, slug, pk):
    """A mailing with the state of each line."""
    membership, mailing = access.get_mailing(Viewer.of(request), slug, pk)
    lines = mailing.email_invitations.select_related("mail").in_order()
    page = get_page(request, lines, limits.EMAIL_INVITATIONS_PER_PAGE)
    for line in page:
        line.mailing, line.group = mailing, membership.group
    context = {"group": membership.group, "membership": membership, "mailing": mailing, "page": page}
    return render(request, "groups/mailing.html", context)


@background_request
@require_safe
@login_required
@never_cache
def progress(request, slug, pk):
    """How many mails are sent: the fragment that the page polls while some wait."""
    membership, mailing = access.get_mailing(Viewer.of(request), slug, pk)
    if not mailing.wait:
        return HttpResponseClientRefresh()
    context = {"group": membership.group, "mailing": mailing}
    return render(request, "groups/components/mailing_progress.html", context)


@login_required
@never_cache
def revoke_mailing(request, slug, pk):
    """Revokes a mailing, after asking: all that was not accepted becomes invalid."""
    membership, mailing = access.get_mailing(Viewer.of(request), slug, pk)
    if request.method == "POST":
        mailing.revoke(request.user)
        done = "Die Einladungen sind widerrufen. Die Links in den E-Mails gelten nicht mehr."
        messages.success(request, done)
        return redirect("groups:mailing", slug, pk)
    context = {"group": membership.group, "membership": membership, "mailing": mailing}
    context["number"] = mailing.email_invitations.live().count()
    return render(request, "groups/mailing_revoke.html", context)


@require_POST
@login_required
def resend_invitation(request, slug, pk, line):
    invited = access.get_email_invitation(Viewer.of(request), slug, pk, line, Right.INVITE)
    try:
        send_again(invited, request.user)
    except InvitationUsed:
        messages.error(request, USED.format(readable_address(invited.email)))
    except TooSoon:
        messages.error(
            request,
            f"An {readable_address(invited.email)} ging gerade erst eine E-Mail. Bitte warten Sie zehn Minuten.",
        )
    else:
        messages.success(
            request,
            f"Die Einladung an {readable_address(invited.email)} ist noch einmal unterwegs und gilt 30 Tage.",
        )
    return redirect("groups:mailing", slug, pk)


@login_required
@never_cache
def withdraw_invitation(request, slug, pk, line):
    """Revokes one invitation, after asking."""
    invited = access.get_email_invitation(Viewer.of(request), slug, pk, line)
    if request.method != "POST":
        membership, mailing = access.get_mailing(Viewer.of(request), slug, pk)
        context = {"group": membership.group, "membership": membership, "mailing": mailing, "line": invited}
        return render(request, "groups/mail_revoke.html", context)
    try:
        invited.withdraw(request.user)
    except InvitationUsed:
        messages.error(
            request,
            f"{readable_address(invited.email)} hat die Einladung schon angenommen, oder sie ist gelöscht.",
        )
    else:
        messages.success(request, f"Die Einladung an {readable_address(invited.email)} ist widerrufen.")
    return redirect("groups:mailing", slug, pk)


@csrf_exempt
@require_page_method
@never_cache
def decline_invitation(request, key):
    """No more mail about this group. Exempt from CSRF, since mail programs send this POST themselves (RFC 8058)."""
    invited = access.find_email_invitation(key)
    if invited is None:
        raise Http404
    if request.method == "POST":
        invited.decline()
        invited.refresh_from_db(fields=["declined_at"])
    return not_indexed(
        render(request, "groups/invitation_decline.html", {"email_invitation": invited, "key": key})
    )
