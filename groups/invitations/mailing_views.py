"""Invitations by mail: for leads the list, how far it is and what became of each line; for the invited a way out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from groups import access
from groups.invitations import inviting
from groups.invitations.mailing_form import MailingForm
from groups.invitations.mails import send_again
from groups.joining.decorators import not_indexed, show_and_send
from groups.models import GroupClosed, InvitationUsed, Right, TooSoon
from groups.refusals import log_refused
from web.keep_input import keep_input

LINES_PER_PAGE = 100
USED = "An {} geht keine Mail mehr: Die Einladung ist angenommen, abgelehnt oder zurückgezogen."


@keep_input
def new(request, slug):
    membership = access.get_membership(request.user, slug, Right.END_INVITATIONS)
    group = membership.group
    if request.method != "POST" and not membership.may(Right.INVITE):
        return redirect("groups:invitations", slug)
    form = MailingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            sent = inviting.invite(group, request.user, data["lines"], words=data["words"], role=data["role"])
        except GroupClosed:
            form.add_error(None, "Die Gruppe ist inzwischen abgeschlossen. Es wurde nichts gesendet.")
        except inviting.TooManyToday as many:
            form.refuse_today(many.left)
        else:
            return redirect("groups:mailing", slug, sent.pk)
    log_refused("mail_invitation_refused", form, group)
    return render(
        request, "groups/mailing_new.html", {"group": group, "membership": membership, "form": form}
    )


@login_required
@never_cache
def mailing(request, slug, pk):
    """What became of each line."""
    membership, invitation = access.get_mailing(request.user, slug, pk)
    lines = invitation.recipients.select_related("mail").in_order()
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("seite"))
    for line in page:
        line.invitation, line.group = invitation, membership.group
    context = {"group": membership.group, "membership": membership, "invitation": invitation, "page": page}
    return render(request, "groups/mailing.html", context)


@require_safe
@login_required
@never_cache
def progress(request, slug, pk):
    """How many mails are on their way, for the page that asks for it again and again."""
    membership, invitation = access.get_mailing(request.user, slug, pk)
    context = {"group": membership.group, "invitation": invitation}
    response = render(request, "groups/components/mailing_progress.html", context)
    if not invitation.wait:
        response["HX-Refresh"] = "true"
    return response


@login_required
@never_cache
def revoke(request, slug, pk):
    """Withdraws all that has not been accepted, after asking."""
    membership, invitation = access.get_mailing(request.user, slug, pk)
    if request.method == "POST":
        invitation.revoke(request.user)
        done = "Die Einladungen sind zurückgezogen. Die Links in den Mails gelten nicht mehr."
        messages.success(request, done)
        return redirect("groups:mailing", slug, pk)
    context = {"group": membership.group, "membership": membership, "invitation": invitation}
    context["number"] = invitation.recipients.live().count()
    return render(request, "groups/mailing_revoke.html", context)


@require_POST
@login_required
def again(request, slug, pk, line):
    recipient = access.get_recipient(request.user, slug, pk, line, Right.INVITE)
    try:
        send_again(recipient, request.user)
    except InvitationUsed:
        messages.error(request, USED.format(recipient.email))
    except TooSoon:
        messages.error(
            request, f"An {recipient.email} ging gerade erst eine Mail. Bitte warten Sie zehn Minuten."
        )
    else:
        messages.success(
            request, f"Die Einladung an {recipient.email} ist noch einmal unterwegs und gilt 30 Tage."
        )
    return redirect("groups:mailing", slug, pk)


@require_POST
@login_required
def withdraw(request, slug, pk, line):
    recipient = access.get_recipient(request.user, slug, pk, line)
    try:
        recipient.withdraw(request.user)
    except InvitationUsed:
        messages.error(
            request, f"{recipient.email} hat die Einladung schon angenommen, oder sie ist vergessen."
        )
    else:
        messages.success(request, f"Die Einladung an {recipient.email} ist zurückgezogen.")
    return redirect("groups:mailing", slug, pk)


@csrf_exempt
@show_and_send
@never_cache
def decline(request, key):
    """No more mail about this group. Mail programs send this form themselves (RFC 8058), without our token."""
    recipient = access.find_recipient(key)
    if recipient is None:
        raise Http404
    if request.method == "POST":
        recipient.decline()
        recipient.refresh_from_db(fields=["declined_at"])
    return not_indexed(
        render(request, "groups/invitation_decline.html", {"recipient": recipient, "key": key})
    )
