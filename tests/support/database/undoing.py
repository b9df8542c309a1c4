"""Many cases of one set-up, as pytest's subtests: each has its name and runs, whatever became of the others."""

import functools
import inspect
from contextlib import contextmanager
from copy import deepcopy

from django.db import transaction
from django.test import Client

SUBTESTS = inspect.Parameter("subtests", inspect.Parameter.KEYWORD_ONLY)


@contextmanager
def savepoint():
    """Undoes whatever its block changes in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each(names, cases):
    """Like pytest.mark.parametrize, but the cases are subtests of one test and share its fixtures.

    What a case does to the database and to the cookies of the test's browsers is undone after it; what fixtures hold in
    memory and the log are not.
    """
    names, cases = (names,) if isinstance(names, str) else names, list(cases)
    assert cases, "there are no cases"

    def decorate(test):
        parameters = inspect.signature(test).parameters
        others = [one for name, one in parameters.items() if name not in {*names, "subtests"}]

        @functools.wraps(test)
        def all_cases(*, subtests, **fixtures):
            browsers = [value for value in fixtures.values() if isinstance(value, Client)]
            fixtures |= {"subtests": subtests} if "subtests" in parameters else {}
            for case, values in [(case, (case,) if len(names) == 1 else case) for case in cases]:
                with subtests.test(msg=f"{case!a:.200}"), savepoint(), same_cookies(browsers):
                    test(**fixtures, **dict(zip(names, values, strict=True)))

        all_cases.__signature__ = inspect.Signature([*others, SUBTESTS])
        return all_cases

    return decorate


@contextmanager
def same_cookies(browsers):
    kept = [deepcopy(browser.cookies) for browser in browsers]
    try:
        yield
    finally:
        for browser, cookies in zip(browsers, kept, strict=True):
            browser.cookies = cookies
