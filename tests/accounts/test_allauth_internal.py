"""What we use of allauth beyond its public API: named here, imported in one file, in the versions that were tested."""

import inspect
import re
import tomllib
from importlib.metadata import version

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.views import AuthenticateView

from accounts import allauth_internal
from tests.support import sources
from tests.test_architecture import imports

HERE = "accounts/allauth_internal.py"
INTERNAL = {
    "allauth.account.internal.flows.login.record_authentication",
    "allauth.core.internal.ratelimit",
    "allauth.mfa.totp.internal.auth.SECRET_SESSION_KEY",
    "allauth.mfa.totp.internal.auth.generate_totp_secret",
    "allauth.mfa.totp.internal.auth.validate_totp_code",
    "allauth.mfa.webauthn.internal.auth.begin_authentication",
    "allauth.mfa.webauthn.internal.auth.begin_registration",
}
# Private names that subclasses of ours override or read.
PRIVATE = [
    (DefaultAccountAdapter, "_login_failed_rl_usage"),
    (RequestLoginCodeForm, "_user"),
    (AuthenticateView, "_build_forms"),
    (BaseAuthenticateForm, "_emit_authentication_failed"),
    (ConfirmLoginCodeView, "_process"),
]


def internal(path):
    return {dotted for _, dotted in imports(path) if re.match(r"allauth\..*\binternal\b", dotted)}


def test_only_one_file_imports_internals_of_allauth_and_names_their_reasons():
    found = {sources.name(path): internal(path) for path in sources.python() if internal(path)}
    assert found == {HERE: INTERNAL}
    names = {dotted.rpartition(".")[2] for dotted in INTERNAL}
    assert set(allauth_internal.__all__) == names
    assert [name for name in names if name not in allauth_internal.__doc__] == []


def test_the_version_of_allauth_is_one_that_was_tested():
    project = tomllib.loads((sources.ROOT / "pyproject.toml").read_text())["project"]
    wanted = next(one for one in project["dependencies"] if one.startswith("django-allauth"))
    lowest, above = (tuple(map(int, number.split("."))) for number in re.findall(r"[\d.]+", wanted))
    installed = tuple(map(int, version("django-allauth").split(".")))
    assert lowest <= installed < above
    assert above == (lowest[0], lowest[1] + 1)


@pytest.mark.parametrize(("owner", "name"), PRIVATE)
def test_private_names_of_allauth_that_we_use_exist(owner, name):
    assert re.search(rf"\b{name}\b", inspect.getsource(owner))
