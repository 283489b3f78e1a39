import gzip
import random

import brotli
import pytest

from guides.freshness.store import OVERHEAD, KeptPage, Store


def page(text: str = "page", stamp: str = "s") -> KeptPage:
    return KeptPage(stamp, f'W/"{stamp}"', [("Content-Type", "text/html")], text.encode())


def noise(size: int) -> str:
    """Text that no compression makes small."""
    return "".join(chr(random.randrange(0x4E00, 0x9FFF)) for _ in range(size))


@pytest.mark.parametrize("text", ["", "page", "注销" * 5000])
def test_every_encoding_holds_the_same_text(text):
    kept = page(text)
    bodies = [gzip.decompress(kept.body("gzip")), brotli.decompress(kept.body("br")), kept.body("identity")]
    assert [body.decode() for body in bodies] == [text] * 3


def test_an_encoding_is_made_once():
    kept = page()
    assert kept.body("br") is kept.body("br")
    assert kept.body("gzip") is kept.body("gzip")


def test_the_same_page_is_the_same_bytes_in_every_worker():
    assert page("text").body("gzip") == page("text").body("gzip")


def test_what_was_asked_for_longest_ago_goes_first():
    store = Store(4 * page().size)
    for path in "abcd":
        store.keep(path, page())
    store.get("a")
    store.keep("e", page())
    assert [path for path in "abcde" if store.get(path)] == ["a", "c", "d", "e"]


def test_it_never_holds_more_than_its_bound():
    store = Store(200_000)
    for number in range(300):
        store.keep(f"/{number}/", page(noise(500)))
        assert store.size <= store.limit
    assert 0 < len(store) < 300


def test_a_page_larger_than_all_the_room_is_not_kept_and_displaces_nothing():
    store = Store(20_000)
    store.keep("/small/", page())
    store.keep("/large/", page(noise(20_000)))
    assert (store.get("/large/"), store.get("/small/") is not None) == (None, True)


def test_a_page_made_anew_takes_the_place_of_the_old_one():
    store = Store(100_000)
    for number in range(10):
        store.keep("/same/", page(stamp=str(number)))
    assert (len(store), store.get("/same/").stamp, store.size) == (1, "9", page().size)


def test_no_room_keeps_nothing():
    store = Store(0)
    store.keep("/a/", page())
    assert (len(store), store.size) == (0, 0)


def test_its_size_counts_both_encodings():
    kept = page(noise(2000))
    assert len(kept.body("gzip")) + len(kept.body("br")) + OVERHEAD <= kept.size
