"""`make shots`: pictures of every screen of the demo in build/shots/, named as in the design's drawings."""

import base64
import hmac
import json
import os
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools import browser, demo
from tools.console import Trouble, print_error, print_message
from tools.processes.child import started

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "shots"
START_SECONDS, STOP_SECONDS, MAIL_SECONDS = 180, 40, 20
PERIOD = 30
SIZES = ((1280, 900), (390, 844))
SCREENS = {
    "index": "/",
    "seite": "/kompetenzbereich/",
    "anmelden": "/konto/anmelden/",
    "mailbox": "/-/mailbox/",
    "zustaende": "/gibt-es-nicht/",
    "einladung-unbekannt": "/einladung/unbekannt/",
}
PAGE_TYPES = {
    "steckbriefe": "/steckbriefe/",
    "steckbrief": "/steckbriefe/heidelberg-kuehle-orte/",
    "vergleich": "/steckbriefe/vergleich/?steckbrief=konstanz-sommerstrasse&steckbrief=heidelberg-kuehle-orte",
    "stadt": "/stadtlabore/karlsruhe/",
    "programm": "/stadtlabore/",
    "themenfelder": "/themenfelder/",
    "themenfeld": "/themenfelder/klima/",
    "aktuelles": "/aktuelles/",
    "nachricht": "/aktuelles/steckbriefe-zu-hitze/",
    "presse-liste": "/presse/",
    "presse": "/presse/homepage-stadtlabore-online/",
    "veranstaltungen": "/veranstaltungen/",
    "veranstaltung": "/veranstaltungen/mobilitaet-klimaschutz/",
    "dokumente": "/dokumente/",
    "links": "/links/",
    "mediathek": "/mediathek/",
    "austausch": "/austausch/",
    "beratung": "/kompetenzbereich/beratung/",
    "kontakt": "/kontakt/",
    "barrierefreiheit": "/barrierefreiheit/",
    "impressum": "/impressum/",
    "leichte-sprache": "/leichte-sprache/",
}
GROUP = "/gruppen/engagiertes-quartier/"
LEAD_SCREENS = {
    "konto": "/konto/",
    "gruppen": "/gruppen/",
    "mitglieder": f"{GROUP}mitglieder/",
    "ueber": f"{GROUP}ueber/",
    "einladungen": f"{GROUP}einladungen/",
}
MEMBER_SCREENS = {"mein": "/mein/", "thema-neu": f"{GROUP}themen/neu/", "gruppe": GROUP}


def main() -> int:
    os.chdir(ROOT)
    try:
        with tempfile.TemporaryDirectory(prefix="shots-") as var, running_demo(Path(var)) as facts:
            take_all(facts)
    except Trouble as trouble:
        print_error(str(trouble))
        return 1
    print_message(f"{len(list(TARGET.glob('*.png')))} Bilder in {TARGET.relative_to(ROOT)}/")
    return 0


@contextmanager
def running_demo(var: Path) -> Iterator[dict]:
    """The real demo on a database of its own; yields what it tells in demo.json."""
    port = demo.free_port()
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"VAR": str(var), "PORT": str(port)}
    log = var / "demo.log"
    with log.open("w") as output:
        options = {"env": env, "stdout": output, "stderr": output, "grace": STOP_SECONDS}
        with started(demo.python("-m", "tools.demo"), **options) as process:
            wait_for(lambda: process.poll() is not None or demo.healthy(port), START_SECONDS)
            if process.poll() is not None:
                raise Trouble(f"Die Demo startet nicht:\n{log.read_text()[-2000:]}")
            yield json.loads((var / "demo.json").read_text())


def wait_for(condition, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise Trouble(f"Nach {seconds} Sekunden immer noch nicht so weit.")
        time.sleep(0.1)


def take_all(facts: dict) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    path = browser.found()
    if not path:
        raise Trouble("Für die Bilder fehlt Chromium. Installieren oder CHROMIUM_PATH setzen.")
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        options = {"base_url": facts["base_url"], "locale": "de-DE", "reduced_motion": "reduce"}
        page = chromium.new_context(**options).new_page()
        take_code_page(page, facts)
        for name, address in (SCREENS | PAGE_TYPES).items():
            page.goto(address)
            take_screenshots(page, name)
        take_invitation(chromium.new_context(**options).new_page(), facts)
        take_pages_of(chromium.new_context(**options).new_page(), facts["accounts"][0], LEAD_SCREENS)
        member = chromium.new_context(**options).new_page()
        take_pages_of(member, facts["accounts"][1], MEMBER_SCREENS)
        take_notifications(member)
        member.goto(GROUP)
        member.get_by_role("link", name="Wie verstetigen?").click()
        take_screenshots(member, "thema")
        chromium.close()


def take_code_page(page: Page, facts: dict) -> None:
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(facts["accounts"][0]["email"])
    page.get_by_role("button", name="Code per E-Mail erhalten").click()
    page.get_by_label("Code", exact=True).wait_for()
    take_screenshots(page, "anmelden-code")
    mails = page.context.request
    as_json = {"Accept": "application/json"}
    wait_for(lambda: mails.get(facts["mailbox_url"], headers=as_json).json(), MAIL_SECONDS)


def take_invitation(page: Page, facts: dict) -> None:
    page.goto(facts["invitations"][0]["url"])
    take_screenshots(page, "einladung")
    page.get_by_label("Name").fill("Nina Neu")
    page.get_by_label("E-Mail-Adresse").fill("nina.neu@ulm.example.org")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Beitreten").click()
    page.get_by_label("Code").wait_for()
    take_screenshots(page, "einladung-code")


def take_pages_of(page: Page, account: dict, screens: dict) -> None:
    page.goto("/konto/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(account["email"])
    page.get_by_label("Passwort").fill(account["password"])
    page.get_by_role("button", name="Anmelden", exact=True).click()
    if account["totp_secret"]:
        take_second_step(page, account["totp_secret"])
    page.wait_for_url("**/mein/")
    for name, address in screens.items():
        page.goto(address)
        take_screenshots(page, name)


def take_second_step(page: Page, secret: str) -> None:
    page.get_by_label("Code").wait_for()
    take_screenshots(page, "zweiter-schritt")
    wait_for(lambda: time.time() % PERIOD < PERIOD - 3, PERIOD)
    page.get_by_label("Code").fill(number(secret))
    page.get_by_role("button", name="Anmelden", exact=True).click()


def number(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // PERIOD), "sha1")
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def take_notifications(page: Page) -> None:
    """Below the bell where there is room, else as a page."""
    page.goto("/mein/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Mitteilungen,").click()
    page.get_by_role("button", name="Mitteilungen schließen").wait_for()
    take_screenshots(page, "mitteilungen", SIZES[:1])
    page.goto("/mitteilungen/")
    take_screenshots(page, "mitteilungen", SIZES[1:])
    take_screenshots(page, "mitteilungen-seite", SIZES[:1])


def take_screenshots(page: Page, name: str, sizes=SIZES) -> None:
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=TARGET / f"{name}-{width}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main())
