import pytest

from drawings.icons import NAMES, icon


def test_no_two_icons_are_alike():
    assert len({icon(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_decoration(name):
    assert icon(name).startswith(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><'
    )


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("unicorn")
