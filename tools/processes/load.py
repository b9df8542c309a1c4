"""Members who write: each sends reply after reply, and what was not confirmed once more, as their browsers would."""

import re
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

CSRF = "0123456789abcdef0123456789abcdef"
SIGN_IN = "/konto/anmelden/"
PATIENCE = 60
# Seconds between two replies of one person, below the limit for people.
PAUSE = 3


class Attempt(NamedTuple):
    """One request: when it was sent and answered, and its status, 0 without a response."""

    sent: float
    answered: float
    path: str
    status: int

    @property
    def failed(self) -> bool:
        return self.status == 0 or self.status >= 500


class Browser:
    """Keeps its cookies and notes each attempt. A kept connection might end between two requests, so none is."""

    def __init__(self, port: int) -> None:
        self.port, self.attempts = port, []
        self.cookies = {"csrftoken": CSRF}

    def request(self, method: str, path: str, **form: str) -> tuple[int, str, str]:
        """Status, text, and where it leads. (0, "", "") when no response came."""
        sent = time.monotonic()
        try:
            answer = self._ask(method, path, form)
        except (OSError, HTTPException):
            answer = 0, "", ""
        self.attempts.append(Attempt(sent, time.monotonic(), path, answer[0]))
        return answer

    def _ask(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]}) if form else None
        with closing(HTTPConnection("localhost", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, text, response.headers.get("Location", "")


class Writer(threading.Thread):
    """``confirmed``: the texts whose sending was answered by a redirect to the post."""

    def __init__(self, port: int, account: dict[str, str], thread: str, ends: threading.Event) -> None:
        super().__init__(name=account["email"], daemon=True)
        self.browser, self.thread, self.ends = Browser(port), thread, ends
        self.confirmed, self.refused = [], 0
        self.browser.request("POST", SIGN_IN, email=account["email"], password=account["password"])

    def run(self) -> None:
        while not self.ends.is_set():
            self.write()
            self.browser.request("GET", self.thread)
            self.ends.wait(PAUSE)

    def write(self) -> None:
        """Sends one reply until it is confirmed or refused; the key says that it is the same one."""
        key = str(uuid4())
        text = f"Unter Last {key}"
        while True:
            status, _, place = self.browser.request(
                "POST", f"{self.thread}antworten/", text=text, key=key, seen="1"
            )
            if place and "/themen/" in place:
                self.confirmed.append(text)
                return
            if status and status < 500:
                self.refused += 1
                return
            time.sleep(0.3)


def first_thread(page: str) -> str:
    """The address of the first thread that a group's page lists, without its title."""
    return re.search(r"/gruppen/[\w-]+/themen/\d+/", page)[0]
