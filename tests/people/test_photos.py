"""A photo's address: whose key it is, who sees it, and what the answer says of itself."""

from uuid import uuid4

from tests.support.database.undoing import each
from tests.support.people.petra import page, photo, profile, rows, show


def test_both_sizes_come_as_webp_and_may_be_kept_by_the_browser_alone(petra, as_anna):
    for size, content in (("klein", b"small"), ("gross", b"large")):
        response = as_anna.get(photo(petra, size))
        assert (response.status_code, response.content) == (200, content)
        assert response["Content-Type"] == "image/webp"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=86400", "immutable"}
        # Whoever signs in next in the same browser is asked for again.
        assert "Cookie" in response["Vary"]


def test_head_says_the_same_without_the_picture_and_nothing_else_is_answered(petra, as_anna):
    head, whole = as_anna.head(photo(petra)), as_anna.get(photo(petra))
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.items()) == dict(whole.items())
    assert [as_anna.post(photo(petra)).status_code, as_anna.delete(photo(petra)).status_code] == [405, 405]


@each("size", ["small", "mittel", "KLEIN", "owner_id", "pk", "klein.webp", "%00", "%2e%2e"])
def test_an_unknown_size_is_not_there(size, petra, as_anna):
    assert as_anna.get(photo(petra, size)).status_code == 404


def test_only_the_present_key_of_this_very_person_opens_it(petra, anna, group, person, as_anna):
    old = photo(petra)
    petra.show_photo(b"newer", b"larger")
    assert as_anna.get(old).status_code == 404
    assert as_anna.get(photo(petra)).content == b"newer"
    anna.show_photo(b"anna", b"anna")
    assert as_anna.get(photo(petra, key=anna.photo_id)).status_code == 404
    assert as_anna.get(photo(anna, key=petra.photo_id)).status_code == 404
    assert as_anna.get(photo(petra, key=uuid4())).status_code == 404
    assert as_anna.get(photo(petra, key="1")).status_code == 404
    present = photo(petra)
    petra.remove_photo()
    assert as_anna.get(present).status_code == 404
    assert as_anna.get(photo(petra)).status_code == 404


def test_a_hidden_photo_is_not_there_and_stands_on_no_page(petra, as_anna, signed_in):
    show(petra, 2, photo=0)
    assert as_anna.get(photo(petra)).status_code == 404
    html = as_anna.get(profile(petra)).content.decode()
    row = rows(page(as_anna))[petra.name]
    assert ("/foto/" in html, "/foto/" in row) == (False, False)
    assert str(petra.photo_id) not in html + row
    assert all(">PP</span>" in markup for markup in (html, row))
    herself = signed_in(petra)
    assert herself.get(photo(petra)).status_code == 200
    assert photo(petra, "gross") in herself.get(profile(petra)).content.decode()


def test_the_directory_shows_the_small_one_and_the_profile_the_large_one(petra, as_anna):
    assert f'src="{photo(petra)}"' in rows(page(as_anna))[petra.name]
    assert f'src="{photo(petra, "gross")}"' in as_anna.get(profile(petra)).content.decode()


def test_anonymous_signs_in_whether_there_is_a_photo_or_not(petra, client):
    for address in (photo(petra), photo(petra, "riesig"), photo(petra, key=uuid4())):
        assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"
