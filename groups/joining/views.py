"""The pages of an entrance. Opening one never joins and uses nothing up: mail scanners open links."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import ConsentText, User
from groups.joining import flow, requests
from groups.joining.decorators import page, show_and_send, with_entrance
from groups.joining.forms import (
    TEXT_CHANGED,
    AskForm,
    CodeElsewhereForm,
    CodeForm,
    JoinForm,
    KnownAskForm,
    PersonalForm,
)
from groups.models import Approval, PendingJoin, Refusal

TOO_MANY = "Das waren viele Versuche. Bitte warten Sie einige Minuten."
NEITHER = "Adresse und Code passen nicht zusammen, oder der Code gilt nicht mehr."


@show_and_send
@with_entrance
def invitation(request, entrance):
    return come_in(request, entrance)


@show_and_send
@with_entrance
def way_in(request, entrance):
    """Where public pages link to: to the group's public invitation, so that they never hold a stale key, or just in."""
    public = entrance.group.public_invitation
    return redirect(public) if public else come_in(request, entrance)


def come_in(request, entrance):
    if request.user.is_authenticated:
        if entrance.approval_for(request.user):
            return redirect(entrance.asking)
        return page(request, entrance, "accept")
    if entrance.recipient:
        return personal(request, entrance)
    if entrance.invitation and entrance.invitation.all_ask:
        return redirect(entrance.asking)
    return details(request, entrance, JoinForm)


def personal(request, entrance):
    """Who came by a mailed link has confirmed the address with it; an account that exists keeps its name and place."""
    recipient, form = entrance.recipient, None
    user = User.objects.filter(email=recipient.email).first()
    if not recipient.signs_in(user):
        return page(request, entrance, "sign_in")
    if user is None:
        form = PersonalForm(request.POST or None, recipient=recipient)
    if request.method == "POST" and (form is None or form.is_valid()) and (text := text_read(request)):
        who = form.who if form else {"name": recipient.name, "place": ""}
        return flow.enter_by_mail(request, entrance, who, text) or redirect(entrance)
    return page(request, entrance, "personal", form=form)


def text_read(request):
    """The ConsentText that stood on the page where somebody pressed the button, or None, with a message, for an old one."""
    text = ConsentText.objects.shown_in(request.POST)
    if text is None:
        messages.error(request, TEXT_CHANGED)
    return text


@show_and_send
@with_entrance
def ask(request, entrance):
    """Where whoever is not let in at once asks the leads."""
    if request.user.is_authenticated:
        return ask_as_known(request, entrance)
    if entrance.is_for_all:
        return redirect(entrance.joining)
    return details(request, entrance, AskForm)


def ask_as_known(request, entrance):
    why = entrance.approval_for(request.user)
    last = entrance.group.requests.filter(user=request.user).order_by("-pk").first()
    if last and last.is_waiting:
        return page(request, entrance, "waiting", asked=last)
    if why is None:
        return redirect(entrance.joining)
    if last and last.may_ask_again_at:
        return page(request, entrance, "declined", asked=last)
    form = KnownAskForm(request.POST or None)
    if form.is_valid() and not flow.may_ask(request, request.user.email):
        form.add_error("reason", TOO_MANY)
    if form.is_valid():
        requests.ask(request, entrance, request.user, form.cleaned_data["reason"], form.consent_text)
        return redirect(entrance)
    return page(request, entrance, "reason", form=form, why=why)


def details(request, entrance, form_class):
    if pending := flow.waiting(request, entrance):
        return code_page(request, entrance, CodeForm(), pending)
    typed = flow.typed_before(request, entrance)
    link = None if entrance.asks else entrance.invitation
    form = form_class(request.POST or None, initial=typed, domains=link.domains_in_words if link else "")
    if form.is_valid() and link and not link.takes(form.who["email"]):
        asking = AskForm(initial=form.cleaned_data)
        # All else is typed already, and on a phone the one question stands below the fold.
        asking.fields["reason"].widget.attrs["autofocus"] = True
        return page(request, entrance.asking, "details", form=asking, why=Approval.DOMAIN)
    if form.is_valid() and not flow.may_ask(request, form.cleaned_data["email"]):
        form.add_error("email", TOO_MANY)
    if not form.is_valid():
        return page(request, entrance, "details", form=form, why=entrance.why_all_ask)
    flow.begin(request, entrance, form.who, form.consent_text)
    return redirect(entrance)


def code_page(request, entrance, form, pending):
    if pending and pending.used_at:
        return page(request, entrance, "link", pending=pending, refusal=Refusal.USED)
    return page(request, entrance, "code", form=form, pending=pending)


@show_and_send
@with_entrance
def code(request, entrance):
    if request.user.is_authenticated:
        return redirect(entrance)
    waiting = flow.waiting(request, entrance)
    form = CodeForm(request.POST or None) if waiting else CodeElsewhereForm(request.POST or None)
    if form.is_valid() and not flow.may_try(request):
        form.add_error("code", TOO_MANY)
    if form.is_valid():
        pending = waiting or entrance.wishes.filter(email=form.cleaned_data["email"]).order_by("pk").last()
        refusal, response = flow.enter_by_code(request, pending, form.cleaned_data["code"])
        if response:
            return response
        form.add_error("code", refusal.label if waiting else NEITHER)
    return code_page(request, entrance, form, waiting)


@require_POST
@with_entrance
def new_code(request, entrance):
    pending = flow.waiting(request, entrance)
    if pending and flow.may_ask(request, pending.email):
        flow.begin(request, entrance, pending.who, pending.consent_text)
        messages.success(request, "Ein neuer Code ist unterwegs.")
    elif pending:
        messages.error(request, TOO_MANY)
    return redirect(entrance)


@require_POST
@with_entrance
def other_address(request, entrance):
    """Without anything that waits it leaves nothing behind either: programs send forms, too."""
    if flow.waiting(request, entrance):
        flow.start_again(request, entrance)
    return redirect(entrance)


@require_POST
@with_entrance
def accept(request, entrance):
    if request.user.is_authenticated and (text := text_read(request)):
        flow.accept(request, entrance, request.user, text)
    return redirect(entrance)


@require_POST
@with_entrance
def opened(request, entrance):
    """The page says that somebody looks at it, so that programs which open all links of a mail do not count."""
    if flow.may_count(request):
        flow.count(entrance, "opened")
    return HttpResponse(status=204)


@show_and_send
@with_entrance
def by_link(request, entrance, token):
    if request.user.is_authenticated:
        return redirect(entrance)
    pending = entrance.wishes.filter(pk=PendingJoin.pk_of(token)).first()
    refusal = pending.refusal_of_link if pending else None
    if request.method == "POST" and pending:
        refusal, response = flow.enter_by_link(request, pending)
        if response:
            return response
    return page(request, entrance, "link", pending=pending, refusal=refusal)


@require_POST
@with_entrance
def withdraw(request, entrance):
    """Whoever waits for an answer has thought better of it."""
    if request.user.is_authenticated and requests.withdraw(entrance.group, request.user):
        messages.success(request, "Ihre Anfrage ist zurückgezogen.")
    return redirect(entrance)
