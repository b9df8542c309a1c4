"""Many looks from one start: whatever one of them changes is taken back before the next."""

import functools
import inspect
from contextlib import contextmanager
from copy import deepcopy

from django.db import transaction
from django.test import Client


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each(names, cases):
    """Like pytest.mark.parametrize, but all cases begin at one set-up: what a case does to the database and to the
    cookies of the test's browsers is undone. What fixtures hold in memory is not; nor is what is written to the log.
    """
    names, cases = (names,) if isinstance(names, str) else names, list(cases)
    assert cases, "there is nothing to try"

    def decorate(test):
        @functools.wraps(test)
        def all_cases(**fixtures):
            browsers = [value for value in fixtures.values() if isinstance(value, Client)]
            for case in cases:
                values = (case,) if len(names) == 1 else case
                with undone(), named(case), same_cookies(browsers):
                    test(**fixtures, **dict(zip(names, values, strict=True)))

        signature = inspect.signature(test)
        others = [one for one in signature.parameters.values() if one.name not in names]
        all_cases.__signature__ = signature.replace(parameters=others)
        return all_cases

    return decorate


@contextmanager
def named(case):
    """Whatever fails says in which case."""
    try:
        yield
    except BaseException as failure:
        failure.add_note(f"in the case {case!a:.200}")
        raise


@contextmanager
def same_cookies(browsers):
    kept = [deepcopy(browser.cookies) for browser in browsers]
    yield
    for browser, cookies in zip(browsers, kept, strict=True):
        browser.cookies = cookies
