"""Breached passwords and their variants are refused, good passphrases are not."""

import logging
import random
import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.sign_in import breached
from accounts.sign_in.bloom import BITS_PER_WORD, PROBES, Bloom
from accounts.sign_in.passwords import BreachedPasswordValidator
from tests.accounts.conftest import PASSWORD
from tests.support import sources
from tools.breached_passwords import chosen

CHANGE, SET = "/konto/passwort/", "/konto/passwort/setzen/"
KNOWN = "steht in Listen bekannter Passwörter"
TOO_LIKE = "ähnelt Ihrem Namen oder Ihrer E-Mail-Adresse zu sehr"
TOO_SHORT = "Es muss mindestens 12 Zeichen enthalten."


@pytest.mark.parametrize(
    "password",
    [
        *("passwortpasswort", "1q2w3e4r5t6z", "ichliebedich", "Kindergarten", "correcthorsebatterystaple"),
        *("123456789012", "aaaaaaaaaaaa", "123456123456", "111111111111111"),
        *("IchLiebeDich", "ICHLIEBEDICH", " ichliebedich\t", "ｉｃｈｌｉｅｂｅｄｉｃｈ"),
        *(
            "Passwort1234",
            "Sommer2024!!",
            "sonnenschein12",
            "2024!!Sommer",
            "!!!!Hallo!!!!",
            "123schalke04123",
        ),
        *("StädteNetz2026", "Engagiertes-Quartier-26", "qwertzuiopasdf", "Quartiersentwicklung1"),
        *("München2024!", "Fußball123456", "Frühling2026", "Alexander2026"),
        *("schatzischatzi", "Schatzi-Schatzi", "berlin berlin berlin", "Sommer2024Sommer"),
    ],
)
def test_a_breached_password_is_refused_in_every_variant(password):
    assert breached.is_breached(password)


@pytest.mark.parametrize(
    "password",
    [
        *(PASSWORD, "Quartier-im-Wandel-26", "anderes-pferd-klammer", "ganz-anderes-pferd-7"),
        *(
            "etwas-ganz-anderes",
            "Lastenrad-Kelle-Hafen",
            "kelle hafen lastenrad",
            "Dachbegrünung an der Elbe",
        ),
        *("sommer-hallo-berlin", "korrektpferdkorrektbatterie", "x7#Qm2vT9!kz", "7391-4482-abc-20"),
        *("", "   ", "!!!!????....", "ключ-лошадь-батарея", "馬電池馬電池鍵", "\ud800" * 12),
    ],
)
def test_a_password_that_is_not_breached_is_accepted(password):
    assert not breached.is_breached(password)


def test_three_german_words_are_practically_never_refused():
    texts = (sources.ROOT / "demo" / "content" / "site_tree.json").read_text()
    words = sorted(set(re.findall(r"\b[A-ZÄÖÜ]?[a-zäöüß]{3,8}\b", texts)))
    assert len(words) > 200
    dice = random.Random(26)
    phrases = {"-".join(dice.sample(words, 3)) for _ in range(2000)}
    # The filter takes one in some thousands for breached that is not (test_the_file_is_what_the_builder_writes).
    assert len([phrase for phrase in phrases if breached.is_breached(phrase)]) <= 2


def test_a_very_long_password_is_checked_in_linear_time():
    for endless in ("1" * 300_000, "ab" * 150_000, ("a" * 999 + "b") * 300):
        assert breached.is_breached(endless) in {True, False}


def test_the_file_is_what_the_builder_writes():
    bloom = breached.load_filter()
    assert bloom.about.keys() == {"words", "sources"}
    assert bloom.about["words"] > 800_000
    assert len(bloom.bits) == bloom.about["words"] * BITS_PER_WORD // 8 + 1
    filled = int.from_bytes(bloom.bits).bit_count() / (8 * len(bloom.bits))
    assert filled**PROBES < 1 / 10_000


def test_the_builder_writes_what_the_site_reads(tmp_path):
    Bloom.of(["sommer", "ichliebedich"], sources=["hand"]).write_file(tmp_path / "small.bloom")
    bloom = Bloom.read_file(tmp_path / "small.bloom")
    assert bloom.about == {"words": 2, "sources": ["hand"]}
    assert [word for word in ("sommer", "ichliebedich", "winter", "ichliebesie") if word in bloom] == [
        "sommer",
        "ichliebedich",
    ]


def test_the_builder_keeps_what_the_variants_do_not_cover():
    frequent = {"sommer", "maria7", "abc", "1234"}
    long = {
        *("sommer201234", "sonnenblume", "sonnenblume99", "ichliebedich", "123456789012"),
        *("x7y6z5a4b3c2d", "hier-steht-ein-ganzer-satz-den-niemand-sonst-schreibt"),
    }
    assert chosen(frequent, long) == {"sommer", "maria", "sonnenblume", "ichliebedich", "123456789012"}


@pytest.mark.parametrize(
    ("password", "texts"),
    [
        ("Sommer2024!!", [KNOWN]),
        ("  ichliebedich  ", [KNOWN]),
        ("Sommer24", [TOO_SHORT, KNOWN]),
        ("x7#Qm2vT9!", [TOO_SHORT]),
        ("Annas-Amsel-1", [TOO_LIKE]),
        ("Anna@Stadt.Example", [TOO_LIKE]),
    ],
)
def test_a_refusal_at_changing_is_told_at_its_field_and_logged(password, texts, client, people, caplog):
    client.force_login(people.anna)
    submitted = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert refusals(client.post(CHANGE, submitted), password) == texts
    assert_nothing_happened(people.anna, password, caplog)
    assert people.anna.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("password", "texts"),
    [("Passwort1234", [KNOWN]), ("Qwertz7", [TOO_SHORT, KNOWN]), ("Carla-Code-1", [TOO_LIKE])],
)
def test_a_refusal_at_setting_the_first_one_is_told_too(password, texts, client, people, caplog):
    client.force_login(people.carla)
    assert refusals(client.post(SET, {"password1": password, "password2": password}), password) == texts
    assert_nothing_happened(people.carla, password, caplog)
    assert not people.carla.has_usable_password()


def refusals(response, password):
    """Our texts at the field, in order; checks that the password is not in the page."""
    html = response.content.decode()
    assert response.status_code == 200
    assert password.strip() not in html
    error = re.search(r'id="id_password1_error".*?</div>', html, re.DOTALL)[0]
    return sorted((text for text in (KNOWN, TOO_LIKE, TOO_SHORT) if text in error), key=error.find)


def assert_nothing_happened(user, password, caplog):
    user.refresh_from_db()
    assert not user.check_password(password)
    refused = next(record for record in caplog.records if getattr(record, "event", "") == "password_refused")
    assert (refused.user, list(refused.fields)) == (user.pk, ["password1"])
    assert all(password not in str(vars(record)) for record in caplog.records)


@pytest.fixture(autouse=True)
def everything_is_logged(caplog):
    caplog.set_level(logging.INFO)


@pytest.mark.parametrize("url", [CHANGE, SET])
def test_the_rule_stands_at_the_field(url, client, people):
    client.force_login(people.anna if url == CHANGE else people.carla)
    html = client.get(url).content.decode()
    assert "Mindestens 12 Zeichen; was in Listen bekannter Passwörter steht, wird nicht angenommen." in html


def test_a_superuser_made_in_the_terminal_needs_a_password_of_their_own_too():
    with pytest.raises(ValidationError) as refused:
        validate_password("Verwaltung2026", User(email="vera@stadt.example", name="Vera Vogel"))
    assert refused.value.messages == [BreachedPasswordValidator.message]
