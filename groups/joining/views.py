"""The pages of the join flow. GET never joins and uses nothing up, because mail scanners open links."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import ConsentText, User
from groups.joining import flow, requests
from groups.joining.decorators import render_step, require_page_method, with_join_route
from groups.joining.forms import (
    TEXT_CHANGED,
    AskForm,
    CodeElsewhereForm,
    CodeForm,
    JoinForm,
    MailedKeyForm,
    SignedInAskForm,
)
from groups.models import Approval, PendingSignup, Refusal
from web.declarations import background_request, text_fields

TOO_MANY = "Das waren viele Versuche. Bitte warten Sie einige Minuten."
NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."


@require_page_method
@with_join_route
def invitation(request, route):
    return render_first_step(request, route)


@require_page_method
@with_join_route
def join_address(request, route):
    """The address on public pages, which never holds a stale key: redirects to the public invitation, if there is one."""
    public = route.group.public_invitation
    return redirect(public) if public else render_first_step(request, route)


def render_first_step(request, route):
    if request.user.is_authenticated:
        if route.approval_for(request.user):
            return redirect(route.asking)
        return render_step(request, route, "accept")
    if route.email_invitation:
        return sign_in_by_mailed_key(request, route)
    if route.all_ask:
        return redirect(route.asking)
    return render_details(request, route, JoinForm)


def sign_in_by_mailed_key(request, route):
    """For a mailed link, whose key confirms the address. An existing account keeps its name and place."""
    invited, form = route.email_invitation, None
    user = User.objects.filter(email=invited.email).first()
    if not invited.signs_in(user):
        return render_step(request, route, "sign_in")
    if user is None:
        form = MailedKeyForm(request.POST or None, invited=invited)
    if (
        request.method == "POST"
        and (form is None or form.is_valid())
        and (text := consent_text_shown(request))
    ):
        details = form.details if form else {"name": invited.name, "place": ""}
        return flow.sign_in_by_mailed_key(request, route, details, text) or redirect(route)
    return render_step(request, route, "personal", form=form)


def consent_text_shown(request):
    """The ConsentText of the page on which the button was pressed; None, with a message, if it is not current any more."""
    text = ConsentText.objects.shown_in(request.POST)
    if text is None:
        messages.error(request, TEXT_CHANGED)
    return text


@text_fields("reason")
@require_page_method
@with_join_route
def ask_for_access(request, route):
    """For people who need approval: the form to ask the leads."""
    if request.user.is_authenticated:
        return ask_signed_in(request, route)
    if route.admits_everybody:
        return redirect(route.joining)
    return render_details(request, route, AskForm)


def ask_signed_in(request, route):
    why = route.approval_for(request.user)
    last = route.group.requests.filter(user=request.user).order_by("-pk").first()
    if last and last.is_waiting:
        return render_step(request, route, "waiting", asked=last)
    if why is None:
        return redirect(route.joining)
    if last and last.may_ask_again_at:
        return render_step(request, route, "declined", asked=last)
    form = SignedInAskForm(request.POST or None)
    if form.is_valid() and not flow.may_ask(request, request.user.email):
        form.add_error("reason", TOO_MANY)
    if form.is_valid():
        requests.ask_to_join(request, route, request.user, form.cleaned_data["reason"], form.consent_text)
        return redirect(route)
    return render_step(request, route, "reason", form=form, why=why)


def render_details(request, route, form_class):
    if signup := flow.find_waiting(request, route):
        return render_code(request, route, CodeForm(), signup)
    submitted = flow.last_submitted_details(request, route)
    link = None if route.asks else route.invitation
    form = form_class(
        request.POST or None, initial=submitted, domains=link.admission.in_words if link else ""
    )
    if form.is_valid() and link and not link.admission.admits(form.details["email"]):
        asking = AskForm(initial=form.cleaned_data)
        # All else is filled in already, and on a phone the one open field is below the fold.
        asking.fields["reason"].widget.attrs["autofocus"] = True
        return render_step(request, route.asking, "details", form=asking, why=Approval.DOMAIN)
    if form.is_valid() and not flow.may_ask(request, form.cleaned_data["email"]):
        form.add_error("email", TOO_MANY)
    if not form.is_valid():
        return render_step(request, route, "details", form=form, why=route.approval_for_strangers)
    flow.start_signup(request, route, form.details, form.consent_text)
    return redirect(route)


def render_code(request, route, form, signup):
    if signup and signup.used_at:
        return render_step(request, route, "link", signup=signup, refusal=Refusal.USED)
    return render_step(request, route, "code", form=form, signup=signup)


@require_page_method
@with_join_route
def code(request, route):
    if request.user.is_authenticated:
        return redirect(route)
    waiting = flow.find_waiting(request, route)
    form = CodeForm(request.POST or None) if waiting else CodeElsewhereForm(request.POST or None)
    if form.is_valid() and not flow.may_try(request):
        form.add_error("code", TOO_MANY)
    if form.is_valid():
        signup = waiting or route.signups.filter(email=form.cleaned_data["email"]).order_by("pk").last()
        refusal, response = flow.confirm_by_code(request, signup, form.cleaned_data["code"])
        if response:
            return response
        form.add_error("code", refusal.label if waiting else NEITHER)
    return render_code(request, route, form, waiting)


@require_POST
@with_join_route
def new_code(request, route):
    signup = flow.find_waiting(request, route)
    if signup and flow.may_ask(request, signup.email):
        flow.start_signup(request, route, signup.details, signup.consent_text)
        messages.success(request, "Ein neuer Code ist unterwegs.")
    elif signup:
        messages.error(request, TOO_MANY)
    return redirect(route)


@require_POST
@with_join_route
def other_address(request, route):
    """Goes back to the form. The session stays as it is if no code is awaited."""
    if flow.find_waiting(request, route):
        flow.stop_waiting(request, route)
    return redirect(route)


@require_POST
@with_join_route
def join_group(request, route):
    if request.user.is_authenticated and (text := consent_text_shown(request)):
        flow.join_group(request, route, request.user, text)
    return redirect(route)


@background_request
@require_POST
@with_join_route
def count_opened(request, route):
    """Counts that a person sees the page. Sent by its script, so that mail scanners are not counted."""
    if flow.may_count(request):
        flow.count_step(route, "opened")
    return HttpResponse(status=204)


@require_page_method
@with_join_route
def by_link(request, route, token):
    """The mailed link: GET shows a button, POST confirms."""
    if request.user.is_authenticated:
        return redirect(route)
    signup = route.signups.filter(pk=PendingSignup.pk_of(token)).first()
    refusal = signup.refusal_of_link if signup else None
    if request.method == "POST" and signup:
        refusal, response = flow.confirm_by_link(request, signup)
        if response:
            return response
    return render_step(request, route, "link", signup=signup, refusal=refusal)


@require_POST
@with_join_route
def withdraw_request(request, route):
    """Withdraws the viewer's waiting request."""
    if request.user.is_authenticated and requests.withdraw_request(route.group, request.user):
        messages.success(request, "Ihre Anfrage ist zurückgezogen.")
    return redirect(route)
