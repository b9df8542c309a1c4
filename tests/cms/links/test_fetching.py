"""What becomes of one address: how other websites answer, and that nothing of our own network is asked."""

import asyncio
import datetime
from email.utils import format_datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from cms import limits
from cms.links.fetching import Answer, fetch_answer, read_retry_after
from cms.links.reach import Reach, is_public
from tests.cms.links.website import HOST, open_website

STATES = {
    "status/200": ("ok", 200),
    "status/204": ("ok", 204),
    "status/404": ("not_found", 404),
    "status/410": ("not_found", 410),
    "status/401": ("refused", 401),
    "status/403": ("refused", 403),
    "status/500": ("failing", 500),
    "status/503": ("failing", 503),
    "only/GET?else=405": ("ok", 200),
    "only/GET?else=501": ("ok", 200),
    "only/GET?else=404": ("ok", 200),
    "redirect/302?to=/status/200": ("ok", 200),
    "redirect/307?to=/status/404": ("not_found", 404),
    "redirect/301?to=/status/404": ("not_found", 404),
    "redirect/304?to=/status/200": ("refused", 304),
    "endless": ("ok", 200),
    "silent": ("silent", None),
    "slow": ("silent", None),
}
INTERNAL = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1
::1 :: fe80::1 fe80::1%1 fc00::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 2001::1
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1
"""


def fetch(website, address, **options):
    return asyncio.run(fetch_answer(address, website.options(**options)))


@pytest.mark.parametrize("path", STATES)
def test_an_answer_is_a_state(path, website):
    timeout = 0.5 if path in {"silent", "slow"} else 20
    answer = fetch(website, website.url(path), timeout=timeout)
    assert (answer.state, answer.status) == STATES[path]
    assert not answer.final_address


def test_it_says_who_asks_and_asks_for_nothing_but_the_head_where_that_is_enough(website):
    fetch(website, website.url("status/200"))
    assert website.asked == [("HEAD", "/status/200", f"{HOST}:{website.server_port}", "Tester")]


def test_the_name_is_sent_while_the_connection_goes_to_the_address_that_was_checked(website):
    reach = Reach(ports=frozenset({website.server_port}), exceptions=frozenset({"127.0.0.1", "::1"}))
    answer = fetch(website, website.url("status/200", "localhost"), reach=reach)
    assert answer.state == "ok"
    assert website.asked[0][2] == f"localhost:{website.server_port}"


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_tells_the_new_address(status, website):
    answer = fetch(website, website.url(f"redirect/{status}?to=/status/200"))
    assert answer == Answer("moved", 200, website.url("status/200"))


def test_the_new_address_is_that_before_the_first_redirect_that_is_not_for_good(website):
    there = "/redirect/302%3Fto%3D/status/200"
    answer = fetch(website, website.url(f"redirect/301?to={there}"))
    assert answer == Answer("moved", 200, website.url("redirect/302?to=/status/200"))


@pytest.mark.parametrize("status", [301, 302])
def test_a_circle_of_redirects_is_left(status, website):
    answer = fetch(website, website.url(f"circle/{status}"))
    assert (answer.state, answer.final_address) == ("loop", "")
    assert len(website.asked) == limits.LINK_REDIRECTS + 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "[::1]", "2130706433"])
def test_no_redirect_leads_into_our_network(host, website):
    target = website.url("status/200", host)
    assert fetch(website, target) == Answer("exempt")
    assert website.asked == []
    assert fetch(website, website.url(f"redirect/301?to={target}")) == Answer("exempt")
    assert len(website.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        *(f"http://{HOST}:5432/", f"http://{HOST}/", f"ftp://{HOST}/", f"https://{HOST}:22/"),
        *("file:///etc/passwd", "gopher://127.0.0.1/", "http://localhost/"),
    ],
)
def test_other_ports_and_protocols_are_not_asked(address, website):
    assert fetch(website, address) == Answer("exempt")


@pytest.mark.parametrize(
    "address", ["http://gibt-es-nicht.invalid/", f"http://{'x' * 70}.example/", "http://[", "http://"]
)
def test_what_is_no_host_does_not_answer(address, website):
    reach = Reach()
    assert fetch(website, address, reach=reach).state in {"silent", "exempt"}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7200", 7200), ("1", 3600), ("9999999", 3 * 86400), ("gleich", 3600), ("-5", 3600), ("²", 3600)],
)
def test_a_website_that_asks_for_patience_gets_it_within_limits(header, seconds, website):
    wanted = datetime.timedelta(seconds=seconds)
    assert read_retry_after(header) == wanted
    if header.isascii():
        answer = fetch(website, website.url(f"status/429?Retry-After={header}"))
        assert (answer.state, answer.retry_after) == ("", wanted)
        assert fetch(website, website.url(f"status/503?Retry-After={header}")).retry_after == wanted


def test_a_date_until_which_to_wait_is_read_too():
    wait = read_retry_after(format_datetime(timezone.now() + datetime.timedelta(hours=5), usegmt=False))
    assert datetime.timedelta(hours=4, minutes=59) < wait <= datetime.timedelta(hours=5)
    assert read_retry_after("") == limits.LINK_RETRY[0]


def test_an_invalid_certificate_is_told_apart(tmp_path):
    with open_website(write_certificate(tmp_path / "cert.pem")) as website:
        assert fetch(website, website.url("status/200")) == Answer("insecure")
        assert website.asked == []


def write_certificate(path):
    """One that nobody has signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), timezone.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stadt.example")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("address", INTERNAL.split())
def test_addresses_that_are_not_of_the_internet_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "193.99.144.80", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"]
)
def test_addresses_of_the_internet_are_known(address):
    assert is_public(address)
