"""Accounts that nobody has used for a long time: told, then erased."""


def tell():
    raise NotImplementedError
