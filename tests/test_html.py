"""Every page of our own is valid HTML, says the W3C's checker. `make check` runs this file, too."""

import json
import shutil
import subprocess

import pytest
from django.conf import settings

from tests.support.examples import ADVICE_STATUS, SIGN_UP_LINKS, make_cast
from tests.support.mails.mailbox import put_mail
from tests.support.permissions import shown_pages
from tests.support.sources import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# For a program that lasts seconds: less than half of the time. Its code then needs more room on the stack.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m")
MISTAKE = "<!doctype html><html lang=de><title>Falsch</title><p><div></p>"
FURTHER = [
    ("/einladung/offen/", "outsider"),
    (ADVICE_STATUS, "anonymous"),
    ("/einladung/freigabe/anfragen/", "outsider"),
    ("/gruppen/inklusion/zugang/", "editor"),
    ("/gruppen/inklusion/zugang/", "admin"),
    *SIGN_UP_LINKS,
    ("/veranstaltungen/aelterwerden/", "member"),
    ("/veranstaltungen/buergerengagement/", "member"),
    ("/steckbriefe/beispiel/", "member"),
    ("/gruppen/diskutieren/?seite=900", "member"),
]
WITH_ERRORS = (
    *("/konto/anmelden/", "/einladung/offen/", "/einladung/offen/code/"),
    *("/einladung/freigabe/anfragen/", "/einladung/freigabe/anfragen/code/"),
    *("/kontakt/", "/barrierefreiheit/", "/newsletter/", "/kompetenzbereich/beratung/"),
    *("/veranstaltungen/mobilitaet-klimaschutz/", "/veranstaltungen/buergerengagement/"),
)


@pytest.fixture
def pages(demo, client, person, tmp_path):
    """Every page in a file, as the person sees it who may."""
    put_mail(settings.MAILBOX, "1.demo")
    cast = make_cast(person)
    for number, (address, name) in enumerate([*shown_pages(), *FURTHER]):
        client.cookies.clear()
        if cast[name]:
            client.force_login(cast[name])
        (tmp_path / f"{number}.html").write_bytes(client.get(address).content)
    client.cookies.clear()
    for number, address in enumerate(WITH_ERRORS):
        (tmp_path / f"errors-{number}.html").write_bytes(client.post(address, {"code": "1"}).content)
    client.force_login(cast["member"])
    (tmp_path / "errors-profile.html").write_bytes(client.post("/konto/profil/", {"name": "7"}).content)
    (tmp_path / "errors-reuse.html").write_bytes(client.post("/nachnutzung/900/", {"note": ""}).content)
    sheet = client.post("/mein/steckbriefe/900/einreichen/", {"title": "7", "revision": "1"})
    (tmp_path / "errors-sheet.html").write_bytes(sheet.content)
    return tmp_path


def complaints(folder):
    argv = [
        "java",
        *QUICK,
        "-jar",
        CHECKER,
        "--format",
        "json",
        "--errors-only",
        "--stdout",
        "--exit-zero-always",
    ]
    done = subprocess.run([*argv, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        f"{title(message['url'])}: {message['message']} {message.get('extract', '')[:120]}"
        for message in json.loads(done.stdout)["messages"]
    }


def title(url):
    with open(url.removeprefix("file:")) as file:
        return file.read().partition("<title>")[2].partition("</title>")[0]


@pytest.mark.skipif(not shutil.which("java"), reason="HTML IS NOT CHECKED: there is no Java on this machine.")
def test_every_page_is_valid_html(pages):
    """But the one that is wrong, which the checker finds."""
    (pages / "mistake.html").write_text(MISTAKE)
    assert len(list(pages.iterdir())) > 15
    found = complaints(pages)
    mistakes = {one for one in found if one.startswith("Falsch: ")}
    assert mistakes
    assert found == mistakes
