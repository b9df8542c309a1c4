"""Who joins, is invited or is on a list of domains with an umlaut is the same person in either spelling."""

from accounts.models import User
from groups.models import EmailInvitation, RejectReason
from tests.support.mails.mailings import invite
from tests.support.pages.client import Client

UMLAUT, STORED = "nina@städte.example", "nina@xn--stdte-hra.example"


def test_whoever_joins_again_in_the_other_spelling_is_the_same_person(invitation, submitted, mailed_code):
    for email in (UMLAUT, STORED):
        browser, address = Client(), invitation.get_absolute_url()
        browser.post(address, submitted | {"email": email})
        page = browser.get(address).content.decode()
        assert UMLAUT in page
        browser.post(f"{address}code/", {"code": mailed_code()})
    assert User.objects.filter(name="Nina Neu").values_list("email", flat=True).get() == STORED
    assert invitation.group.memberships.filter(user__name="Nina Neu").count() == 1


def test_a_list_with_both_spellings_invites_once(group, dora):
    invite(group, dora, UMLAUT, STORED)
    reasons = dict(EmailInvitation.objects.values_list("line", "reject_reason"))
    assert sorted(reasons.values()) == [RejectReason.NONE, RejectReason.DOUBLE]
    assert set(EmailInvitation.objects.values_list("email", flat=True)) == {STORED}


def test_whoever_declined_in_one_spelling_is_not_invited_in_the_other(group, dora):
    invite(group, dora, UMLAUT)
    EmailInvitation.objects.get().decline()
    invite(group, dora, STORED)
    assert EmailInvitation.objects.latest("pk").reject_reason == RejectReason.DECLINED


def test_leads_read_umlauts(group, dora, as_dora):
    mailing = invite(group, dora, STORED)
    html = as_dora.get(f"/gruppen/{group.slug}/einladungen/per-mail/{mailing.pk}/").content.decode()
    assert UMLAUT in html
    assert "xn--" not in html


def test_a_town_is_known_by_the_domain_in_either_spelling(ulm):
    ulm.mail_domains = ["städte.example"]
    ulm.clean()
    ulm.save()
    assert type(ulm).objects.of_address(STORED) == ulm
