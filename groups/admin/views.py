"""One group for editors and admins, who need not be members: its state, leads, members and links.

They see no threads, for which one has to be a member. Actions, mails and audit entries are those of the leads' own pages.
"""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect
from wagtail.admin.paginator import WagtailPaginator

from accounts.models.profile_search import in_order_of_match, words_match
from accounts.viewer import Viewer
from groups import access, limits
from groups.admin.forms import LeadForm, RemoveForm, RoleForm, SearchForm
from groups.admin.pages import render_group_page
from groups.members import actions
from groups.members.views import DEMOTE_FIRST, give_role, remove_member
from groups.models import GroupClosed, Role, State
from groups.refusals import log_refused
from web.declarations import text_fields

TAKES_NOBODY_IN = (
    "Die Gruppe ist abgeschlossen und nimmt niemanden auf. Öffnen Sie sie zuerst wieder, "
    "oder wählen Sie jemanden, der schon Mitglied ist."
)


def manage_group(request, pk):
    """The overview of one group, with the form that appoints a lead."""
    group = access.get_managed(Viewer.of(request), pk)
    form = LeadForm(request.POST or None, group=group, by=request.user)
    if form.is_valid():
        try:
            changed = actions.appoint_lead(group, form.person, request.user)
        except GroupClosed:
            form.add_error("email", TAKES_NOBODY_IN)
        else:
            done = "{} leitet jetzt die Gruppe." if changed else "{} leitet die Gruppe schon."
            messages.success(request, done.format(form.person.name))
            return redirect("groups_manage", pk)
    return render_group_page(request, group, "group", form=form, **overview(request, group))


def overview(request, group):
    search = SearchForm({"q": request.GET.get("q", "")})
    name = search.cleaned_data["q"] if search.is_valid() else ""
    members = group.memberships.with_people().in_order()
    links = list(group.invitations.select_related("created_by"))
    mailings = group.mailings.with_counts().select_related("created_by")
    listed = members.filter(words_match(name, F("user__name")), role=Role.MEMBER)
    paginator = WagtailPaginator(in_order_of_match(listed, name, "user__"), limits.MEMBERS_PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    return {
        "leads_and_moderators": members.exclude(role=Role.MEMBER),
        "search": search,
        "searched": name,
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "links": links,
        "mailings": mailings,
        "member_count": group.memberships.count(),
        "waiting": group.requests.waiting().count(),
        "usable": sum(link.state == State.OPEN for link in links),
        "live_links": any(one.revoked_at is None for one in (*links, *mailings)),
    }


def member(request, pk, member_pk):
    """One member: changes the role, and links to removing."""
    group, other = access.get_managed_member(Viewer.of(request), pk, member_pk)
    form = RoleForm(request.POST or None, initial={"role": other.role})
    if form.is_valid() and give_role(request, form, other):
        return redirect("groups_manage", pk)
    log_refused("role_refused", form, group)
    return render_group_page(request, group, "member", other.user.name, other=other, form=form)


@text_fields("reason")
def member_end(request, pk, member_pk):
    """Removes a member, after asking why."""
    group, other = access.get_managed_member(Viewer.of(request), pk, member_pk)
    if other.leads:
        messages.error(request, DEMOTE_FIRST.format(other.user.name))
        return redirect("groups_member", pk, member_pk)
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        remove_member(request, form, other, who="die Redaktion")
        return redirect("groups_manage", pk)
    title = f"{other.user.name} entfernen"
    return render_group_page(request, group, "member_end", title, other=other, form=form)
