"""Every form of ours with a text area gives the text back when its sender has to sign in or to reauthenticate first."""

import ast
import inspect
import textwrap

import pytest
from django import forms

from tests.support import sources
from tests.support.pages.routes import routes
from web.keep_input import keep_input

OURS = {path.parent.name for path in sources.files() if path.name == "apps.py"} | {"web"}
# Open to people without a session, so that signing out takes no text away; or of a script whose page keeps the text.
OPEN_TO_ALL = {"groups:ask", "groups:request", "submitting:autosave"}


def text_areas(form):
    return {name for name, field in form.base_fields.items() if isinstance(field.widget, forms.Textarea)}


def is_ours(thing):
    return getattr(thing, "__module__", "").partition(".")[0] in OURS


def bound_forms(function, seen):
    """The form classes that a view or a function it calls fills with data; those it only shows do not count."""
    if function in seen:
        return set()
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    shown = {
        node.func
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and not node.args
        and {word.arg for word in node.keywords} <= {"initial", "draft"}
    }
    found = set()
    for node in ast.walk(tree):
        named = (
            function.__globals__.get(node.id) if isinstance(node, ast.Name) and node not in shown else None
        )
        if not is_ours(named):
            continue
        if inspect.isclass(named) and issubclass(named, forms.BaseForm):
            found.add(named)
        elif inspect.isfunction(named):
            found |= bound_forms(inspect.unwrap(named), seen)
    return found


def forms_of(view):
    if view_class := getattr(view, "view_class", None):
        return {form for form in [getattr(view_class, "form_class", None)] if form and is_ours(view_class)}
    inner = inspect.unwrap(view)
    return bound_forms(inner, set()) if is_ours(inner) and inspect.isfunction(inner) else set()


def unprotected(found):
    """Names of routes with the text areas that they take without declaring them, or without keeping them."""
    wrong = {}
    for name, path, view in found:
        areas = set().union(*map(text_areas, forms_of(view)))
        missing = areas - set(getattr(view, "text_fields", ()))
        is_guarded = path.startswith("redaktion/") or name in OPEN_TO_ALL
        if missing or (areas and not is_guarded and not hasattr(view, "keeps_input")):
            wrong[name] = missing or areas
    return wrong


def test_every_text_area_is_declared_by_its_view():
    found = list(routes())
    assert {name for name, _, view in found if forms_of(view)} >= {
        "forum:reply",
        "groups:ask",
        "groups_member_end",
    }
    assert unprotected(found) == {}


class Note(forms.Form):
    text = forms.CharField(widget=forms.Textarea)


def write(request):
    return Note(request.POST)


def show(request):
    return Note(initial={})


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (write, {"x": {"text"}}),
        (keep_input("title")(write), {"x": {"text"}}),
        (keep_input("text")(write), {}),
    ],
)
def test_a_view_that_does_not_is_found(view, expected, monkeypatch):
    monkeypatch.setitem(globals(), "OURS", {__name__.partition(".")[0]})
    assert unprotected([("x", "x/", view)]) == expected
    assert unprotected([("x", "x/", show)]) == {}
