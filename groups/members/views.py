"""The members of a group: the list, their roles, and how a membership ends."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.viewer import Viewer
from groups import access, limits
from groups.leading.settings_form import HandOverForm, RemoveForm, RoleForm
from groups.members import actions, export
from groups.members.search import MemberSearch
from groups.models import LastLead, Membership, Right, Role, StillLeads
from groups.refusals import log_refused
from web.keep_input import keep_input
from web.paging import get_page
from web.paths import next_path

LAST_LEAD = "{} leitet die Gruppe allein. Bitte übertragen Sie zuerst jemand anderem die Gruppenleitung."
DEMOTE_FIRST = "{} leitet die Gruppe. Ändern Sie bitte zuerst die Rolle."
ROLES = {
    Role.LEAD: "leitet jetzt die Gruppe",
    Role.MODERATOR: "moderiert jetzt die Gruppe",
    Role.MEMBER: "ist jetzt Mitglied ohne weitere Aufgabe",
}
TOO_MANY_ROLES = (
    "Sie haben in der letzten Stunde sehr viele Rollen geändert, und jedes Mal geht eine E-Mail hinaus. "
    "Bitte warten Sie eine Stunde."
)
GONE = "{} ist nicht mehr in der Gruppe."


@login_required
@never_cache
def index(request, slug):
    membership = access.get_membership(Viewer.of(request), slug)
    search = MemberSearch.of(request.GET)
    listed = search.among(membership.group.memberships)
    page = get_page(request, listed, limits.MEMBERS_PER_PAGE)
    return render(
        request, "groups/members.html", page_context(membership, page=page, search=search, roles=Role)
    )


@require_POST
@login_required
@never_cache
def as_csv(request, slug):
    """The members that the page shows, as a file. POST, since the audit log notes who exported them."""
    membership = access.get_membership(Viewer.of(request), slug, Right.OVERSEE)
    found = MemberSearch.of(request.POST).among(membership.group.memberships)
    content = export.export_members(membership.group, found, request.user)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, export.file_name(membership.group))
    return response


@login_required
@never_cache
def member(request, slug, pk):
    """One member, for leads: changes the role, and links to removing."""
    membership, other = access.get_member(Viewer.of(request), slug, pk, Right.SET_ROLES)
    form = RoleForm(request.POST or None, initial={"role": other.role})
    if form.is_valid() and give_role(request, form, other):
        return redirect("groups:members", slug)
    log_refused("role_refused", form, membership.group)
    may_end = membership.may_end(other)
    return render(
        request, "groups/member.html", page_context(membership, other=other, form=form, may_end=may_end)
    )


@keep_input("reason")
def end_membership(request, slug, pk):
    """Removes a member, after asking why."""
    membership, other = access.get_member(Viewer.of(request), slug, pk, Right.REMOVE_MEMBERS)
    if not membership.may_end(other):
        messages.error(request, DEMOTE_FIRST.format(other.user.name))
        return redirect("groups:member", slug, pk)
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        remove_member(request, form, other)
        return redirect("groups:members", slug)
    log_refused("removal_refused", form, membership.group)
    return render(request, "groups/member_end.html", page_context(membership, other=other, form=form))


@login_required
@never_cache
def leave_group(request, slug):
    """Ends the viewer's membership; the only lead must name a successor. `next` in the query: where to go afterwards."""
    membership = access.get_membership(Viewer.of(request), slug, Right.LEAVE)
    others = membership.group.memberships.exclude(pk=membership.pk).filter(user__is_active=True)
    leads_alone = membership.leads and not others.filter(role=Role.LEAD).exists()
    members = others.select_related("user__municipality").in_order() if leads_alone else others.none()
    form = HandOverForm(request.POST or None, members=members)
    onward = next_path(request)
    if request.method == "POST" and (not leads_alone or form.is_valid()):
        if leads_alone:
            access.require_second_factor(Viewer.of(request), membership, Right.SET_ROLES)
        try:
            actions.leave_group(membership, form.cleaned_data["successor"] if leads_alone else None)
        except (LastLead, Membership.DoesNotExist):
            # Another lead or the chosen member has left at the same moment.
            return redirect(request.get_full_path())
        messages.success(request, f"Sie sind nicht mehr in der Gruppe „{membership.group.title}“.")
        return redirect(onward or "groups:index")
    log_refused("leaving_refused", form, membership.group)
    context = page_context(membership, form=form, leads_alone=leads_alone, heirs=members, onward=onward)
    context["within"] = "about"
    return render(request, "groups/leave.html", context)


def give_role(request, form, other):
    """Changes the role, with a message. Returns False if the form has an error now."""
    if not ratelimit.consume(request, action="role_given", user=request.user):
        form.add_error("role", ValidationError(TOO_MANY_ROLES, code="limited"))
        return False
    try:
        changed = actions.change_role(other, form.cleaned_data["role"], request.user)
    except LastLead:
        form.add_error("role", last_lead_error(other))
        return False
    except Membership.DoesNotExist:
        messages.error(request, GONE.format(other.user.name))
    else:
        messages.success(request, role_message(other, changed))
    return True


def remove_member(request, form, other, **who):
    """Removes a member, with a message, also if the membership had ended before. `who`: as actions.remove_member."""
    try:
        actions.remove_member(other, request.user, form.cleaned_data["reason"], **who)
    except StillLeads:
        messages.error(request, DEMOTE_FIRST.format(other.user.name))
    except Membership.DoesNotExist:
        messages.info(request, GONE.format(other.user.name))
    else:
        messages.success(
            request, f"{GONE.format(other.user.name)} Die Person bekommt eine E-Mail mit Ihrer Begründung."
        )


def role_message(member, changed):
    words = ROLES[member.role] if changed else "behält die bisherige Rolle"
    return f"{member.user.name} {words}."


def last_lead_error(member):
    return ValidationError(LAST_LEAD.format(member.user.name), code="last_lead")


def page_context(membership, **context):
    return {"group": membership.group, "membership": membership, **context}
