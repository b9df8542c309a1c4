"""What a page's form shows: what stands in its fields, and what it says is wrong with them."""

import re
from html import unescape

# What a line is refused with that has such a character at this place.
TURNED = (
    "Zeichen {}: unsichtbar, ändert die Schreibrichtung. Bitte löschen Sie es, oder tippen Sie den Text neu."
)
UNSEEN = "Zeichen {}: ein unsichtbares Steuerzeichen. Bitte löschen Sie es, oder tippen Sie den Text neu."

CONTROL = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
CHOICES = re.compile(r'<fieldset\b[^>]*\btabindex="-1"[^>]*>')


def words(markup):
    """What a person reads, without the markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def without_token(response):
    """The page without what differs each time, in the form that signs out."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def attributes(tag):
    return {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


def values(html):
    """Name to content of each field that a person can fill in; a box is "on" or "", a choice what is chosen."""
    found = {}
    for tag in CONTROL.findall(html):
        field = attributes(tag)
        if field.get("type") == "checkbox":
            found[field["name"]] = "on" if " checked" in tag else ""
        elif field.get("type") == "radio":
            found[field["name"]] = field["value"] if " checked" in tag else found.get(field["name"], "")
        elif field.get("type") != "hidden" and "name" in field:
            found[field["name"]] = field.get("value", "")
    for tag, text in re.findall(r"(<textarea\b[^>]*>)\n?(.*?)</textarea>", html, re.DOTALL):
        found[attributes(tag)["name"]] = unescape(text)
    for tag, options in re.findall(r"(<select\b[^>]*>)(.*?)</select>", html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[attributes(tag)["name"]] = chosen[1] if chosen else ""
    return found


def problems(html):
    """Name to text of each field with an error; a field that is not marked, described and linked has "?" before it."""
    found = {}
    fields = {field["id"]: field for field in map(attributes, CONTROL.findall(html)) if "id" in field}
    # A group of choices takes the focus, and what may not be said of it, that it is invalid, is said of each choice.
    groups = map(attributes, CHOICES.findall(html))
    fields |= {group["id"]: group | {"aria-invalid": "true"} for group in groups}
    for name, text in re.findall(r'<div id="id_(\w+)_error"[^>]*>(.*?)</div>', html, re.DOTALL):
        field = fields.get(f"id_{name}", {})
        is_named = (
            field.get("aria-invalid") == "true"
            and f"id_{name}_error" in field.get("aria-describedby", "").split()
            and f'<a href="#id_{name}">' in html
        )
        found[name] = words(text) if is_named else f"? {words(text)}"
    return found
