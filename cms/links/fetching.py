"""Asks one external address whether it still answers. The body of an answer is never read."""

import asyncio
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import cache

import httpx
from django.utils import timezone

from cms import limits
from cms.links.reach import NoHost, NotPublic, Reach
from cms.models.checked_link import LinkState
from web.numbers import parse_positive_int

PERMANENT = {301, 308}
TOO_MANY, UNAVAILABLE = 429, 503


@dataclass(frozen=True)
class Options:
    """How the checker asks; times in seconds. Tests set shorter ones, and their own server in `reach`."""

    agent: str
    reach: Reach = field(default_factory=Reach)
    timeout: float = limits.LINK_TIMEOUT
    connect_timeout: float = limits.LINK_CONNECT_TIMEOUT
    pause: float = limits.LINK_PAUSE
    job_time: float = limits.LINK_JOB_TIME


@dataclass(frozen=True)
class Answer:
    """`retry_after` says that the website wants to be asked later; there is no state then."""

    state: str = ""
    status: int | None = None
    final_address: str = ""
    retry_after: timedelta | None = None


async def fetch_answer(address, options):
    """The Answer of an address; whatever goes wrong is one, too."""
    try:
        async with asyncio.timeout(options.timeout):
            return await follow_redirects(httpx.URL(address), options)
    except NotPublic:
        return Answer(LinkState.EXEMPT)
    except (httpx.HTTPError, httpx.InvalidURL, NoHost, TimeoutError, ValueError) as failed:
        return Answer(LinkState.INSECURE if is_about_certificate(failed) else LinkState.SILENT)


def is_about_certificate(failed):
    while failed:
        if isinstance(failed, ssl.SSLCertVerificationError):
            return True
        failed = failed.__cause__ or failed.__context__
    return False


async def follow_redirects(url, options):
    """Goes on to where redirects lead; `moved_to` is how far all of them said that it is for good."""
    moved_to, is_for_good = None, True
    async with open_client(options) as client:
        for _ in range(limits.LINK_REDIRECTS + 1):
            response = await request_status(client, url, options)
            if not response.has_redirect_location:
                return classify_response(response, str(moved_to or ""))
            url = url.join(response.headers["location"])
            is_for_good = is_for_good and response.status_code in PERMANENT
            moved_to = url if is_for_good else moved_to
    return Answer(LinkState.LOOP, response.status_code)


def open_client(options):
    """Without the environment's proxies and passwords."""
    headers = {"User-Agent": options.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "de,en;q=0.5"}
    timeout = httpx.Timeout(options.connect_timeout)
    return httpx.AsyncClient(headers=headers, timeout=timeout, trust_env=False, verify=make_ssl_context())


@cache
def make_ssl_context():
    """Reading the certificates takes a tenth of a second."""
    return httpx.create_ssl_context(trust_env=False)


async def request_status(client, url, options):
    """Many servers answer HEAD with an error, so that only GET tells whether there is one."""
    response = await send_request(client, "HEAD", url, options)
    if response.status_code < 400 or response.status_code == TOO_MANY:
        return response
    await asyncio.sleep(options.pause)
    return await send_request(client, "GET", url, options)


async def send_request(client, method, url, options):
    """Connects to the addresses that were checked, by number; the name goes into the header and the TLS handshake."""
    host, failed = url.raw_host.decode("ascii"), NoHost()
    for address in await options.reach.resolve(url):
        request = client.build_request(
            method,
            url.copy_with(host=address, username=None, password=None),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": host},
        )
        try:
            response = await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as unreachable:
            failed = unreachable
        else:
            await response.aclose()
            return response
    raise failed


def classify_response(response, moved_to):
    status = response.status_code
    if status == TOO_MANY or (status == UNAVAILABLE and "retry-after" in response.headers):
        return Answer(status=status, retry_after=read_retry_after(response.headers.get("retry-after", "")))
    if status < 300:
        # A longer one cannot be stored, and nobody would want it on a page.
        new = moved_to if len(moved_to) <= limits.LINK_ADDRESS_LENGTH else ""
        return Answer(LinkState.MOVED if new else LinkState.OK, status, new)
    if status in {404, 410}:
        return Answer(LinkState.NOT_FOUND, status)
    return Answer(LinkState.FAILING if status >= 500 else LinkState.REFUSED, status)


def read_retry_after(header):
    """A number of seconds or a date (RFC 9110, 10.2.3), within LINK_RETRY."""
    shortest, longest = limits.LINK_RETRY
    try:
        seconds = parse_positive_int(header.strip())
        wait = timedelta(seconds=seconds) if seconds else parsedate_to_datetime(header) - timezone.now()
    except (ValueError, TypeError, OverflowError):
        wait = shortest
    return min(max(wait, shortest), longest)
