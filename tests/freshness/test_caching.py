import datetime

import pytest

from guides.freshness.caching import best_encoding, cache_control, is_known


def at(hour: int, minute: int, second: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, 21, hour, minute, second, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(12, 0), "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=600"),
        (at(23, 55), "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=240"),
        (at(23, 59, 30), "public, max-age=0, must-revalidate, s-maxage=30, stale-while-revalidate=0"),
        (at(23, 59, 59), "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=0"),
    ],
)
def test_nothing_is_kept_beyond_midnight(moment, expected):
    assert cache_control(moment) == expected


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("br;q=0.5,gzip;q=1", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=0, br; q=0", "identity"),
        ("deflate", "identity"),
        ("", "identity"),
        ("x" * 9000 + ",;;;=,,", "identity"),
    ],
)
def test_the_smallest_encoding_that_is_accepted(accepted, expected):
    assert best_encoding(accepted) == expected


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        ('W/"a"', True),
        ('W/"b", W/"a"', True),
        ("*", True),
        ('"b", "a"', True),  # some caches make strong tags of weak ones
        ('W/"b"', False),
        ("a", False),
        ('"a', False),
        ("", False),
        (",,,", False),
    ],
)
def test_which_clients_have_this_version(sent, known):
    assert is_known(sent, 'W/"a"') is known
