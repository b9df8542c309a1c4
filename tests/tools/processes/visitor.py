"""A person without scripts at a site in other processes: follows links and sends forms."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from tests.support.pages.forms import CONTROL, attributes


class Visitor:
    def __init__(self, port: int) -> None:
        self.site = f"http://localhost:{port}"
        self.open = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar())).open

    def get(self, path: str) -> str:
        """The page's text. Raises URLError or, for an answer that is a failure, HTTPError."""
        with self.open(self.site + path, timeout=10) as answer:
            return answer.read().decode()

    def send(self, path: str, action: str, **submitted: str) -> str:
        """Fills in the form of the page at ``path`` that goes to ``action``; returns the page that it leads to."""
        form = re.search(rf'<form\b[^>]*action="{action}".*?</form>', self.get(path), re.DOTALL)[0]
        fields = {field["name"]: field.get("value", "") for field in map(attributes, CONTROL.findall(form))}
        request = Request(self.site + action, urlencode(fields | submitted).encode(), {"Origin": self.site})  # noqa: S310
        with self.open(request, timeout=10) as answer:
            return answer.read().decode()
