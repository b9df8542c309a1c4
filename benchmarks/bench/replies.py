"""Members answer the seeded thread, alone and at once, and others have it open."""

import json
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.bench.load import build_request, send_requests, send_requests_at_once
from benchmarks.crowd import Crowd
from tools.console import Trouble

CSRF = "0123456789abcdef0123456789abcdef"
TEXT = """Bei uns hat sich *ein gemeinsamer Termin* bewährt, zu dem **alle Ämter** kommen:

- einmal im Monat, immer am selben Tag
- mit einer Liste, die vorher alle sehen

Was dabei herauskommt, steht am nächsten Tag auf der Seite des Quartiers."""
REPLIES_ALONE, REPLIES_AT_ONCE, BURSTS = 8, 8, 3
SCREENS, SHOWN = 200, 4


def build_reply_form(facts: dict, seen: int, member: int = 0) -> tuple[str, str, dict]:
    """What a script of the thread's page sends: path, body, headers."""
    form = {"text": TEXT, "key": uuid4(), "seen": seen, "csrfmiddlewaretoken": CSRF}
    headers = {
        "Cookie": f"{facts['cookies'][member % len(facts['cookies'])]}; csrftoken={CSRF}",
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
    }
    return facts["reply"], urlencode(form), headers


def build_reply_request(site, number: int) -> bytes:
    """By another member for each number."""
    path, body, headers = build_reply_form(site.facts, site.last_number, number)
    return build_request(site.host, "POST", path, headers, body.encode())


def measure_alone(site) -> float:
    """Milliseconds of one reply after the other, the median."""
    seconds = []
    for number in range(REPLIES_ALONE):
        (answer,) = send_requests(site.address, [build_reply_request(site, number)])
        seconds.append(_count_reply(site, answer))
    return 1000 * median(seconds)


def measure_at_once(site) -> float:
    """Milliseconds until the last of several replies that were sent at once, the median."""
    lasts = []
    for burst in range(BURSTS):
        requests = [
            build_reply_request(site, burst * REPLIES_AT_ONCE + number) for number in range(REPLIES_AT_ONCE)
        ]
        lasts.append(
            max(_count_reply(site, answer) for answer in send_requests_at_once(site.address, requests))
        )
    return 1000 * median(lasts)


def measure_last_screen(site) -> float:
    """Milliseconds until the last of all screens that show the thread has a new reply, the median."""
    page = (site.last_number - 1) // 20 + 1
    request = site.facts["request"] | {"revision": site.last_number, "page": page}
    lasts = []
    try:
        with Crowd(site.port, SCREENS, json.dumps(request).encode(), site.facts["cookies"]) as crowd:
            for number in range(SHOWN):
                lasts.append(crowd.post(*build_reply_form(site.facts, site.last_number, number)).last)
                site.written += 1
    except (OSError, RuntimeError) as failure:
        raise Trouble(f"{site.name}: Nicht alle haben den Beitrag bekommen ({failure}).") from None
    # The first one fills what the process remembers.
    return 1000 * median(lasts[1:])


def _count_reply(site, answer):
    if answer.status != 200:
        raise Trouble(f"{site.name}: Eine Antwort wurde nicht angenommen (Status {answer.status}).")
    site.written += 1
    return answer.seconds
