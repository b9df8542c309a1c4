"""Constraints and triggers of consent texts and consents."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import AnotherPublished, Consent, ConsentText
from tests.support.database.races import in_turn
from tests.support.people.consent import NEW, agreed, publish


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_database_refuses_to_change_and_delete_a_text(db, vera):
    text = publish(by=vera)
    for change in ({"text": "Anders."}, {"changed": "Anders."}, {"published_by": None, "text": "Anders."}):
        refused(lambda change=change: ConsentText.objects.filter(pk=text.pk).update(**change))
    refused(lambda: ConsentText.objects.filter(pk=text.pk)._raw_delete("default"))
    refused(lambda: connection.cursor().execute("TRUNCATE accounts_consenttext CASCADE"))
    refused(lambda: ConsentText.objects.create(text="", after=text))
    assert ConsentText.objects.current().text == NEW


def test_a_text_stays_when_its_publisher_is_deleted(db, vera):
    text = publish(by=vera)
    vera.delete()
    text.refresh_from_db()
    assert (text.published_by, text.text) == (None, NEW)


def test_a_consent_cannot_be_changed_and_is_deleted_with_its_user(db, anna):
    first, second = ConsentText.objects.current(), publish()
    first.agree(anna)
    refused(lambda: Consent.objects.update(text=second))
    refused(lambda: Consent.objects.update(given_at=second.published_at))
    anna.delete()
    assert not Consent.objects.exists()


def test_agreeing_twice_keeps_the_first_time(db, anna):
    text = ConsentText.objects.current()
    text.agree(anna)
    given_at = anna.consents.get().given_at
    text.agree(anna)
    assert anna.consents.get().given_at == given_at


@pytest.mark.usefixtures("own_database")
def test_two_concurrent_agreements_store_one_row(anna):
    text = ConsentText.objects.current()
    outcomes = in_turn(lambda: text.agree(anna), lambda: text.agree(anna), lambda: text.agree(anna))
    assert outcomes == [None, None]
    assert agreed(anna) == [text]


@pytest.mark.usefixtures("own_database")
def test_of_two_concurrent_publications_the_second_fails(vera):
    first = ConsentText.objects.current()
    outcomes = in_turn(
        publish, lambda: ConsentText.objects.publish(vera, "Noch ein Text.", after=first), then="keep"
    )
    assert [type(outcome) for outcome in outcomes] == [AnotherPublished]
    assert ConsentText.objects.current().text == NEW


def test_no_text_has_two_successors_and_only_one_is_the_first(db):
    first = ConsentText.objects.current()
    publish()
    for after in (first, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentText.objects.create(text="Anders.", after=after)
